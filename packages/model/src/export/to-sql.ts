import { foldScaler } from '../model/fold-scaler.ts';
import type { TasteModel } from '../model/taste-model.ts';
import type { Activation, DenseLayer } from '../network/dense-layer.ts';

/**
 * One ANSI SQL expression that scores a row of the encoded columns (those of `PreprocessedDataset.csv`), for use as
 * `SELECT id, <expression> AS score FROM tracks`. Only `+`, `*`, `/`, `EXP` and `CASE` occur; columns are quoted
 * identifiers, numbers are written in full as doubles, so that the result is the model's own to about 1e-12.
 *
 * @throws {@link SsrmError} `invalid-argument` if the model's preset is not `original`.
 */
export function toSql(model: TasteModel): string {
  const { layers, scaler } = model.encodedNetwork;
  let inputs = model.encoder.featureNames.map(quoteIdentifier);
  for (const layer of foldScaler(layers, scaler)) {
    inputs = unitSums(inputs, layer).map((sum) => activationSql(layer.activation, sum));
  }
  return inputs.join(', ');
}

function unitSums(inputs: readonly string[], layer: DenseLayer): string[] {
  return Array.from({ length: layer.units }, (_, unit) => {
    const products = inputs.map(
      (input, row) => `${numberLiteral(layer.kernel[row * layer.units + unit] as number)} * ${input}`,
    );
    return [numberLiteral(layer.bias[unit] as number), ...products].join(' + ');
  });
}

function activationSql(activation: Activation, sum: string): string {
  switch (activation) {
    case 'linear':
      return `(${sum})`;
    case 'relu':
      return `(CASE WHEN ${sum} > 0E0 THEN ${sum} ELSE 0E0 END)`;
    case 'sigmoid':
      return `(1E0 / (1E0 + EXP(-(${sum}))))`;
    case 'tanh':
      return `(2E0 / (1E0 + EXP(-2E0 * (${sum}))) - 1E0)`;
  }
}

/** With an exponent: without one, `0.1` would be a decimal of few digits in some databases. */
function numberLiteral(value: number): string {
  const literal = value.toExponential().toUpperCase().replace('E+', 'E');
  return value < 0 ? `(${literal})` : literal;
}

function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
