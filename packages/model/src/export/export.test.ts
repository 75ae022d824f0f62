import { DuckDBInstance } from '@duckdb/node-api';
import type { Matrix } from '@ssrm/features';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleTracks } from '../__fixtures__/example-tracks.ts';
import { TasteModel } from '../model/taste-model.ts';
import { toOnnx } from './to-onnx.ts';
import { toSql } from './to-sql.ts';

let model: TasteModel;
let rows: Matrix;
let scores: Float64Array;

beforeAll(async () => {
  // Trained for long, so that weights are large and scores differ.
  model = await TasteModel.fit(exampleTracks(200), { epochs: 3000, learningRate: 0.5, testFrequency: 1000 });
  rows = await model.encoder.transform(exampleTracks(100, 2));
  scores = model.predictEncoded(rows);
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

describe('toSql', () => {
  it('is computed by DuckDB as by the model, to 1e-9', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    try {
      const names = model.encoder.featureNames;
      await connection.run(`CREATE TABLE tracks (${names.map((name) => `"${name}" DOUBLE`).join(', ')})`);
      for (let row = 0; row < rows.rowCount; row++) {
        const values = Array.from(rows.values.subarray(row * 16, row * 16 + 16), (value) =>
          value.toExponential(),
        );
        await connection.run(`INSERT INTO tracks VALUES (${values.join(', ')})`);
      }
      const result = await connection.runAndReadAll(`SELECT ${toSql(model)} AS score FROM tracks`);
      const computed = result.getRows().map(([value]) => value as number);
      expect(computed).toHaveLength(100);
      for (const [index, value] of computed.entries()) {
        expect(Math.abs(value - (scores[index] as number))).toBeLessThan(1e-9);
      }
    } finally {
      connection.closeSync();
    }
  });
});
