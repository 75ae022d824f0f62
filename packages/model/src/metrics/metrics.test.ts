import { describe, expect, it } from 'vitest';
import { auc } from './auc.ts';
import { calibrationError } from './calibration-error.ts';
import { ndcgAt } from './ndcg.ts';
import { meanAbsoluteError, rootMeanSquaredError } from './score-errors.ts';
import { spearman } from './spearman.ts';

// Expected values: scikit-learn 1.2.1 (mean_absolute_error, mean_squared_error, roc_auc_score, ndcg_score,
// calibration_curve weighted by bin counts) and SciPy 1.10.1 (spearmanr) on these numbers, which have ties.
const predictions = [
  0.91, 0.13, 0.55, 0.55, 0.78, 0.02, 0.34, 0.34, 0.34, 0.99, 0.61, 0.47, 0.08, 0.85, 0.5, 0.21, 0.67, 0.73,
  0.29, 0.4,
];
const scores = [1, 0.1, 0.6, 0.4, 0.7, 0.2, 0.3, 0.3, 0.5, 0.9, 0.8, 0.4, 0, 0.6, 0.5, 0.3, 0.5, 1, 0.1, 0.7];
const liked = [1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1];

describe('metrics', () => {
  it.each([
    ['mean absolute error', meanAbsoluteError(predictions, scores), 0.12599999999999997],
    ['root mean squared error', rootMeanSquaredError(predictions, scores), 0.15093044755780724],
    ['Spearman', spearman(predictions, scores), 0.8758556428537806],
    ['AUC', auc(predictions, liked), 0.885],
    ['nDCG@3 of scores', ndcgAt(3, predictions, scores), 0.8798613938933163],
    ['nDCG@7 of scores', ndcgAt(7, predictions, scores), 0.9422730689952059],
    ['nDCG@20 of scores', ndcgAt(20, predictions, scores), 0.9680333456278715],
    ['nDCG@3 of likes', ndcgAt(3, predictions, liked), 1],
    ['nDCG@7 of likes', ndcgAt(7, predictions, liked), 0.9020870746500324],
    ['nDCG@20 of likes', ndcgAt(20, predictions, liked), 0.9696242662003791],
    ['calibration error', calibrationError(predictions, liked), 0.123],
  ])('%s equals scikit-learn and SciPy', (_, value, expected) => {
    expect(value).toBeCloseTo(expected, 12);
  });

  it('are not a number where the question has no answer', () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNaN();
    expect(auc([0.2, 0.8], [1, 1])).toBeNaN();
    expect(ndcgAt(5, [0.2, 0.8], [0, 0])).toBeNaN();
  });

  it('refuse lists that do not pair up', () => {
    expect(() => auc([1, 2], [1])).toThrow(/2 and 1/);
    expect(() => spearman([], [])).toThrow(/at least one prediction/);
    expect(() => meanAbsoluteError([Number.NaN], [1])).toThrow(/pair 0/);
    expect(() => ndcgAt(0, [1], [1])).toThrow(/k to be a whole number/);
  });
});
