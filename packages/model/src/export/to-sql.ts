import { foldScaler } from '../model/original/fold-scaler.ts';
import { networkOf } from '../model/presets.ts';
import type { TasteModel } from '../model/taste-model.ts';
import { layerSql, numberLiteral, quoteIdentifier, type SqlOptions } from './sql-dialect.ts';

/**
 * One SQL expression that scores a row of the encoded columns (those of `PreprocessedDataset.csv`), for use as
 * `SELECT id, <expression> AS score FROM tracks`. Only `+`, `*`, `/`, `EXP`, `LEAST` and `GREATEST` occur; numbers are
 * written in full as doubles, so that the result is the model's own to about 1e-12. Run on DuckDB and PostgreSQL; the
 * text for Spark, BigQuery and ClickHouse is parsed, but was never run there.
 *
 * @throws {@link SsrmError} `invalid-argument` if the model has no network; those of preset `original` have.
 */
export function toSql(model: TasteModel, { dialect = 'duckdb' }: SqlOptions = {}): string {
  const { encoder, layers, scaler } = networkOf(model);
  let inputs = encoder.featureNames.map((name) => quoteIdentifier(name, dialect));
  for (const layer of foldScaler(layers, scaler)) {
    const { kernel, bias } = layer;
    inputs = layerSql(
      inputs,
      layer,
      (position) => numberLiteral(kernel[position] as number),
      (unit) => numberLiteral(bias[unit] as number),
    );
  }
  return inputs.join(', ');
}
