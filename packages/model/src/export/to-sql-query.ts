import type { TasteModel } from '../model/taste-model.ts';
import type { BoostedTreesJson } from '../taste/boosted-trees.ts';
import type { KernelMachineJson } from '../taste/kernel-machine.ts';
import { LARGEST_RATE, NEIGHBOUR_SPACE, type NeighbourQuantiles } from '../taste/neighbour-space.ts';
import { numberLiteral, quoteIdentifier, sigmoidSql } from './sql-dialect.ts';
import { toSql } from './to-sql.ts';

/** Options of {@link toSqlQuery}: names that stand in the query as they are given, so quote what needs it. */
export interface SqlQueryOptions {
  /** The table of encoded tracks. @default 'tracks' */
  readonly table?: string;
  /** The column that names a track. @default 'id' */
  readonly key?: string;
}

/**
 * One SQL query for DuckDB and PostgreSQL that gives `id` and `score` of every row of a table whose columns are those of
 * {@link TasteModel.encode}, as doubles. Preset `taste` needs more than an expression: trees are nested `CASE`s, the
 * songs that neighbours are compared with a table of numbers. The scores are the model's own to 1e-6 at least.
 *
 * @throws {@link SsrmError} `invalid-argument` if the model has neither a network nor stages.
 */
export function toSqlQuery(model: TasteModel, options: SqlQueryOptions = {}): string {
  const { table = 'tracks', key = 'id' } = options;
  if (model.stages === undefined) return `SELECT ${key}, ${toSql(model)} AS score FROM ${table}`;
  const { columns, trees, neighbours, passed, layer } = model.stages;
  const bags = trees.map((bag, index) => `${treesSql(bag, columns)} AS bag${index}`);
  const dimensions = neighbours === null ? [] : spaceSql(neighbours.quantiles, columns);
  const kept = passed.map((name) => quoteIdentifier(name));
  const outputs = [
    ...bags.map((_, index) => `bag${index}`),
    ...(neighbours === null ? [] : [kernelSql(neighbours.machine)]),
    ...kept,
  ];
  const sum = outputs.map((output, index) => `${numberLiteral(layer.kernel[index] as number)} * ${output}`);
  const score = sigmoidSql([numberLiteral(layer.bias[0] as number), ...sum].join(' + '));
  const tables = [
    `members AS MATERIALIZED (SELECT ${[key, ...kept, ...bags, ...dimensions].join(', ')} FROM ${table})`,
    ...(neighbours === null ? [] : [`centres AS MATERIALIZED (${centresSql(neighbours.machine)})`]),
  ];
  return `WITH ${tables.join(',\n')}\nSELECT ${key}, ${score} AS score FROM members`;
}

/** The sum of the leaves that a row comes to. */
function treesSql(
  { start, roots, column, value, left }: BoostedTreesJson,
  columns: readonly string[],
): string {
  const node = (at: number): string => {
    const split = column[at] as number;
    const number = numberLiteral(value[at] as number);
    if (split < 0) return number;
    const child = left[at] as number;
    const name = quoteIdentifier(columns[split] as string);
    return `CASE WHEN ${name} <= ${number} THEN ${node(child)} ELSE ${node(child + 1)} END`;
  };
  return `(${[numberLiteral(start), ...roots.map((root) => `(${node(root)})`)].join(' + ')})`;
}

/** The dimensions of the space of neighbours, `x0`, `x1` … */
function spaceSql(quantiles: NeighbourQuantiles, columns: readonly string[]): string[] {
  return NEIGHBOUR_SPACE.map(({ column, from, scale }, index) => {
    let value = quoteIdentifier(columns[column] as string);
    if (from === 'share') value = shareSql(quantiles[index] as readonly number[], value);
    if (from === 'rate')
      value = `LEAST(GREATEST(${value}, ${numberLiteral(-LARGEST_RATE)}), ${numberLiteral(LARGEST_RATE)})`;
    return `${numberLiteral(scale)} * ${value} AS x${index}`;
  });
}

/** The share of the quantiles that are below the value, those equal to it by half: one `CASE` of its steps. */
function shareSql(quantiles: readonly number[], value: string): string {
  if (quantiles.length === 0) return numberLiteral(0.5);
  const steps: string[] = [];
  for (const [below, quantile] of quantiles.entries()) {
    if (quantile === quantiles[below - 1]) continue;
    const notAbove = quantiles.lastIndexOf(quantile) + 1;
    const share = (count: number): string => numberLiteral(count / quantiles.length);
    steps.push(`WHEN ${value} < ${numberLiteral(quantile)} THEN ${share(below)}`);
    steps.push(`WHEN ${value} = ${numberLiteral(quantile)} THEN ${share((below + notAbove) / 2)}`);
  }
  return `(CASE ${steps.join(' ')} ELSE 1E0 END)`;
}

function centresSql({ centres, coefficients }: KernelMachineJson): string {
  const rows = centres.map(
    (centre, index) => `(${[coefficients[index] as number, ...centre].map(numberLiteral).join(', ')})`,
  );
  const names = ['coefficient', ...NEIGHBOUR_SPACE.map((_, index) => `c${index}`)];
  const casts = names.map((name) => `CAST(${name} AS DOUBLE PRECISION) AS ${name}`);
  return `SELECT ${casts.join(', ')} FROM (VALUES ${rows.join(', ')}) AS numbers (${names.join(', ')})`;
}

function kernelSql({ gamma }: KernelMachineJson): string {
  const squares = NEIGHBOUR_SPACE.map((_, index) => `(x${index} - c${index}) * (x${index} - c${index})`);
  return `(SELECT SUM(coefficient * EXP(${numberLiteral(-gamma)} * (${squares.join(' + ')}))) FROM centres)`;
}
