import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import type { Palette } from './palette.ts';
import type { ChartOption } from './render-svg.ts';

export interface IntervalRow {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly colour: string;
  /** Thick for what the chart is about, thin for what it is compared with. */
  readonly isMain: boolean;
}

export interface IntervalOptions {
  /** From the top down. */
  readonly rows: readonly IntervalRow[];
  /** A vertical line at this value. */
  readonly reference: { readonly value: number; readonly label: string };
  readonly labelWidth: number;
  readonly palette: Palette;
}

/** Estimates between 0 and 1 as dots with the interval that holds each as a bar, one row each, against a reference value. */
export function intervalOption({ rows, reference, labelWidth, palette }: IntervalOptions): ChartOption {
  const font = { fontFamily: palette.fontFamily, fontSize: 13 };
  const lowest = Math.min(reference.value, ...rows.map((row) => row.low));
  return {
    backgroundColor: palette.background,
    grid: { left: labelWidth, right: 22, top: 26, bottom: 30 },
    xAxis: {
      type: 'value',
      min: Math.max(0, Math.floor(lowest * 10 - 0.5) / 10),
      max: 1,
      interval: 0.1,
      axisLabel: {
        ...font,
        color: palette.mutedInk,
        hideOverlap: true,
        formatter: (value: number) => `${Math.round(value * 100)} %`,
      },
      splitLine: { lineStyle: { color: palette.grid } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => row.label),
      axisLabel: {
        ...font,
        color: palette.ink,
        width: labelWidth - 12,
        overflow: 'truncate',
        interval: 0,
      },
      axisLine: { show: false },
      axisTick: { show: false },
    },
    series: [
      {
        type: 'custom',
        data: rows.map((row, index) => [row.value, index, row.low, row.high]),
        encode: { x: [0, 2, 3], y: 1 },
        renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) =>
          drawRow(rows[params.dataIndex] as IntervalRow, api),
        silent: true,
        markLine: {
          symbol: 'none',
          silent: true,
          data: [{ xAxis: reference.value }],
          lineStyle: { color: palette.mutedInk, type: [4, 4], width: 1.5 },
          label: {
            ...font,
            formatter: reference.label,
            color: palette.mutedInk,
            position: 'start',
            distance: 6,
          },
        },
      },
    ],
  };
}

function drawRow(row: IntervalRow, api: CustomSeriesRenderItemAPI) {
  const [low, y] = api.coord([row.low, api.value(1)]) as [number, number];
  const [high] = api.coord([row.high, api.value(1)]) as [number, number];
  const [middle] = api.coord([row.value, api.value(1)]) as [number, number];
  const style = {
    stroke: row.colour,
    lineWidth: row.isMain ? 8 : 4,
    lineCap: 'round' as const,
    opacity: 0.35,
  };
  return {
    type: 'group' as const,
    children: [
      { type: 'line' as const, shape: { x1: low, y1: y, x2: high, y2: y }, style },
      {
        type: 'circle' as const,
        shape: { cx: middle, cy: y, r: row.isMain ? 7 : 5 },
        style: { fill: row.colour },
      },
    ],
  };
}
