import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../__fixtures__/databases.ts';
import { exampleTracks } from '../__fixtures__/example-tracks.ts';
import type { EncodedTracks } from '../model/preset.ts';
import { TasteModel } from '../model/taste-model.ts';
import { toOnnx } from './to-onnx.ts';
import { toSqlQuery } from './to-sql-query.ts';

const songs = exampleTracks(100, 2);

interface Case {
  readonly model: TasteModel;
  readonly encoded: EncodedTracks;
  readonly scores: readonly number[];
}

/** The three kinds of taste: beside other tracks, beside the built-in world, and alone. */
const kinds = ['background', 'world', 'alone'] as const;
const cases = {} as Record<(typeof kinds)[number], Case>;

beforeAll(async () => {
  // Both kinds are of all artists, so that the scores differ.
  const liked = exampleTracks(250).filter(({ score }) => score > 0.45);
  const others = exampleTracks(250, 7).filter(({ score }) => score < 0.55);
  const options = {
    background: { background: others },
    world: { background: 'world' },
    alone: { preset: 'taste' },
  } as const;
  for (const kind of kinds) {
    const model = await TasteModel.fit(liked, options[kind]);
    cases[kind] = { model, encoded: await model.encode(songs), scores: await model.predict(songs) };
  }
});

function expectScores(got: readonly number[], scores: readonly number[]): void {
  expect(new Set(scores.map((score) => score.toFixed(4))).size).toBeGreaterThan(20);
  expect(got).toHaveLength(scores.length);
  for (const [index, score] of scores.entries()) {
    expect(Math.abs((got[index] as number) - score)).toBeLessThan(1e-6);
  }
}

describe.each(kinds)('preset taste, %s', (kind) => {
  for (const { name, isHere, open } of databases) {
    it.skipIf(!isHere)(`toSqlQuery is computed by ${name} as by the model, to 1e-6`, async () => {
      const { model, encoded, scores } = cases[kind];
      await using database = await open();
      await database.load('tracks', encoded.columns, encoded.rows);
      const computed = await database.numbers(`${toSqlQuery(model)} ORDER BY id`);
      expectScores(
        computed.map(([, score]) => score as number),
        scores,
      );
    });
  }

  it('toOnnx is computed by ONNX Runtime as by the model, to 1e-6', async () => {
    const {
      model,
      encoded: { rows },
      scores,
    } = cases[kind];
    const session = await InferenceSession.create(toOnnx(model));
    const input = new Tensor('float64', rows.values, [rows.rowCount, rows.columnCount]);
    const { score } = await session.run({ rows: input });
    expect(score?.dims).toEqual([100, 1]);
    expectScores(Array.from(score?.data as Float32Array), scores);
  });
});
