import type { Palette } from './palette.ts';
import type { ChartOption } from './render-svg.ts';

/** Upright bars, a stack for each category. */
export interface BarsOptions {
  readonly categories: readonly string[];
  /** From the bottom up; a value for each category. */
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly number[];
    readonly colour: string;
  }[];
  /** Where the axis ends. Default: above the highest stack. */
  readonly max?: number;
  readonly palette: Palette;
}

/** Shares of a whole in each category; the axis begins at 0. */
export function barsOption({ categories, series, max, palette }: BarsOptions): ChartOption {
  const font = { fontFamily: palette.fontFamily, fontSize: 13, color: palette.mutedInk };
  return {
    backgroundColor: palette.background,
    grid: { left: 52, right: 10, top: 12, bottom: 34 },
    xAxis: {
      type: 'category',
      data: categories,
      axisLabel: { ...font, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.axis } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      ...(max !== undefined && { max }),
      splitNumber: 3,
      axisLabel: { ...font, formatter: (value: number) => `${Math.round(value * 100)} %` },
      splitLine: { lineStyle: { color: palette.grid } },
    },
    series: series.map(({ values, colour }) => ({
      type: 'bar',
      stack: 'all',
      data: values,
      barCategoryGap: '18%',
      itemStyle: { color: colour },
    })),
  };
}
