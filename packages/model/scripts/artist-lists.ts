import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of a list. */
export interface ArtistLine {
  readonly name: string;
  /** What tells this artist from another of the same name; undefined for the one whom the name alone means. */
  readonly remark: string | undefined;
}

/** A file of `artists/`: the artists of a sub-style. */
export interface ArtistList {
  readonly style: string;
  readonly substyle: string;
  readonly lines: readonly string[];
}

/** All lists of a folder that holds a folder for each style, which holds a file for each of its sub-styles, one artist a line. */
export function readArtistLists(folder: string): ArtistList[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((style) =>
      readdirSync(join(folder, style))
        .sort()
        .map((file) => ({
          style,
          substyle: file.replace(/\.txt$/u, ''),
          lines: readFileSync(join(folder, style, file), 'utf8')
            .replace(/\n$/u, '')
            .split('\n'),
        })),
    );
}

/** `Air (Japan)` is Air of Japan. A name that itself ends in a bracket is followed by an empty one: `Was (Not Was) ()`. */
export function readArtistLine(line: string): ArtistLine {
  const [, name = line, remark = ''] = /^(.*) \(([^()]*)\)$/u.exec(line) ?? [];
  return { name, remark: remark === '' ? undefined : remark };
}

/** The names by which a model knows the artists of each sub-style: those of all lines without a remark. */
export function artistsBySubstyle(lists: readonly ArtistList[]): Map<string, string[]> {
  return new Map(
    lists.map(({ substyle, lines }) => [
      substyle,
      lines
        .map(readArtistLine)
        .filter(({ remark }) => remark === undefined)
        .map(({ name }) => name),
    ]),
  );
}
