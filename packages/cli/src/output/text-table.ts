import { plainText } from './plain-text.ts';

/** Columns of a table for the terminal; numbers stand right. */
export interface TextColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

const longestCell = 44;

/** Lines of a table with a heading; cells are made safe for the terminal and cut where they are too long. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map((cell) => shorten(plainText(cell))));
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.title), ...cells.map((row) => displayWidth(row[index] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map((column, index) => pad(row[index] ?? '', widths[index] ?? 0, column.align ?? 'left'))
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...cells.map(line)];
}

function shorten(text: string): string {
  if (displayWidth(text) <= longestCell) return text;
  let kept = '';
  let width = 1;
  for (const { segment } of segmenter.segment(text)) {
    width += characterWidth(segment);
    if (width > longestCell) break;
    kept += segment;
  }
  return `${kept}…`;
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return align === 'left' ? text + fill : fill + text;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Number of terminal cells: East Asian letters and emoji take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += characterWidth(segment);
  return width;
}

function characterWidth(grapheme: string): number {
  const wide =
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
  return wide.test(grapheme) ? 2 : 1;
}
