import type { Track } from '@ssrm/features';
import { expect, test } from 'vitest';
import { artistFolds } from './artist-folds.ts';

/** 40 tracks each of 50 artists: the liked ones are of artists 0 … 29, the others of 25 … 49. */
const liked = tracksOf(25, 0).concat(tracksOf(5, 25).slice(0, 100));
const other = tracksOf(5, 25).slice(100).concat(tracksOf(20, 30));
const tracks = [...liked, ...other];

function tracksOf(artists: number, first: number): Track[] {
  return Array.from({ length: artists * 40 }, (_, index) => ({
    id: `${first}-${index}`,
    name: `Song ${index}`,
    albumName: null,
    artistName: `Artist ${first + (index % artists)}`,
    releaseDate: null,
    durationMs: null,
    explicit: null,
    popularity: null,
    albumType: null,
  }));
}

function foldsByArtist(folds: Int32Array): Map<string, Set<number>> {
  const byArtist = new Map<string, Set<number>>();
  for (const [index, { artistName }] of tracks.entries()) {
    const key = artistName as string;
    byArtist.set(key, (byArtist.get(key) ?? new Set()).add(folds[index] as number));
  }
  return byArtist;
}

test('an artist has one fold, the liked songs and the others alike', () => {
  const byArtist = foldsByArtist(artistFolds(tracks, { folds: 4, seed: 1 }));
  expect(byArtist.size).toBe(50);
  for (const folds of byArtist.values()) expect(folds.size).toBe(1);
});

test('only artists with a track among the first rows are scattered, about as many as asked', () => {
  const scattered = { share: 0.5, rows: liked.length };
  const byArtist = foldsByArtist(artistFolds(tracks, { folds: 4, seed: 1, scattered }));
  const spread = [...byArtist].filter(([, folds]) => folds.size > 1).map(([artist]) => artist);
  expect(spread.length).toBeGreaterThan(5);
  expect(spread.length).toBeLessThan(25);
  for (let artist = 30; artist < 50; artist++) expect(spread).not.toContain(`Artist ${artist}`);
});
