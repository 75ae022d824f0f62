import { type ChartOption, type RenderSvgOptions, renderSvg } from '../../../charts/render-svg.ts';
import { escapeText, type Fragment, html, type Markup, trustedMarkup } from './html.ts';

export interface ChartImageOptions extends RenderSvgOptions {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  /** Text that a pointer on a mark brings up; `series` and `item` are counted from 0. */
  readonly tooltip?: (series: number, item: number) => string;
  readonly className?: string;
}

/** A chart as an image within the page: it grows with its column and takes the page's colours. */
export function chartImage(option: ChartOption, options: ChartImageOptions): Markup {
  const svg = renderSvg(option, options)
    .replace(
      /^<svg [^>]*>/,
      `<svg class="chart ${escapeText(options.className ?? '')}" role="img" aria-label="${escapeText(options.label)}" viewBox="0 0 ${options.width} ${options.height}">`,
    )
    .replace(/ xml:space="preserve"/g, '')
    .replace(/ data-mark="(\d+)-(\d+)">/g, (_, series: string, item: string) =>
      options.tooltip === undefined
        ? '>'
        : `><title>${escapeText(options.tooltip(Number(series), Number(item)))}</title>`,
    );
  return trustedMarkup(svg);
}

/** A chart with a heading above it and a caption below. */
export function chartFigure(heading: string, image: Fragment, caption?: Fragment): Markup {
  return html`<figure>
<h4>${heading}</h4>
${image}
${caption !== undefined && html`<figcaption>${caption}</figcaption>`}
</figure>`;
}

/** A bar as long as the share, for a row of a list; the number beside it says the same. */
export function shareBar(share: number, className: string): Markup {
  const width = (Math.min(1, Math.max(0, share)) * 100).toFixed(1);
  return html`<svg class="bar ${className}" aria-hidden="true"><rect width="100%" height="100%" rx="4" class="track"/><rect width="${width}%" height="100%" rx="4"/></svg>`;
}
