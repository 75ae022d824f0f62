import { SsrmError } from '@ssrm/features';
import { foldScaler } from '../model/original/fold-scaler.ts';
import type { ScoringNetwork } from '../model/preset.ts';
import { networkOf } from '../model/presets.ts';
import type { TasteModel } from '../model/taste-model.ts';
import type { DenseLayer } from '../network/dense-layer.ts';
import { layerSql, quoteIdentifier, type SqlOptions } from './sql-dialect.ts';

/** Many listeners' models as a table, and the one expression that scores with any row of it. */
export interface SqlWeights {
  /** `w1` … `wN`: names of the table's columns, all doubles. */
  readonly columns: readonly string[];
  /** Shape `[models, N]`: scaler, kernels and biases of each model, in the order of the models. */
  readonly rows: readonly (readonly number[])[];
  /** Over the encoded columns and `w1` … `wN`. */
  readonly score: string;
}

/**
 * Many listeners × many tracks in one join: each model of preset `original` is a row of numbers in a table, as in
 * `SELECT listener, id, <score> AS score FROM tracks CROSS JOIN weights`. The models must share an encoder (fit it once
 * and give it to each {@link TasteModel.fit}), for one table of encoded tracks serves them all.
 *
 * @throws {@link SsrmError} `invalid-argument` without models, or if they differ in encoder, preset or layers.
 */
export function toSqlWeights(
  models: readonly TasteModel[],
  { dialect = 'duckdb' }: SqlOptions = {},
): SqlWeights {
  const networks = models.map(networkOf);
  const [first] = networks;
  if (first === undefined) throw invalid('Expected at least one model, but got none.');
  checkAlike(networks, first);
  const folded = networks.map(({ layers, scaler }) => foldScaler(layers, scaler));
  const columns: string[] = [];
  const next = (): string => {
    columns.push(`w${columns.length + 1}`);
    return quoteIdentifier(columns.at(-1) as string, dialect);
  };
  let inputs = first.encoder.featureNames.map((name) => quoteIdentifier(name, dialect));
  for (const layer of first.layers) {
    const kernel = Array.from(layer.kernel, next);
    const bias = Array.from(layer.bias, next);
    inputs = layerSql(
      inputs,
      layer,
      (position) => kernel[position] as string,
      (unit) => bias[unit] as string,
    );
  }
  const rows = folded.map((layers) => layers.flatMap(({ kernel, bias }) => [...kernel, ...bias]));
  return { columns, rows, score: inputs.join(', ') };
}

function checkAlike(networks: readonly ScoringNetwork[], first: ScoringNetwork): void {
  const shape = (layers: readonly DenseLayer[]): string =>
    layers.map(({ inputDim, units, activation }) => `${inputDim} → ${units} ${activation}`).join(', ');
  const text = JSON.stringify(first.encoder);
  const expected = shape(first.layers);
  for (const [index, { encoder, layers }] of networks.entries()) {
    if (encoder !== first.encoder && JSON.stringify(encoder) !== text) {
      throw invalid(
        `Model ${index + 1} has another encoder than the first, so the same tracks are other numbers to it. Fit one encoder and give it to each model as the option encoder.`,
      );
    }
    const got = shape(layers);
    if (got !== expected) {
      throw invalid(
        `Expected the layers of the first model (${expected}), but model ${index + 1} has ${got}.`,
      );
    }
  }
}

function invalid(message: string): SsrmError {
  return new SsrmError(message, { code: 'invalid-argument' });
}
