import type { CalibrationBin } from '@ssrm/model';
import type { Palette } from './palette.ts';
import type { ChartOption } from './render-svg.ts';

export interface ReliabilityOptions {
  readonly bins: readonly CalibrationBin[];
  readonly colour: string;
  readonly palette: Palette;
}

/** Score against the share that is liked: on the diagonal, scores are honest. A dot's area is its share of the songs. */
export function reliabilityOption({ bins, colour, palette }: ReliabilityOptions): ChartOption {
  const font = { fontFamily: palette.fontFamily, fontSize: 13, color: palette.mutedInk };
  const most = Math.max(...bins.map((bin) => bin.weight));
  const axis = {
    type: 'value',
    min: 0,
    max: 1,
    interval: 0.25,
    nameLocation: 'middle',
    nameTextStyle: font,
    axisLabel: { ...font, formatter: (value: number) => `${Math.round(value * 100)} %` },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: palette.grid } },
  };
  return {
    backgroundColor: palette.background,
    grid: { left: 68, right: 26, top: 18, bottom: 56 },
    xAxis: { ...axis, name: 'Score', nameGap: 32 },
    yAxis: { ...axis, name: 'Share that is liked', nameGap: 50 },
    series: [
      {
        type: 'line',
        data: [
          [0, 0],
          [1, 1],
        ],
        showSymbol: false,
        silent: true,
        lineStyle: { color: palette.mutedInk, type: [4, 4], width: 1.5 },
      },
      {
        type: 'line',
        data: bins.map((bin) => [bin.meanScore, bin.shareLiked]),
        showSymbol: false,
        silent: true,
        lineStyle: { color: colour, width: 2, opacity: 0.5 },
      },
      {
        type: 'scatter',
        data: bins.map((bin) => [bin.meanScore, bin.shareLiked, bin.weight]),
        symbolSize: (value: readonly number[]) => 7 + 15 * Math.sqrt((value[2] ?? 0) / most),
        itemStyle: { color: colour, opacity: 1 },
      },
    ],
  };
}
