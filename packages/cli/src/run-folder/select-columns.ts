import { createMatrix, type Matrix, matrixRow } from '@ssrm/features';
import { CliError } from '../errors/cli-error.ts';

/**
 * The columns of these names, in this order.
 *
 * @throws {@link CliError} that names the command that makes the file anew, if there is none of a name.
 */
export function selectColumns(
  { columns, matrix }: { readonly columns: readonly string[]; readonly matrix: Matrix },
  names: readonly string[],
  file: string,
  madeBy: string,
): Matrix {
  const positions = names.map((name) => columns.indexOf(name));
  if (positions.includes(-1)) {
    throw new CliError(`${file} lacks the column ${names[positions.indexOf(-1)]}. Run ssrm ${madeBy} again.`);
  }
  const selected = createMatrix(matrix.rowCount, names.length);
  for (let row = 0; row < matrix.rowCount; row++) {
    const source = matrixRow(matrix, row);
    matrixRow(selected, row).set(positions.map((position) => source[position] as number));
  }
  return selected;
}
