/** The colours of a chart: any CSS colour, also `var(--name)` where the SVG stands in a page that defines it. */
export interface Palette {
  /** Behind the chart; `none` lets the page through. */
  readonly background: string;
  /** Titles. */
  readonly ink: string;
  /** Axis labels and notes. */
  readonly mutedInk: string;
  readonly grid: string;
  readonly axis: string;
  /** The marks of the first, second … thing compared; told apart by people with colour-vision deficiency. */
  readonly series: readonly [string, string, string];
  readonly fontFamily: string;
}

/** For files that stand alone: dark on white, in Inter, which {@link svgToPng} brings along. */
export const filePalette: Palette = {
  background: '#ffffff',
  ink: '#17212b',
  mutedInk: '#5b6773',
  grid: '#e6eaee',
  axis: '#9aa5b1',
  series: ['#1f6feb', '#d1551a', '#0f8a5f'],
  fontFamily: 'Inter, system-ui, sans-serif',
};
