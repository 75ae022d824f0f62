import { createTasteMap, TrackEncoder } from '@ssrm/embeddings';
import { scoreByRank, type Track } from '@ssrm/features';
import { expect, it } from 'vitest';
import { tasteMapData } from './taste-map-data.ts';

it('places songs and the artists with most songs', async () => {
  const tracks = Array.from({ length: 60 }, (_, index): Track => {
    return {
      id: String(index),
      name: `Song ${index}`,
      albumName: null,
      artistName: `Artist ${index < 4 ? 'of four' : index}`,
      releaseDate: '2020',
      durationMs: 200_000 + index,
      explicit: false,
      popularity: index,
      albumType: 'album',
    };
  });
  const liked = scoreByRank(tracks);
  const map = await createTasteMap(liked, await TrackEncoder.fit(liked));
  const { points } = await tasteMapData(map, { liked, background: tracks.slice(5, 7), predicted: [] });
  const ofKind = (kind: string) => points.filter((point) => point.kind === kind);
  expect(ofKind('liked')).toHaveLength(60);
  expect(ofKind('liked')[0]).toMatchObject({ name: 'Song 0', artistName: 'Artist of four', score: 1 });
  expect(ofKind('background')).toHaveLength(2);
  expect(ofKind('artist')).toHaveLength(25);
  expect(ofKind('artist')[0]).toMatchObject({ name: 'Artist of four', artistName: null });
  const first = ofKind('liked').slice(0, 4);
  expect(ofKind('artist')[0]?.x).toBeCloseTo(first.reduce((sum, { x }) => sum + x, 0) / 4, 12);
});
