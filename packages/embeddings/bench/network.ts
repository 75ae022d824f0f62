import { createRandom, type Matrix, selectRows, shuffledIndices } from '@ssrm/features';

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
  const order = shuffledIndices(targets.length, random);
  const network: Network = {
    inputs,
    hidden,
    output,
    hiddenGradient: new Float64Array(hidden.length),
    outputGradient: new Float64Array(output.length),
    activations: new Float64Array(HIDDEN),
  };
  const size = Math.floor(order.length / BATCHES);
  const shuffled = selectRows(train, order).values;
  const shuffledTargets = Float64Array.from(order, (index) => targets[index] as number);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let batch = 0; batch < BATCHES; batch++)
      step(network, shuffled, shuffledTargets, batch * size, size);
  }
  return Array.from({ length: test.rowCount }, (_, row) => forward(network, test.values, row * inputs));
}

interface Network {
  readonly inputs: number;
  /** Weights and bias of each hidden unit. */
  readonly hidden: Float64Array;
  readonly output: Float64Array;
  readonly hiddenGradient: Float64Array;
  readonly outputGradient: Float64Array;
  readonly activations: Float64Array;
}

function step(
  network: Network,
  rows: Float64Array,
  targets: Float64Array,
  first: number,
  size: number,
): void {
  const { inputs, hidden, output, hiddenGradient, outputGradient, activations } = network;
  hiddenGradient.fill(0);
  outputGradient.fill(0);
  for (let row = first; row < first + size; row++) {
    const score = forward(network, rows, row * inputs);
    const error = 2 * (score - (targets[row] as number)) * score * (1 - score);
    for (let unit = 0; unit < HIDDEN; unit++) {
      const activation = activations[unit] as number;
      outputGradient[unit] = (outputGradient[unit] as number) + error * activation;
      const inner = error * (output[unit] as number) * activation * (1 - activation);
      const start = unit * (inputs + 1);
      for (let column = 0; column < inputs; column++) {
        const input = rows[row * inputs + column] as number;
        hiddenGradient[start + column] = (hiddenGradient[start + column] as number) + inner * input;
      }
      hiddenGradient[start + inputs] = (hiddenGradient[start + inputs] as number) + inner;
    }
    outputGradient[HIDDEN] = (outputGradient[HIDDEN] as number) + error;
  }
  descend(hidden, hiddenGradient, LEARNING_RATE / size);
  descend(output, outputGradient, LEARNING_RATE / size);
}

function descend(weights: Float64Array, gradient: Float64Array, rate: number): void {
  for (let index = 0; index < weights.length; index++) {
    weights[index] = (weights[index] as number) - rate * (gradient[index] as number);
  }
}

/** The score of the row that starts at `offset`; leaves the hidden activations behind. */
function forward(
  { inputs, hidden, output, activations }: Network,
  rows: Float64Array,
  offset: number,
): number {
  let total = output[HIDDEN] as number;
  for (let unit = 0; unit < HIDDEN; unit++) {
    const start = unit * (inputs + 1);
    let sum = hidden[start + inputs] as number;
    for (let column = 0; column < inputs; column++) {
      sum += (hidden[start + column] as number) * (rows[offset + column] as number);
    }
    const activation = 1 / (1 + Math.exp(-sum));
    activations[unit] = activation;
    total += (output[unit] as number) * activation;
  }
  return 1 / (1 + Math.exp(-total));
}
