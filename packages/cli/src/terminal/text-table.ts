import { plainText } from './plain-text.ts';

/** Columns of a table for the terminal; numbers stand right. */
export interface TextColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

const longestCell = 44;
/** No narrower than this where the terminal is. */
const shortestCell = 8;

/**
 * Lines of a table with a heading; cells are made safe for the terminal and cut where they are too long, texts (which
 * stand left) also where the table would be wider than `width`.
 */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number = Number.POSITIVE_INFINITY,
): string[] {
  const cells = rows.map((row) => row.map((cell) => plainText(cell)));
  const widths = columns.map((column, index) =>
    Math.max(
      displayWidth(column.title),
      ...cells.map((row) => Math.min(longestCell, displayWidth(row[index] ?? ''))),
    ),
  );
  narrow(columns, widths, width);
  const line = (row: readonly string[]): string =>
    columns
      .map((column, index) =>
        pad(shorten(row[index] ?? '', widths[index] ?? 0), widths[index] ?? 0, column.align ?? 'left'),
      )
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...cells.map(line)];
}

/** Takes cells from the widest text again and again until all fit. */
function narrow(columns: readonly TextColumn[], widths: number[], width: number): void {
  const isText = (index: number): boolean => columns[index]?.align !== 'right';
  for (;;) {
    const total = widths.reduce((sum, each) => sum + each, 2 * (widths.length - 1));
    const widest = Math.max(...widths.filter((_, index) => isText(index)));
    if (total <= width || widest <= shortestCell) return;
    const index = widths.findIndex((each, position) => isText(position) && each === widest);
    widths[index] = widest - 1;
  }
}

function shorten(text: string, longest: number): string {
  if (displayWidth(text) <= longest) return text;
  let kept = '';
  let width = 1;
  for (const { segment } of graphemes(text)) {
    width += characterWidth(segment);
    if (width > longest) break;
    kept += segment;
  }
  return `${kept}…`;
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + fill : fill + text;
}

let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for letters. The segmenter takes 10 ms to make, so it waits for a text that needs it. */
function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** Number of terminal cells: East Asian letters and emoji take two. */
export function displayWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes(text)) width += characterWidth(segment);
  return width;
}

function characterWidth(grapheme: string): number {
  const wide =
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
  return wide.test(grapheme) ? 2 : 1;
}

/** A text as lines of at most `width` terminal cells, broken between words; a longer word, such as an address, stays whole. */
export function wrapText(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const longer = line === indent ? indent + word : `${line} ${word}`;
    if (line !== indent && displayWidth(longer) > width) {
      lines.push(line);
      line = indent + word;
    } else line = longer;
  }
  return [...lines, line];
}
