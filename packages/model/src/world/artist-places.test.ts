import { expect, it } from 'vitest';
import { artistPlaces } from './artist-places.ts';

it('puts artists that the same people hear near each other, and says what is not known', async () => {
  const [metallica, megadeth, adele, nobody] = await artistPlaces([
    'Metallica',
    'Megadeth',
    'Adele',
    'Nobody has this name 4711',
  ]);
  expect([metallica?.style, nobody?.style, nobody?.vector]).toEqual(['metal', null, null]);
  const cosine = (left: Float64Array, right: Float64Array) =>
    left.reduce((sum, value, at) => sum + value * (right[at] as number), 0);
  const from = metallica?.vector as Float64Array;
  expect(cosine(from, from)).toBeCloseTo(1, 5);
  expect(cosine(from, megadeth?.vector as Float64Array)).toBeGreaterThan(
    cosine(from, adele?.vector as Float64Array) + 0.2,
  );
});
