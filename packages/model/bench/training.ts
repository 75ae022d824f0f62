import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import {
  createNetwork,
  initialLayers,
  publishedLayers,
  type TrainingData,
  trainLayers,
} from '../src/index.ts';
import { exampleData } from './example-data.ts';
import { bestOf, type Cost, costOf, duration, printTable } from './report.ts';

const batches = 10;

/** The job as `Sequential.fit` of tfjs-layers does it: same batches, no shuffling, no output. */
async function fitWithLayers(data: TrainingData, epochs: number): Promise<void> {
  const network = createNetwork();
  network.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
  const rows = data.trainX.rowCount;
  const inputs = tf.tensor2d(Float32Array.from(data.trainX.values), [rows, 16]);
  const targets = tf.tensor2d(Float32Array.from(data.trainY), [rows, 1]);
  await network.fit(inputs, targets, {
    epochs,
    batchSize: rows / batches,
    shuffle: false,
    verbose: 0,
  });
  tf.dispose([inputs, targets]);
  network.dispose();
}

/** The job as a plain loop over tfjs-core: slice, differentiate, update. */
function loopWithCore(data: TrainingData, epochs: number): void {
  const network = createNetwork();
  const optimizer = tf.train.sgd(0.1);
  const rows = data.trainX.rowCount;
  const inputs = tf.tensor2d(Float32Array.from(data.trainX.values), [rows, 16]);
  const targets = tf.tensor2d(Float32Array.from(data.trainY), [rows, 1]);
  const size = rows / batches;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let batch = 0; batch < batches; batch++) {
      tf.tidy(() => {
        const x = tf.slice(inputs, [batch * size, 0], [size, 16]);
        const y = tf.slice(targets, [batch * size, 0], [size, 1]);
        optimizer.minimize(() => tf.losses.meanSquaredError(y, network.apply(x) as tf.Tensor2D));
      });
    }
  }
  tf.dispose([inputs, targets]);
  network.dispose();
}

/** Times a reference on a share of the epochs, and says so where it is not all. */
async function timeReference(
  name: string,
  epochs: number,
  share: number,
  work: (epochs: number) => unknown,
): Promise<[string, Cost]> {
  const measured = Math.max(1, Math.round(epochs * share));
  const { clock, processor } = await costOf(() => work(measured));
  const scale = epochs / measured;
  const label = measured === epochs ? name : `${name} (extrapolated from ${measured} epochs)`;
  return [label, { clock: clock * scale, processor: processor * scale }];
}

async function compare(rowCount: number, epochs: number, share: number): Promise<void> {
  const data = exampleData(rowCount);
  await trainLayers(publishedLayers(), data, { epochs: Math.ceil(epochs / 10), batches });
  loopWithCore(exampleData(100), 5);
  const withMetrics = await bestOf(5, () => trainLayers(publishedLayers(), data, { epochs, batches }));
  const bare = await bestOf(5, () =>
    trainLayers(publishedLayers(), data, { epochs, batches, testFrequency: epochs }),
  );
  const core = await timeReference('tfjs-core loop', epochs, share, (count) => loopWithCore(data, count));
  const fit = await timeReference('tfjs-layers fit', epochs, share, (count) => fitWithLayers(data, count));
  const line = ([name, { clock, processor }]: [string, Cost]) => [
    name,
    duration(clock),
    duration(processor),
    `${(fit[1].clock / clock).toFixed(1)}×`,
    `${(core[1].clock / clock).toFixed(1)}×`,
  ];
  printTable(`Training ${rowCount} rows × 16, ${epochs} epochs, ${batches} batches`, [
    ['', 'time', 'of processor', 'against fit', 'against core'],
    line(['fused', bare]),
    line(['fused, with metrics every 5 epochs', withMetrics]),
    line(core),
    line(fit),
  ]);
}

async function costs(): Promise<void> {
  const time = (rowCount: number, epochs: number, hiddenUnits: number) => {
    const data = exampleData(rowCount);
    const options = { epochs, batches, testFrequency: epochs };
    return bestOf(3, () => trainLayers(publishedLayers({ hiddenUnits }), data, options));
  };
  const table = async (settings: [string, number, number, number][]) => {
    const rows: string[][] = [];
    for (const [name, rowCount, epochs, hiddenUnits] of settings) {
      const { clock: ms } = await time(rowCount, epochs, hiddenUnits);
      rows.push([name, duration(ms), `${((ms * 1e6) / (rowCount * epochs)).toFixed(0)} ns a row and epoch`]);
    }
    return rows;
  };
  printTable(
    'Cost against rows (200 epochs, 3 hidden units)',
    await table([250, 1000, 4000, 16_000, 64_000].map((rows) => [`${rows} rows`, rows, 200, 3])),
  );
  printTable(
    'Cost against epochs (1000 rows, 3 hidden units)',
    await table([250, 500, 1000, 2000, 4000].map((epochs) => [`${epochs} epochs`, 1000, epochs, 3])),
  );
  printTable(
    'Cost against width (1000 rows, 200 epochs)',
    await table([1, 3, 8, 16, 32, 64].map((units) => [`${units} hidden units`, 1000, 200, units])),
  );
  const deep = initialLayers(
    16,
    [
      { units: 16, activation: 'tanh' },
      { units: 16, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
    1,
  );
  const adam = await bestOf(3, () =>
    trainLayers(deep, exampleData(1000), {
      epochs: 200,
      batches,
      testFrequency: 200,
      optimizer: { kind: 'adam' },
      loss: 'bce',
      learningRate: 0.01,
    }),
  );
  printTable(
    'Another network: 16 → 16 tanh → 16 tanh → 1 sigmoid, Adam, cross-entropy (1000 rows, 200 epochs)',
    [['fused', duration(adam.clock)]],
  );
}

/**
 * Prints training time of the published network, our fused loop beside tfjs, and what it costs against rows, epochs
 * and width. `isQuick` shortens the references and extrapolates, which the output then says.
 */
export async function benchTraining(isQuick: boolean): Promise<void> {
  await compare(1000, 2000, isQuick ? 0.05 : 1);
  await compare(100_000, 20, isQuick ? 0.05 : 0.25);
  await costs();
}
