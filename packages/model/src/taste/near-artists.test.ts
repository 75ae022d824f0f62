import { beforeAll, describe, expect, test } from 'vitest';
import { loadWorld, type World } from '../world/world.ts';
import { type ArtistCounts, NearArtists } from './near-artists.ts';

const COUNTS: ArtistCounts = [
  ...['Radiohead', 'The Strokes', 'Arctic Monkeys', 'Tame Impala'].map((name) => [name, 5, 0] as const),
  ...['Drake', 'Kendrick Lamar', 'Travis Scott', 'Kanye West'].map((name) => [name, 0, 5] as const),
];

let world: World;
beforeAll(async () => {
  world = await loadWorld();
});

describe('what is said of an artist by those near it', () => {
  test('artists of whom no track was counted stand with those they are heard with', () => {
    const near = new NearArtists(COUNTS, world);
    for (const rate of near.rates('Vampire Weekend')) expect(rate).toBeGreaterThan(1);
    for (const rate of near.rates('J. Cole')) expect(rate).toBeLessThan(-1);
  });

  test("an artist's own tracks have no say in its rate", () => {
    const near = new NearArtists([...COUNTS, ['Vampire Weekend', 0, 50]], world);
    for (const rate of near.rates('Vampire Weekend')) expect(rate).toBeGreaterThan(1);
  });

  test('of nobody that is known nothing is said', () => {
    const near = new NearArtists(COUNTS, world);
    expect(near.rates(null)).toEqual([0, 0]);
    expect(near.rates('Nobody Has Ever Heard Of Them')).toEqual([0, 0]);
    expect(new NearArtists([], world).rates('Radiohead')).toEqual([0, 0]);
  });
});
