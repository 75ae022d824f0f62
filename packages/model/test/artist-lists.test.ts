import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type ArtistLine,
  artistsBySubstyle,
  readArtistLine,
  readArtistLists,
} from '../scripts/artist-lists.ts';
import { loadArtistStyles, stylesOfArtist } from '../src/artists/artist-styles.ts';
import { foldText } from '../src/artists/fold-text.ts';
import { STYLE_OF_SUBSTYLE, STYLES, SUBSTYLES } from '../src/artists/styles.ts';

const lists = readArtistLists(join(import.meta.dirname, '../artists'));

describe('the lists of artists', () => {
  test('are one for each sub-style, in the folder of its style', () => {
    expect(lists.map(({ style, substyle }) => `${style}/${substyle}`).sort()).toEqual(
      SUBSTYLES.map(
        (substyle, number) => `${STYLES[STYLE_OF_SUBSTYLE[number] as number]}/${substyle}`,
      ).sort(),
    );
  });

  test('are sorted, with each artist once', () => {
    for (const { substyle, lines } of lists) {
      const keys = lines.map(sortKey);
      expect(keys, substyle).toEqual([...new Set(keys)].sort());
    }
  });

  test('have names as they are written: composed, without spaces around them, none empty', () => {
    const odd = lists.flatMap(({ lines }) =>
      lines.filter((line) => line !== line.normalize('NFC').trim() || /[\p{Cc}|]| {2}|^$/u.test(line)),
    );
    expect(odd).toEqual([]);
  });

  test('spell each artist in one way', () => {
    const spellings = grouped(({ name, remark }) => [`${foldText(name)}\0${remark}`, name]);
    expect([...spellings.values()].filter((names) => names.size > 1).map((names) => [...names])).toEqual([]);
  });

  test('have a remark only where there are others of the name', () => {
    const remarks = grouped(({ name, remark }) => [foldText(name), remark]);
    const needless = [...remarks].filter(([, found]) => found.size === 1 && !found.has(undefined));
    expect(needless.map(([name]) => name)).toEqual([]);
  });

  test('are what a model knows', async () => {
    await loadArtistStyles();
    const wrong: string[] = [];
    for (const [substyle, names] of artistsBySubstyle(lists)) {
      for (const name of names) {
        const known = stylesOfArtist(name).substyles.map((number) => SUBSTYLES[number]);
        if (!known.includes(substyle)) wrong.push(`${name}: ${known}, not ${substyle}`);
      }
    }
    expect(wrong, 'run `pnpm --filter @ssrm/model prepare` after a change of the lists').toEqual([]);
  });

  test('are as many as the READMEs say', () => {
    const places = [...artistsBySubstyle(lists).values()].flat();
    const names = new Set(places).size.toLocaleString('en');
    const readme = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
    expect(readme('README.md')).toContain(`${names} artists by style`);
    expect(readme('artists/README.md')).toContain(
      `${names} names in ${places.length.toLocaleString('en')} places, in a list for each of ${SUBSTYLES.length} sub-styles, in a folder for each of ${STYLES.length} styles`,
    );
  });
});

describe('a line', () => {
  test.each([
    ['Metallica', 'Metallica', undefined],
    ['Air (Japan)', 'Air', 'Japan'],
    ['Was (Not Was) ()', 'Was (Not Was)', undefined],
    ['f(x)', 'f(x)', undefined],
  ])('%s names %s', (line, name, remark) => {
    expect(readArtistLine(line)).toEqual({ name, remark });
  });
});

/** The values of all lines, by key. */
function grouped<Value>(entry: (line: ArtistLine) => [key: string, value: Value]): Map<string, Set<Value>> {
  const groups = new Map<string, Set<Value>>();
  for (const [key, value] of lists.flatMap(({ lines }) => lines.map((line) => entry(readArtistLine(line))))) {
    groups.set(key, (groups.get(key) ?? new Set()).add(value));
  }
  return groups;
}

function sortKey(line: string): string {
  const { name, remark = '' } = readArtistLine(line);
  return `${foldText(name)}\0${remark}`;
}
