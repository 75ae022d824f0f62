import { InvalidDataError, ShapeError } from '../errors.ts';
import { createMatrix, type Matrix, matrixRow } from '../matrix.ts';
import { toNumber } from '../track-values.ts';
import { locationOf, placeText, type ReadCsvOptions, readCsv } from './read-csv.ts';
import { fromSafeCell, numberCell, toSafeCell, writeCsv } from './write-csv.ts';

/** Numbers with a name for each row and column, as in `PreprocessedDataset.csv`. */
export interface NamedMatrix {
  /** Length n. */
  readonly ids: readonly string[];
  /** Length d. */
  readonly columns: readonly string[];
  /** Shape `[n, d]`; `NaN` where a value is missing. */
  readonly matrix: Matrix;
}

/**
 * CSV with the column `id` and then the given columns. Numbers are the shortest text that reads back exactly, `NaN` is an empty cell.
 *
 * @throws {@link ShapeError} if names and matrix differ in size. @throws {@link InvalidDataError} if a number is infinite.
 */
export function matrixToCsv(named: NamedMatrix): string {
  const { ids, columns, matrix } = named;
  if (ids.length !== matrix.rowCount || columns.length !== matrix.columnCount) {
    throw new ShapeError(
      `Expected a name for each of ${matrix.rowCount} rows and ${matrix.columnCount} columns, but got ${ids.length} and ${columns.length}.`,
    );
  }
  const rows = ids.map((id, index) => {
    const row = Array.from(matrixRow(matrix, index));
    if (row.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY)) {
      throw new InvalidDataError(`Expected finite numbers, but the row of ${id} holds an infinite one.`);
    }
    return [toSafeCell(id), ...row.map(numberCell)];
  });
  return writeCsv(['id', ...columns.map(toSafeCell)], rows);
}

/**
 * The numbers of a CSV file whose column `id` names the rows; an empty cell is `NaN`.
 *
 * @throws {@link InvalidDataError} naming file, line and column if there is no column `id`, a row has too few or too many cells,
 *   or a cell is not a number.
 */
export function matrixFromCsv(text: string, options: ReadCsvOptions = {}): NamedMatrix {
  const { file } = options;
  const { header, headerLine, records, setAside } = readCsv(text, options);
  const idPosition = header.indexOf('id');
  if (idPosition === -1) {
    throw new InvalidDataError(
      `Expected a column id, but ${file ?? 'the header'} has ${header.join(', ')}.`,
      {
        location: locationOf(file, headerLine),
      },
    );
  }
  const broken = setAside[0];
  if (broken !== undefined) {
    throw new InvalidDataError(`${placeText(file, broken.line)}: the row ${broken.reason}.`, {
      location: locationOf(file, broken.line),
    });
  }
  const names = header.map(fromSafeCell);
  const columns = names.filter((_, position) => position !== idPosition);
  const matrix = createMatrix(records.length, columns.length);
  for (const [row, record] of records.entries()) {
    const cells = record.cells.filter((_, position) => position !== idPosition);
    for (const [column, cell] of cells.entries()) {
      const value = cell.trim() === '' ? Number.NaN : toNumber(cell);
      if (value === null) {
        const place = placeText(file, record.line, columns[column]);
        throw new InvalidDataError(
          `${place}: expected a number, but got ${JSON.stringify(cell.slice(0, 100))}.`,
          {
            location: locationOf(file, record.line, columns[column]),
          },
        );
      }
      matrix.values[row * columns.length + column] = value;
    }
  }
  return { ids: records.map((record) => fromSafeCell(record.cells[idPosition] ?? '')), columns, matrix };
}
