import type { EChartsCoreOption } from 'echarts/core';
// All in one file: to find and read the hundreds of files of its parts takes seven times as long.
import { init } from 'echarts/dist/echarts.esm.min.mjs';

/** An ECharts option: what to draw. */
export type ChartOption = EChartsCoreOption;

export interface RenderSvgOptions {
  /** Width of the view box in px. */
  readonly width: number;
  /** Height of the view box in px. */
  readonly height: number;
  /** Start of every id in the SVG; must differ between the SVGs of one page. */
  readonly idPrefix: string;
}

/**
 * The chart as SVG text, drawn by ECharts on the server side: no script, no style sheet, no inline style
 * (a strict content security policy admits it), well-formed XML, and the same bytes every time.
 * A mark carries `data-mark="series-item"`, both counted from 0.
 */
export function renderSvg(option: ChartOption, options: RenderSvgOptions): string {
  const chart = init(null, null, {
    renderer: 'svg',
    ssr: true,
    width: options.width,
    height: options.height,
  });
  try {
    chart.setOption({ animation: false, ...option });
    return tidy(chart.renderToSVGString(), options.idPrefix);
  } finally {
    chart.dispose();
  }
}

/**
 * ECharts numbers its ids from 0 per process and adds hover styles meant for its own client.
 * It escapes `<`, `>`, `&` and quotes in every text, so these patterns meet only its own markup.
 */
function tidy(svg: string, idPrefix: string): string {
  return svg
    .replace(/<style >[\s\S]*?<\/style>\n?/g, '')
    .replace(/ class="zr\d+-cls-\d+"/g, '')
    .replace(/ ecmeta_ssr_type="[^"]*"/g, '')
    .replace(/ ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)"/g, ' data-mark="$1-$2"')
    .replace(/ ecmeta_\w+="[^"]*"/g, '')
    .replace(/ pointer-events="[^"]*"/g, '')
    .replace(/(id="|url\(#)zr\d+-/g, `$1${idPrefix}-`)
    .replace(/ style="([^"]*)"/g, (_, style: string) => toAttributes(style));
}

function toAttributes(style: string): string {
  return style
    .split(';')
    .map((declaration) => declaration.split(':'))
    .map(([name, value]) => (name && value ? ` ${name.trim()}="${value.trim()}"` : ''))
    .join('');
}
