import { TrackEncoder } from '@ssrm/embeddings';
import type { ScoredTrack, Track } from '@ssrm/features';
import { describe, expect, it } from 'vitest';
import type { TasteMapData } from '../page/report-data.ts';
import { artistsOfMap, drawTasteMap } from './draw-taste-map.ts';
import { layOutArtists } from './lay-out-artists.ts';

const metal = ['Metallica', 'Megadeth', 'Slayer', 'Anthrax', 'Judas Priest', 'Iron Maiden'];
const jazz = [
  'Miles Davis',
  'John Coltrane',
  'Bill Evans',
  'Thelonious Monk',
  'Charles Mingus',
  'Art Blakey',
];
const liked = [...metal, ...jazz].flatMap((artist) => songsOf(artist, 8));
const skipped = songsOf('Invented Nobody 4711', 5);

const encoder = await TrackEncoder.fit(liked);
const shown = await artistsOfMap(
  {
    tracks: liked,
    background: skipped,
    backgroundOrigin: 'skips',
    recommended: [{ track: liked[3] as Track, score: 0.9 }],
    predicted: [{ track: songsOf('Metallica', 9)[8] as Track, score: null }],
  },
  encoder,
);
const map = drawTasteMap(shown, layOutArtists(shown));

describe('drawTasteMap', () => {
  it('shows each song once, as the most that it is', () => {
    expect(map.points).toHaveLength(12 * 8 + 5 + 1);
    const countOf = (wanted: string) => map.points.filter(({ kind }) => kind === wanted).length;
    expect(['liked', 'recommended', 'predicted', 'skipped'].map(countOf)).toEqual([95, 1, 1, 5]);
  });

  it('gives every artist an island of their own, the best liked songs in its middle', () => {
    expect(map.artists).toHaveLength(13);
    for (const [index, one] of map.artists.entries()) {
      for (const other of map.artists.slice(index + 1)) {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(one.radius + other.radius);
      }
    }
    for (const { x, y, artist } of map.points) {
      const island = map.artists[artist] as TasteMapData['artists'][number];
      expect(Math.hypot(x - island.x, y - island.y)).toBeLessThanOrEqual(island.radius);
    }
    const davis = map.points.filter(({ artist }) => map.artists[artist]?.name === 'Miles Davis');
    expect(davis.map(({ score }) => score)).toEqual(
      [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3].map((score) => expect.closeTo(score, 9)),
    );
  });

  it('keeps styles together and names them, and no style where none is known', () => {
    const away = (from: string, to: string) => {
      const [one, other] = [from, to].map((name) => map.artists.find((artist) => artist.name === name));
      return Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0));
    };
    for (const other of metal.slice(1))
      expect(away('Metallica', other)).toBeLessThan(away('Metallica', 'Bill Evans'));
    const named = map.neighbourhoods.map(({ name }) => name);
    expect(named).toEqual(expect.arrayContaining(['metal', 'jazz']));
    expect(map.artists.find(({ name }) => name === 'Invented Nobody 4711')?.style).toBeNull();
  });
});

function songsOf(artistName: string, count: number): ScoredTrack[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${artistName}${index}`,
    name: `Song ${index} of ${artistName}`,
    albumName: `Album ${index % 2}`,
    artistName,
    releaseDate: null,
    durationMs: null,
    explicit: null,
    popularity: null,
    albumType: null,
    score: 1 - index / 10,
  }));
}
