import { matrixFromRows } from '@ssrm/features';
import { expect, test } from 'vitest';
import { fitKernelMachine, predictKernelMachine } from './kernel-machine.ts';

const rows = matrixFromRows([
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
  [2, 1],
  [2, 2],
]);
const targets = [-1, -1, 1, 1, 1, -1];
const weights = [1, 1, 2, 1, 1, 3];

test('with every row as a centre it is the weighted kernel ridge regression of scikit-learn', async () => {
  const options = { gamma: 0.7, penalty: 0.5, centres: 6, seed: 1 };
  const machine = await fitKernelMachine(rows, targets, weights, options);
  const fitted = predictKernelMachine(
    machine,
    matrixFromRows([
      [0.5, 0.5],
      [1.5, 1.5],
      [0, 2],
    ]),
  );
  // sklearn.kernel_ridge.KernelRidge(alpha=0.5, kernel='rbf', gamma=0.7).fit(X, y, sample_weight=w).predict(…), 1.2.1
  const expected = [0.07707684286342438, 0.17022203368315425, 0.5410746469409686];
  for (const [row, value] of expected.entries()) expect(fitted[row]).toBeCloseTo(value, 4);
});
