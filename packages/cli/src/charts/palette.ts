/** The colours of a chart: any CSS colour, also `var(--name)` where the SVG stands in a page that defines it. */
export interface Palette {
  readonly background: string;
  /** Around labels that stand on other marks. */
  readonly halo: string;
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
  halo: '#ffffff',
  ink: '#17212b',
  mutedInk: '#5b6773',
  grid: '#e6eaee',
  axis: '#9aa5b1',
  series: ['#1f6feb', '#d1551a', '#0f8a5f'],
  fontFamily: 'Inter, system-ui, sans-serif',
};

/** For charts that stand in a page whose style sheet defines these names; they follow its light and dark colours. */
export const pagePalette: Palette = {
  background: 'transparent',
  halo: 'var(--surface)',
  ink: 'var(--ink)',
  mutedInk: 'var(--muted)',
  grid: 'var(--line)',
  axis: 'var(--muted)',
  series: ['var(--s1)', 'var(--s2)', 'var(--s3)'],
  fontFamily: 'inherit',
};
