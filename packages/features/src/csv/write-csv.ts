import { stringify } from 'csv-stringify/browser/esm/sync';

/** What a spreadsheet would read as a formula (also after the mark that this package itself puts in front). */
const formulaStart = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * The text with `'` in front where a spreadsheet would take it for a formula:
 * it begins with `=`, `+`, `-`, `@`, a tab or a line end, or with apostrophes and then one of these. {@link fromSafeCell} undoes it exactly.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function toSafeCell(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** The text that {@link toSafeCell} was given. */
export function fromSafeCell(cell: string): string {
  return cell.startsWith("'") && formulaStart.test(cell) ? cell.slice(1) : cell;
}

/**
 * A number as the shortest text that reads back as the same number; `null` and `NaN` as an empty cell.
 * Never given an apostrophe: a negative number is no formula.
 */
export function numberCell(value: number | null): string {
  if (value === null || Number.isNaN(value)) {
    return '';
  }
  return Object.is(value, -0) ? '-0' : String(value);
}

/** CSV text of rows of finished cells, with `\n` after each row. */
export function writeCsv(header: readonly string[], rows: Iterable<readonly string[]>): string {
  return stringify([[...header], ...Array.from(rows, (row) => [...row])], {
    record_delimiter: '\n',
    quoted_match: /[\r\n]/,
  });
}
