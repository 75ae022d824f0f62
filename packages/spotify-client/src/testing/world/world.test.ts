import { expect, test } from 'vitest';
import { createWorld, FEW_SONG_IDS } from './index.ts';

const world = createWorld({ seed: 1 });
const [listener] = world.listeners;
if (!listener) throw new Error('a world has listeners');
const top = listener.topTracks.long_term;

test('the same seed gives the same world, another seed another', () => {
  expect(JSON.stringify(createWorld({ seed: 1 }))).toBe(JSON.stringify(world));
  expect(createWorld({ seed: 2 }).tracks[0]?.id).not.toBe(world.tracks[0]?.id);
});

test('ids have the form of Spotify’s and are unique; every reference leads somewhere', () => {
  const ids = [...world.tracks, ...world.albums, ...world.artists].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[0-9A-Za-z]{22}$/.test(id))).toBe(true);
  for (const track of world.tracks) {
    expect(world.album(track.albumId)?.trackIds).toContain(track.id);
    expect(track.artistIds.every((id) => world.artist(id))).toBe(true);
  }
});

test('all features vary as they do in life', () => {
  const albums = world.albums;
  expect(new Set(albums.map(({ precision }) => precision))).toEqual(new Set(['year', 'month', 'day']));
  expect(new Set(albums.map(({ albumType }) => albumType))).toEqual(
    new Set(['album', 'single', 'compilation', 'ep']),
  );
  const explicitShare = world.tracks.filter(({ explicit }) => explicit).length / world.tracks.length;
  expect(explicitShare).toBeGreaterThan(0.03);
  expect(explicitShare).toBeLessThan(0.5);
  const popularity = world.tracks.map((track) => track.popularity).sort((left, right) => left - right);
  expect(popularity[0]).toBe(0);
  expect(popularity.at(-1)).toBeGreaterThan(75);
});

test('a listener has a long top list without repeats, and a style they like more is found more in it', () => {
  expect(top.length).toBe(1200);
  expect(new Set(top).size).toBe(1200);
  const share = (name: string): number => {
    const all = world.tracks.filter(({ style }) => style === name);
    return all.filter(({ id }) => top.includes(id)).length / all.length;
  };
  const styles = Object.entries(listener.taste).sort((left, right) => right[1] - left[1]);
  const mean = (some: typeof styles): number =>
    some.reduce((sum, [name]) => sum + share(name), 0) / some.length;
  expect(mean(styles.slice(0, 4))).toBeGreaterThan(3 * mean(styles.slice(-4)));
});

test('background is what is not on the list, and the few songs are in neither', () => {
  const others = world.otherTracks(listener, 2000).map(({ id }) => id);
  expect(others).toHaveLength(2000);
  expect(others.some((id) => top.includes(id) || FEW_SONG_IDS.includes(id))).toBe(false);
  expect(FEW_SONG_IDS.map((id) => world.track(id)?.name)).toEqual([
    'Blackeyed Blonde',
    'Antichrist',
    'I Can Do It With a Broken Heart',
  ]);
});
