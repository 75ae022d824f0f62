import { init } from 'echarts';
import { duration } from './report.ts';

/** What something took for different numbers of what it is given. */
export interface Growth {
  readonly title: string;
  /** What there is more and more of. */
  readonly what: string;
  /** Counts, rising, and milliseconds. */
  readonly points: readonly (readonly [count: number, ms: number])[];
}

const panel = { width: 270, height: 200 };
const columns = 4;
const [ink, muted, line] = ['#1c2733', '#5c6b7a', '#2468b2'];

/** The slope between the first and the last point of a drawing with logarithmic axes: 1 where twice as much takes twice as long. */
export function exponentOf(points: Growth['points']): number {
  const [first, last] = [points[0], points.at(-1)] as [[number, number], [number, number]];
  return Math.log(last[1] / first[1]) / Math.log(last[0] / first[0]);
}

/** All of them as one SVG, a panel each, both axes logarithmic. */
export function drawGrowth(all: readonly Growth[]): string {
  const size = { width: columns * panel.width, height: Math.ceil(all.length / columns) * panel.height };
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  const places = all.map((_, index) => ({
    left: (index % columns) * panel.width,
    top: Math.floor(index / columns) * panel.height,
  }));
  const axis = {
    type: 'log',
    axisLabel: { color: muted, fontSize: 10 },
    splitLine: { lineStyle: { color: '#e3e8ee' } },
  };
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: all.map(({ title, what, points }, index) => ({
      text: title,
      subtext: `time ∝ ${what}^${exponentOf(points).toFixed(2)}`,
      left: (places[index]?.left ?? 0) + 12,
      top: (places[index]?.top ?? 0) + 8,
      itemGap: 3,
      textStyle: { fontSize: 12, color: ink, width: panel.width - 24, overflow: 'truncate' },
      subtextStyle: { fontSize: 11, color: muted },
    })),
    grid: places.map(({ left, top }) => ({
      left: left + 58,
      top: top + 52,
      width: panel.width - 82,
      height: panel.height - 90,
    })),
    xAxis: all.map(({ points }, index) => ({
      ...axis,
      gridIndex: index,
      min: points[0]?.[0],
      max: points.at(-1)?.[0],
      axisLabel: { ...axis.axisLabel, formatter: (value: number) => compact(value) },
    })),
    yAxis: all.map((_, index) => ({
      ...axis,
      gridIndex: index,
      axisLabel: { ...axis.axisLabel, formatter: (value: number) => duration(value) },
    })),
    series: all.map(({ points }, index) => ({
      type: 'line',
      xAxisIndex: index,
      yAxisIndex: index,
      data: points.map((point) => [...point]),
      symbol: 'circle',
      symbolSize: 6,
      color: line,
      // The first label stands beside the axis, not on it.
      labelLayout: ({ dataIndex }: { dataIndex?: number }) => (dataIndex === 0 ? { dx: 18 } : {}),
      label: {
        show: true,
        position: 'top',
        fontSize: 10,
        color: ink,
        formatter: ({ value }: { value: unknown }) => duration((value as number[])[1] as number),
      },
    })),
  });
  // Without the styles that are meant for a page of ECharts.
  const svg = chart.renderToSVGString().replace(/<style >[\s\S]*?<\/style>\n?/g, '');
  chart.dispose();
  return svg.replace(/<svg [^>]*>/, (start) => `${start}<title>How cost grows</title>`);
}

function compact(count: number): string {
  return count >= 1000 ? `${count / 1000}k` : String(count);
}
