import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { TrainingData } from '../src/index.ts';
import { createNetwork } from '../src/tfjs/index.ts';

/** The job as `Sequential.fit` of tfjs-layers does it: same batches, no shuffling, no output. */
export async function fitWithLayers(data: TrainingData, epochs: number, batches: number): Promise<void> {
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
export function loopWithCore(data: TrainingData, epochs: number, batches: number): void {
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
