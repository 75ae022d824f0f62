import type { HistorySong } from '@ssrm/features';
import { expect, it } from 'vitest';
import { typicalSongs } from './typical-songs.ts';

const song = (artistName: string, plays: number, name = `Best of ${artistName}`): HistorySong => ({
  ...{ id: '', name, artistName, albumName: null, plays, skips: 0, msPlayed: plays * 2e5 },
  ...{
    firstHeard: '2024-01-01',
    lastHeard: '2024-06-01',
    firstSkipped: null,
    isListed: false,
    isDisliked: false,
  },
});
const metal = [
  'Metallica',
  'Iron Maiden',
  'Megadeth',
  'Slayer',
  'Pantera',
  'Judas Priest',
  'Black Sabbath',
  'Slipknot',
  'System Of A Down',
  'Disturbed',
];

it('finds the love that fits least among what fits', async () => {
  const songs = [
    ...metal.map((artist) => song(artist, 20)),
    song('Taylor Swift', 30),
    song('Taylor Swift', 2, 'Another'),
  ];
  const found = await typicalSongs({ songs });
  expect(found?.surprising.name).toBe('Best of Taylor Swift');
  expect(metal).toContain(found?.typical.artistName);
});

it('says nothing of a few artists, or of ones that nobody knows', async () => {
  expect(await typicalSongs({ songs: metal.slice(0, 5).map((artist) => song(artist, 20)) })).toBeNull();
  const unknown = Array.from({ length: 20 }, (_, index) => song(`Nobody Knows ${index}`, 20));
  expect(await typicalSongs({ songs: unknown })).toBeNull();
});
