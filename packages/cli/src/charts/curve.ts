import type { Palette } from './palette.ts';
import type { ChartOption } from './render-svg.ts';

interface CurveLine {
  readonly name: string;
  /** `[step, value]`, in rising order of step. */
  readonly points: readonly (readonly [number, number])[];
  /** Which colour of the palette: 0, 1 or 2. */
  readonly colour: 0 | 1 | 2;
  readonly isDashed?: boolean;
}

export interface CurveOptions {
  /** In the chart itself; left out where the page around it says what it is. */
  readonly heading?: { readonly title: string; readonly subtitle: string };
  readonly lines: readonly CurveLine[];
  /** `share`: from 0 to 100 %. `loss`: from 0 up to the greatest value. */
  readonly scale: 'share' | 'loss';
  readonly palette: Palette;
  /** In the middle of the plot, where there is nothing to draw. */
  readonly emptyNote?: string;
  /** What is counted from left to right. Default: Epoch. */
  readonly xName?: string;
}

/** A curve over the steps of a training as an ECharts option; a single point is drawn as a dot. */
export function curveOption(options: CurveOptions): ChartOption {
  const { heading, lines, scale, palette, emptyNote, xName = 'Epoch' } = options;
  const font = { fontFamily: palette.fontFamily };
  const axisLabel = { ...font, color: palette.mutedInk, fontSize: 13 };
  const isEmpty = lines.every((line) => line.points.length === 0);
  const note = {
    text: emptyNote ?? 'Nothing to draw',
    left: 'center',
    top: 'middle',
    textStyle: { ...font, color: palette.mutedInk, fontSize: 15, fontWeight: 400 },
  };
  return {
    backgroundColor: palette.background,
    title: [...(heading === undefined ? [] : [headingOption(heading, palette)]), ...(isEmpty ? [note] : [])],
    grid: { left: 62, right: 26, top: heading === undefined ? 16 : 78, bottom: 52 },
    xAxis: {
      type: 'value',
      show: !isEmpty,
      name: xName,
      nameLocation: 'middle',
      nameGap: 30,
      nameTextStyle: axisLabel,
      min: 'dataMin',
      max: 'dataMax',
      splitNumber: 5,
      minInterval: 1,
      axisLabel: { ...axisLabel, showMaxLabel: false, hideOverlap: true },
      axisLine: { lineStyle: { color: palette.axis } },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      show: !isEmpty,
      min: 0,
      ...(scale === 'share' ? { max: 1, interval: 0.25 } : { splitNumber: 4 }),
      axisLabel: {
        ...axisLabel,
        formatter: (value: number) =>
          scale === 'share' ? `${Math.round(value * 100)} %` : shortNumber(value),
      },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: palette.grid } },
    },
    series: lines.map((line) => ({
      type: 'line',
      name: line.name,
      data: line.points,
      showSymbol: line.points.length === 1,
      symbol: 'circle',
      symbolSize: 9,
      sampling: 'none',
      lineStyle: {
        color: palette.series[line.colour],
        width: 2.5,
        type: line.isDashed === true ? [6, 5] : 'solid',
      },
      itemStyle: { color: palette.series[line.colour] },
      silent: true,
    })),
  };
}

function headingOption(heading: NonNullable<CurveOptions['heading']>, palette: Palette): object {
  const font = { fontFamily: palette.fontFamily };
  return {
    text: heading.title,
    subtext: heading.subtitle,
    left: 12,
    top: 10,
    itemGap: 6,
    textStyle: { ...font, color: palette.ink, fontSize: 18, fontWeight: 600 },
    subtextStyle: { ...font, color: palette.mutedInk, fontSize: 13 },
  };
}

/** Four digits that count, without trailing zeros. */
function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}
