import type { ScoredTrack, Track } from '@ssrm/features';
import { describe, expect, it } from 'vitest';
import { syntheticListener } from '../__fixtures__/synthetic-listener.ts';
import { TasteModel } from '../model/taste-model.ts';
import { worldSongs } from '../world/world.ts';
import { shuffleTest } from './shuffle-test.ts';

const listener = syntheticListener(80);

async function telling(
  tracks: readonly ScoredTrack[],
  others: { background?: readonly Track[] | 'world' },
): Promise<string[] | undefined> {
  const model = await TasteModel.fit(tracks, others);
  const features = await shuffleTest(model, tracks, others);
  expect(features?.length).toBe(8);
  return features?.flatMap(({ feature, tells }) => (tells ? [feature] : []));
}

/** Of nothing but the names. */
function named<Item extends Track>(track: Item): Item {
  return { ...track, albumName: null, releaseDate: null, durationMs: null, popularity: null };
}

describe('shuffleTest', () => {
  it('passes the dates of somebody who likes old songs, and nothing that is the same for all', async () => {
    const features = await telling(listener.liked, { background: listener.background });
    expect(features).toContain('release_date');
    expect(features).not.toContain('explicit');
    expect(features).not.toContain('album_type');
  });

  it('does not pass lengths that are known of liked songs oftener but say nothing', async () => {
    const length = (index: number) => 120_000 + ((index * 7919) % 240_000);
    const liked = listener.liked.map((track, index) => ({
      ...named(track),
      durationMs: index % 10 === 0 ? null : length(index),
    }));
    const background = listener.background.map((track, index) => ({
      ...named(track),
      durationMs: index % 10 < 3 ? null : length(index),
    }));
    expect(await telling(liked, { background })).not.toContain('duration_ms');
  });

  it('knows that only names count beside the world', async () => {
    const songs = await worldSongs();
    const metal = /^(Metallica|Slayer|Megadeth|Iron Maiden|Pantera|Slipknot|Rammstein|Disturbed|Korn|Tool)$/u;
    const liked = songs
      .filter(({ artistName }) => metal.test(artistName))
      .map(({ name, artistName }, index): ScoredTrack => {
        const [liked] = listener.liked as [ScoredTrack];
        return { ...liked, id: `metal-${index}`, name, artistName, score: 1 };
      });
    const features = await telling(liked, { background: 'world' });
    expect(features).toContain('artist_name');
    for (const feature of features ?? []) expect(['artist_name', 'name']).toContain(feature);
  });

  it('says of preset original what orders the songs', async () => {
    const longFirst = listener.liked.map((track, rank) => ({
      ...track,
      durationMs: 400_000 - rank * 3000,
      artistName: `Artist ${rank % 17}`,
      name: 'Untitled',
      albumName: 'Untitled',
      popularity: 50,
      releaseDate: '1970',
    }));
    expect(await telling(longFirst, {})).toEqual(['duration_ms']);
  });

  it('says nothing of few songs, or of one artist', async () => {
    const few = listener.liked.slice(0, 15);
    const others = { background: listener.background };
    expect(await shuffleTest(await TasteModel.fit(few, others), few, others)).toBeNull();
    const one = listener.liked.map((track) => ({ ...track, artistName: 'One' }));
    expect(await shuffleTest(await TasteModel.fit(one), one)).toBeNull();
  });
});
