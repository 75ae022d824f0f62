import { createRandom, type Matrix, matrixRow } from '@ssrm/features';

const HIDDEN = 3;
const LEARNING_RATE = 0.1;
const EPOCHS = 2000;
const BATCHES = 10;

/**
 * The published network (inputs → 3 sigmoid → 1 sigmoid, squared error, plain SGD at 0.1, 2000 epochs of 10
 * batches), trained on shuffled rows; returns its scores for `test`.
 */
export function trainAndScore(
  train: Matrix,
  targets: readonly number[],
  test: Matrix,
  seed: number,
): number[] {
  const inputs = train.columnCount;
  const random = createRandom(seed);
  const limit = Math.sqrt(6 / (inputs + HIDDEN));
  const hidden = Float64Array.from({ length: HIDDEN * (inputs + 1) }, (_, index) =>
    index % (inputs + 1) === inputs ? 0 : (2 * random() - 1) * limit,
  );
  const output = Float64Array.from({ length: HIDDEN + 1 }, (_, index) =>
    index === HIDDEN ? 0 : (2 * random() - 1) * Math.sqrt(6 / (HIDDEN + 1)),
  );
  const order = targets.map((_, index) => index);
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  const size = Math.floor(order.length / BATCHES);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let batch = 0; batch < BATCHES; batch++) {
      step(train, targets, order.slice(batch * size, (batch + 1) * size), hidden, output);
    }
  }
  const activations = new Float64Array(HIDDEN);
  return Array.from({ length: test.rowCount }, (_, row) =>
    forward(matrixRow(test, row), hidden, output, activations),
  );
}

function step(
  train: Matrix,
  targets: readonly number[],
  batch: readonly number[],
  hidden: Float64Array,
  output: Float64Array,
): void {
  const inputs = train.columnCount;
  const hiddenGradient = new Float64Array(hidden.length);
  const outputGradient = new Float64Array(output.length);
  const activations = new Float64Array(HIDDEN);
  for (const index of batch) {
    const row = matrixRow(train, index);
    const score = forward(row, hidden, output, activations);
    const error = 2 * (score - (targets[index] as number)) * score * (1 - score);
    for (let unit = 0; unit < HIDDEN; unit++) {
      const activation = activations[unit] as number;
      outputGradient[unit] = (outputGradient[unit] as number) + error * activation;
      const inner = error * (output[unit] as number) * activation * (1 - activation);
      const start = unit * (inputs + 1);
      for (let column = 0; column < inputs; column++) {
        hiddenGradient[start + column] =
          (hiddenGradient[start + column] as number) + inner * (row[column] as number);
      }
      hiddenGradient[start + inputs] = (hiddenGradient[start + inputs] as number) + inner;
    }
    outputGradient[HIDDEN] = (outputGradient[HIDDEN] as number) + error;
  }
  const rate = LEARNING_RATE / batch.length;
  for (let index = 0; index < hidden.length; index++) {
    hidden[index] = (hidden[index] as number) - rate * (hiddenGradient[index] as number);
  }
  for (let index = 0; index < output.length; index++) {
    output[index] = (output[index] as number) - rate * (outputGradient[index] as number);
  }
}

function forward(
  row: Float64Array,
  hidden: Float64Array,
  output: Float64Array,
  activations: Float64Array,
): number {
  let total = output[HIDDEN] as number;
  for (let unit = 0; unit < HIDDEN; unit++) {
    const start = unit * (row.length + 1);
    let sum = hidden[start + row.length] as number;
    for (let column = 0; column < row.length; column++)
      sum += (hidden[start + column] as number) * (row[column] as number);
    const activation = 1 / (1 + Math.exp(-sum));
    activations[unit] = activation;
    total += (output[unit] as number) * activation;
  }
  return 1 / (1 + Math.exp(-total));
}
