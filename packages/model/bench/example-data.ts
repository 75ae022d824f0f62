import { createMatrix, createRandom } from '@ssrm/features';
import type { TrainingData } from '../src/index.ts';

/** Rows of uniform numbers in −2 … 2, scored by the first two; no test rows. */
export function exampleData(rowCount: number, columnCount: number = 16): TrainingData {
  const random = createRandom(1);
  const trainX = createMatrix(rowCount, columnCount);
  for (let index = 0; index < trainX.values.length; index++)
    trainX.values[index] = Math.fround(4 * random() - 2);
  const trainY = Float64Array.from({ length: rowCount }, (_, row) => {
    const liking = (trainX.values[row * columnCount] ?? 0) - (trainX.values[row * columnCount + 1] ?? 0);
    return Math.fround(1 / (1 + Math.exp(liking)));
  });
  return { trainX, trainY, testX: createMatrix(0, columnCount), testY: [] };
}
