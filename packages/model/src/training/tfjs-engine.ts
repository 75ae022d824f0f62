import { SsrmError } from '@ssrm/features';
import * as tf from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import type { Loss } from '../fused/fused-network.ts';
import { parameterCount, readParameters, writeParameters } from '../fused/parameter-layout.ts';
import type { DenseLayer } from '../network/dense-layer.ts';
import { assignLayers, fromSequential, toSequential } from '../network/sequential.ts';
import { adamDefaults, type Optimizer } from './optimizers.ts';
import type { EngineFactory, TrainingEngine, TrainingRows, TrainingSets } from './training-engine.ts';

interface RowTensors {
  readonly inputs: tf.Tensor2D;
  readonly targets: tf.Tensor2D;
}

/** The reference engine: tfjs differentiates and updates a copy of the network as a `Sequential`. */
export function createTfjsEngine(
  layers: readonly DenseLayer[],
  sets: TrainingSets,
  options: Parameters<EngineFactory>[2],
): TrainingEngine {
  const network = toSequential(layers);
  const optimizer = tfjsOptimizer(options.optimizer, options.learningRate);
  const { batchRows } = sets;
  const rows = { train: toTensors(sets.train), test: toTensors(sets.test) };
  const batchTensors = (batch: number): RowTensors => ({
    inputs: tf.slice(rows.train.inputs, [batch * batchRows, 0], [batchRows, -1]),
    targets: tf.slice(rows.train.targets, [batch * batchRows, 0], [batchRows, -1]),
  });
  const lossOf = ({ inputs, targets }: RowTensors) =>
    meanLoss(options.loss, network.apply(inputs) as tf.Tensor2D, targets);
  return {
    replaceTraining(replacement) {
      tf.dispose([rows.train.inputs, rows.train.targets]);
      rows.train = toTensors(replacement);
    },
    trainBatch(batch) {
      tf.tidy(() => {
        const tensors = batchTensors(batch);
        optimizer.minimize(() => {
          const loss = lossOf(tensors);
          return options.l2 > 0 ? tf.add(loss, tf.mul(squaredWeights(network), options.l2)) : loss;
        });
      });
    },
    batchLoss: (batch) => tf.tidy(() => lossOf(batchTensors(batch)).dataSync()[0] as number),
    measure(set) {
      const { inputs, targets } = rows[set];
      return tf.tidy(() => {
        const outputs = network.apply(inputs) as tf.Tensor2D;
        return {
          loss: meanLoss(options.loss, outputs, targets).dataSync()[0] as number,
          accuracy: tf.mean(tf.equal(tf.round(outputs), tf.round(targets))).dataSync()[0] as number,
        };
      });
    },
    parameters() {
      const parameters = new Float64Array(parameterCount(layers));
      writeParameters(fromSequential(network), parameters);
      return parameters;
    },
    setParameters(parameters) {
      assignLayers(network, readParameters(layers, Float64Array.from(parameters)));
    },
    optimizerState: refuseCheckpoints,
    restoreOptimizer: refuseCheckpoints,
    toLayers: () => fromSequential(network),
    dispose() {
      for (const { inputs, targets } of Object.values(rows)) tf.dispose([inputs, targets]);
      optimizer.dispose();
      network.dispose();
    },
  };
}

function toTensors({ rowCount, inputs, targets }: TrainingRows): RowTensors {
  return {
    inputs: tf.tensor2d(Float32Array.from(inputs), [rowCount, inputs.length / Math.max(1, rowCount)]),
    targets: tf.tensor2d(Float32Array.from(targets), [rowCount, targets.length / Math.max(1, rowCount)]),
  };
}

function tfjsOptimizer(optimizer: Optimizer, learningRate: number): tf.Optimizer {
  switch (optimizer.kind) {
    case 'sgd':
      return tf.train.sgd(learningRate);
    case 'momentum':
      return tf.train.momentum(learningRate, optimizer.momentum ?? 0.9);
    case 'adam': {
      const { beta1, beta2, epsilon } = { ...adamDefaults, ...optimizer };
      return tf.train.adam(learningRate, beta1, beta2, epsilon);
    }
  }
}

function meanLoss(loss: Loss, outputs: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
  if (loss === 'mse') return tf.losses.meanSquaredError(targets, outputs);
  const clipped = tf.clipByValue(outputs, 1e-7, 1 - 1e-7);
  const liked = tf.mul(targets, tf.log(clipped));
  const disliked = tf.mul(tf.sub(1, targets), tf.log(tf.sub(1, clipped)));
  return tf.neg(tf.mean<tf.Scalar>(tf.add(liked, disliked)));
}

function squaredWeights(network: Sequential): tf.Scalar {
  const sums = network.trainableWeights
    .filter((weight) => weight.shape.length === 2)
    .map((weight) => tf.sum<tf.Scalar>(tf.square(weight.read())));
  return tf.addN(sums);
}

function refuseCheckpoints(): never {
  throw new SsrmError("Checkpoints need the 'fused' engine; the 'tfjs' engine is a reference only.", {
    code: 'invalid-argument',
  });
}
