import { createMatrix, type Matrix } from '@ssrm/features';
import { solveCholesky } from '../../src/taste/cholesky.ts';
import type { LogisticScale } from '../../src/taste/logistic-scale.ts';
import { standardise, type WorldRanker } from '../../src/world/world-ranker.ts';
import type { QuestionColumns } from './question-columns.ts';

/** What is learned; the rest of a ranker is measured. */
export type LearnedRanker = Omit<WorldRanker, 'confidences'>;

/** Questions at earlier moments count half; skipped songs a fifth of the others. */
const CUT_SHARE = 0.5;
const SKIP_SHARE = 0.2;
/** In units of a question: Σ of the weights is near their number. Of 0.05 … 40 the best where AUC and nDCG are weighed up. */
const PENALTY = 12;
const NEWTON_STEPS = 8;

/** One regression over everybody: what of the columns tells what somebody keeps. Ridge-penalised logistic regression by Newton's method. */
export function learnWorldRanker(questions: readonly QuestionColumns[]): LearnedRanker {
  const { names } = questions[0] as QuestionColumns;
  const rows = stack(questions);
  const means = names.map((_, column) => meanOf(rows.columns, column));
  const deviations = means.map((mean, column) => deviationOf(rows.columns, column, mean));
  standardise(rows.columns, { means, deviations });
  const { weights, bias } = fitLogistic(rows);
  return { names, means, deviations, weights: Array.from(weights), bias };
}

/** The same order of songs, with other scores. */
export function calibrated(ranker: LearnedRanker, { slope, offset }: LogisticScale): LearnedRanker {
  const weights = ranker.weights.map((weight) => slope * weight);
  return { ...ranker, weights, bias: slope * ranker.bias + offset };
}

interface Rows {
  readonly columns: Matrix;
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

function stack(questions: readonly QuestionColumns[]): Rows {
  const width = questions[0]?.columns.columnCount as number;
  const count = questions.reduce((sum, { candidates }) => sum + candidates.length, 0);
  const columns = createMatrix(count, width);
  const targets: number[] = [];
  const weights: number[] = [];
  for (const question of questions) {
    columns.values.set(question.columns.values, targets.length * width);
    const share = question.cut === 1 ? 1 : CUT_SHARE;
    const counts = { kept: 0, other: 0, skipped: 0 };
    for (const { label } of question.candidates) counts[label]++;
    for (const { label } of question.candidates) {
      const fewest = { kept: 10, other: 1, skipped: 40 }[label];
      targets.push(Number(label === 'kept'));
      weights.push((share * (label === 'skipped' ? SKIP_SHARE : 1)) / Math.max(fewest, counts[label]));
    }
  }
  return { columns, targets: Float64Array.from(targets), weights: Float64Array.from(weights) };
}

function fitLogistic({ columns, targets, weights }: Rows): { weights: Float64Array; bias: number } {
  const width = columns.columnCount + 1;
  const solution = new Float64Array(width);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const gradient = Float64Array.from(solution, (value, place) =>
      place === width - 1 ? 0 : PENALTY * value,
    );
    const curvature = new Float64Array(width * width);
    for (let place = 0; place < width; place++)
      curvature[place * width + place] = place === width - 1 ? 1e-9 : PENALTY;
    const row = new Float64Array(width).fill(1);
    for (let index = 0; index < targets.length; index++) {
      row.set(columns.values.subarray(index * (width - 1), (index + 1) * (width - 1)));
      let sum = 0;
      for (let place = 0; place < width; place++) sum += (row[place] as number) * (solution[place] as number);
      const fitted = 1 / (1 + Math.exp(-sum));
      const error = (weights[index] as number) * (fitted - (targets[index] as number));
      const bend = (weights[index] as number) * fitted * (1 - fitted);
      for (let place = 0; place < width; place++) {
        const value = row[place] as number;
        gradient[place] = (gradient[place] as number) + error * value;
        const scaled = bend * value;
        for (let other = 0; other <= place; other++) {
          const at = place * width + other;
          curvature[at] = (curvature[at] as number) + scaled * (row[other] as number);
        }
      }
    }
    solveCholesky(curvature, gradient);
    for (let place = 0; place < width; place++)
      solution[place] = (solution[place] as number) - (gradient[place] as number);
  }
  return { weights: solution.slice(0, -1), bias: solution[width - 1] as number };
}

function meanOf(matrix: Matrix, column: number): number {
  let sum = 0;
  for (let at = column; at < matrix.values.length; at += matrix.columnCount)
    sum += matrix.values[at] as number;
  return sum / matrix.rowCount;
}

function deviationOf(matrix: Matrix, column: number, mean: number): number {
  let sum = 0;
  for (let at = column; at < matrix.values.length; at += matrix.columnCount) {
    sum += ((matrix.values[at] as number) - mean) ** 2;
  }
  return Math.sqrt(sum / matrix.rowCount) || 1;
}
