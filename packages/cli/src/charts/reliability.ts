import type { Palette } from './palette.ts';
import type { ChartOption } from './render-svg.ts';

interface ReliabilityBin {
  /** Mean score of the bin's songs, 0 … 1. */
  readonly predicted: number;
  /** Share of them that is liked, 0 … 1. */
  readonly observed: number;
  /** Share of all songs that is in the bin, 0 … 1. */
  readonly weight: number;
}

export interface ReliabilityOptions {
  readonly bins: readonly ReliabilityBin[];
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
        data: bins.map((bin) => [bin.predicted, bin.observed]),
        showSymbol: false,
        silent: true,
        lineStyle: { color: colour, width: 2, opacity: 0.5 },
      },
      {
        type: 'scatter',
        data: bins.map((bin) => [bin.predicted, bin.observed, bin.weight]),
        symbolSize: (value: readonly number[]) => 7 + 15 * Math.sqrt((value[2] ?? 0) / most),
        itemStyle: { color: colour, opacity: 1 },
      },
    ],
  };
}
