import { TrackEncoder } from '@ssrm/embeddings';
import type { Matrix } from '@ssrm/features';
import sqlParser from 'node-sql-parser';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../__fixtures__/databases.ts';
import { exampleTracks } from '../__fixtures__/example-tracks.ts';
import { networkOf } from '../model/presets.ts';
import { TasteModel } from '../model/taste-model.ts';
import { toOnnx } from './to-onnx.ts';
import { toSql } from './to-sql.ts';
import { toSqlWeights } from './to-sql-weights.ts';

let model: TasteModel;
let rows: Matrix;
let scores: Float64Array;

beforeAll(async () => {
  // Trained for long, so that weights are large and scores differ.
  model = await TasteModel.fit(exampleTracks(200), { epochs: 3000, learningRate: 0.5, testFrequency: 1000 });
  rows = await networkOf(model).encoder.transform(exampleTracks(100, 2));
  scores = networkOf(model).predict(rows);
});

describe('toOnnx', () => {
  it('is scored by ONNX Runtime as by the model, to 1e-6', async () => {
    const session = await InferenceSession.create(toOnnx(model));
    const input = new Tensor('float32', Float32Array.from(rows.values), [rows.rowCount, rows.columnCount]);
    const { score } = await session.run({ rows: input });
    expect(score?.dims).toEqual([100, 1]);
    expect(new Set(scores).size).toBeGreaterThan(50);
    for (const [index, value] of Array.from(score?.data as Float32Array).entries()) {
      expect(Math.abs(value - (scores[index] as number))).toBeLessThan(1e-6);
    }
  });
});

describe.each(databases)('on $name', ({ isHere, open }) => {
  it.skipIf(!isHere)('toSql is computed as by the model, to 1e-9', async () => {
    await using database = await open();
    await database.load('tracks', networkOf(model).encoder.featureNames, rows);
    const computed = await database.numbers(`SELECT id, ${toSql(model)} FROM tracks ORDER BY id`);
    expect(computed).toHaveLength(100);
    for (const [index, [, value]] of computed.entries()) {
      expect(Math.abs((value as number) - (scores[index] as number))).toBeLessThan(1e-9);
    }
  });

  it.skipIf(!isHere)('toSql gives a score for numbers far outside, where e^x has no double', async () => {
    await using database = await open();
    const values = Float64Array.from(rows.values.subarray(0, 16), (value) => value * 1e9);
    await database.load('tracks', networkOf(model).encoder.featureNames, {
      rowCount: 1,
      columnCount: 16,
      values,
    });
    const [[score] = []] = await database.numbers(`SELECT ${toSql(model)} FROM tracks`);
    expect(score).toBeCloseTo(
      networkOf(model).predict({ rowCount: 1, columnCount: 16, values })[0] as number,
      9,
    );
  });

  it.skipIf(!isHere)('toSqlWeights scores many listeners and tracks in one join, to 1e-9', async () => {
    const { models, encoded } = await threeListeners();
    const { columns, rows: weights, score } = toSqlWeights(models);
    await using database = await open();
    await database.load('tracks', networkOf(models[0] as TasteModel).encoder.featureNames, encoded);
    await database.load('weights', columns, {
      rowCount: weights.length,
      columnCount: columns.length,
      values: Float64Array.from(weights.flat()),
    });
    const computed = await database.numbers(
      `SELECT weights.id, tracks.id, ${score} FROM tracks CROSS JOIN weights ORDER BY 1, 2`,
    );
    const expected = models.flatMap((own) => Array.from(networkOf(own).predict(encoded)));
    expect(computed).toHaveLength(3 * 40);
    for (const [index, [, , value]] of computed.entries()) {
      expect(Math.abs((value as number) - (expected[index] as number))).toBeLessThan(1e-9);
    }
  });
});

describe('toSqlWeights', () => {
  it('refuses models to which the same tracks are other numbers', async () => {
    const other = await TasteModel.fit(exampleTracks(60, 9), { epochs: 1 });
    expect(() => toSqlWeights([model, other])).toThrow(/Model 2 has another encoder/);
    expect(() => toSqlWeights([])).toThrow(/at least one model/);
  });
});

describe('toSql for engines that are not at hand', () => {
  it.each([
    ['bigquery', 'BigQuery'],
    ['spark', 'Hive'], // The parser has no Spark; its grammar of expressions and quotes is Hive's.
    ['clickhouse', 'PostgreSQL'], // Nor ClickHouse, which takes the quotes of the standard.
  ] as const)('is read by a parser of SQL: %s as %s', (dialect, database) => {
    const { columnList } = new sqlParser.Parser().parse(
      `SELECT id, ${toSql(model, { dialect })} AS score FROM tracks`,
      { database },
    );
    const read = columnList.map((column) => column.split('::').at(-1));
    expect(read).toEqual(expect.arrayContaining([...networkOf(model).encoder.featureNames]));
  });
});

/** Listeners with songs of their own, and one encoder for all. */
async function threeListeners(): Promise<{ models: TasteModel[]; encoded: Matrix }> {
  const encoder = await TrackEncoder.fit(exampleTracks(100));
  const models: TasteModel[] = [];
  for (const seed of [3, 4, 5]) {
    models.push(await TasteModel.fit(exampleTracks(60, seed), { encoder, epochs: 500, learningRate: 0.5 }));
  }
  return { models, encoded: await encoder.transform(exampleTracks(40, 6)) };
}
