import type { Activation, DenseLayer } from '../network/dense-layer.ts';

/** Where the SQL is to run; they differ in how they quote the names of columns. */
export type SqlDialect = 'duckdb' | 'postgresql' | 'spark' | 'bigquery' | 'clickhouse';

/** Options of {@link toSql}. */
export interface SqlOptions {
  /** @default 'duckdb', which is also that of PostgreSQL */
  readonly dialect?: SqlDialect;
}

/** The name of a column, whatever characters it has. */
export function quoteIdentifier(name: string, dialect: SqlDialect = 'duckdb'): string {
  const quote = dialect === 'spark' || dialect === 'bigquery' ? '`' : '"';
  return `${quote}${name.replaceAll(quote, quote + quote)}${quote}`;
}

/** With an exponent: without one, `0.1` would be a decimal of few digits in some databases. */
export function numberLiteral(value: number): string {
  const literal = value.toExponential().toUpperCase().replace('E+', 'E');
  return value < 0 ? `(${literal})` : literal;
}

/** e^x that stays a number: PostgreSQL and BigQuery stop with an error where it leaves the doubles. */
function exponential(exponent: string): string {
  return `EXP(LEAST(GREATEST(${exponent}, -700E0), 700E0))`;
}

/** A number as σ(number). */
export function sigmoidSql(sum: string): string {
  return `(1E0 / (1E0 + ${exponential(`-(${sum})`)}))`;
}

/**
 * Each unit of a layer as an expression.
 *
 * @param kernel - The weight at a position of the layer's kernel, as SQL.
 * @param bias - The bias of a unit, as SQL.
 */
export function layerSql(
  inputs: readonly string[],
  layer: Pick<DenseLayer, 'units' | 'activation'>,
  kernel: (position: number) => string,
  bias: (unit: number) => string,
): string[] {
  return Array.from({ length: layer.units }, (_, unit) => {
    const products = inputs.map((input, row) => `${kernel(row * layer.units + unit)} * ${input}`);
    return activationSql(layer.activation, [bias(unit), ...products].join(' + '));
  });
}

function activationSql(activation: Activation, sum: string): string {
  switch (activation) {
    case 'linear':
      return `(${sum})`;
    case 'relu':
      return `GREATEST(${sum}, 0E0)`;
    case 'sigmoid':
      return sigmoidSql(sum);
    case 'tanh':
      return `(2E0 / (1E0 + ${exponential(`-2E0 * (${sum})`)}) - 1E0)`;
  }
}
