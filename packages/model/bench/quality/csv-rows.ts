import { readFile } from 'node:fs/promises';
import { readCsv } from '@ssrm/features';

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

export async function readRows(file: string): Promise<Row[]> {
  const { header, records } = readCsv(await readFile(file, 'utf8'), { file });
  return records.map(({ cells }) =>
    Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ''])),
  );
}
