/**
 * The cells of one line whose quotes are not doubled: a quote closes a cell only in front of the delimiter or at the end.
 * `"a "b" c",d` gives `a "b" c` and `d`.
 */
export function splitBrokenLine(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let position = 0;
  while (position <= line.length) {
    const quoted = line[position] === '"';
    const end = quoted ? closingQuote(line, position + 1, delimiter) : line.indexOf(delimiter, position);
    if (quoted && end === -1) {
      cells.push(line.slice(position));
      return cells;
    }
    const stop = end === -1 ? line.length : end;
    cells.push(quoted ? line.slice(position + 1, stop).replaceAll('""', '"') : line.slice(position, stop));
    position = stop + (quoted ? 2 : 1);
  }
  return cells;
}

function closingQuote(line: string, from: number, delimiter: string): number {
  for (let at = line.indexOf('"', from); at !== -1; at = line.indexOf('"', at + 1)) {
    if (at === line.length - 1 || line.startsWith(delimiter, at + 1)) {
      return at;
    }
  }
  return -1;
}
