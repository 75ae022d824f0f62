import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapleyValues } from './shapley-values.ts';

describe('shapleyValues', () => {
  it('shares out the glove game as in the textbook', () => {
    // One player has a left glove, two have a right one; only a pair is worth something (Osborne and Rubinstein 1994).
    const values = Array.from({ length: 8 }, (_, coalition) =>
      Number((coalition & 1) !== 0 && coalition > 1),
    );
    const shares = shapleyValues(values);
    for (const [index, share] of [2 / 3, 1 / 6, 1 / 6].entries())
      expect(shares[index]).toBeCloseTo(share, 12);
  });

  it('adds up to the whole, whatever the game', () => {
    const games = fc.integer({ min: 1, max: 8 }).chain((players) => {
      const length = 2 ** players;
      return fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length });
    });
    fc.assert(
      fc.property(games, (values) => {
        const sum = shapleyValues(values).reduce((total, share) => total + share, 0);
        expect(sum).toBeCloseTo((values.at(-1) as number) - (values[0] as number), 10);
      }),
    );
  });

  it('gives an additive game back', () => {
    const weights = [0.5, -0.25, 2];
    const values = Array.from({ length: 8 }, (_, coalition) =>
      weights.reduce((sum, weight, player) => sum + ((coalition >> player) & 1) * weight, 0),
    );
    for (const [index, share] of shapleyValues(values).entries())
      expect(share).toBeCloseTo(weights[index] ?? 0, 12);
  });

  it('refuses a game that lacks a coalition', () => {
    expect(() => shapleyValues([0, 1, 2])).toThrow(/2\^n coalitions/);
  });
});
