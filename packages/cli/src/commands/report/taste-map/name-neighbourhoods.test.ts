import { expect, it } from 'vitest';
import type { Island } from './lay-out-islands.ts';
import { nameNeighbourhoods } from './name-neighbourhoods.ts';

/** Four islands side by side. */
function group(x: number, styles: readonly (string | null)[]): Island[] {
  return styles.map((style, index) => ({
    ...{
      name: `Artist ${x} ${index}`,
      style,
      songCount: 10,
      x: x + (index % 2),
      y: Math.floor(index / 2),
      radius: 0.5,
    },
  }));
}

it('names a style where it has most of the songs, and none where styles are mixed or unknown', () => {
  const named = nameNeighbourhoods([
    ...group(0, ['jazz', 'jazz', 'jazz', 'metal']),
    ...group(30, ['jazz', 'metal', 'pop', 'folk']),
    ...group(60, ['pop', null, null, null]),
    ...group(90, ['metal', 'metal', 'metal', 'metal']),
  ]);
  expect(named.map(({ name, songCount }) => [name, songCount])).toEqual([
    ['metal', 40],
    ['jazz', 30],
  ]);
  expect(named[0]).toMatchObject({ x: 90.5, y: 0.5 });
});

it('names a style again where it lies somewhere else, and no artist who stands alone', () => {
  const named = nameNeighbourhoods([
    ...group(0, ['jazz', 'jazz', 'jazz', 'jazz']),
    ...group(50, ['metal']),
    ...group(100, ['jazz', 'jazz', 'jazz', 'jazz']),
  ]);
  expect(named.map(({ name, x }) => [name, x]).sort()).toEqual([
    ['jazz', 0.5],
    ['jazz', 100.5],
  ]);
});
