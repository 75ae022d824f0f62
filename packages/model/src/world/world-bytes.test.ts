import { expect, it } from 'vitest';
import { readWorld, type WorldFigures, writeWorld } from './world-bytes.ts';

const figures: WorldFigures = {
  artists: ['Björk', '숀', 'Nobody'],
  artistListeners: [300, 5, 0],
  songs: [
    [0, 'Jóga', 200],
    [2, '"quoted"', 4],
  ],
  size: 2,
  vectors: Int8Array.of(-64, 0, 63, -1),
  pairs: [
    [0, 1, 5],
    [0, 200, 128],
    [3, 4, 70_000],
  ],
};

it('reads what was written', () => {
  expect(readWorld(writeWorld(figures))).toEqual(figures);
});
