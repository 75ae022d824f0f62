import { SsrmError } from '@ssrm/features';
import * as tf from '@tensorflow/tfjs-core';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { FusedNetwork, type Loss } from '../fused/fused-network.ts';
import type { DenseLayer } from '../network/dense-layer.ts';
import { assignLayers, fromSequential, toSequential } from '../network/sequential.ts';
import { adamDefaults, type Optimizer } from './optimizers.ts';
import type { TrainingEngine, TrainingRows } from './training-engine.ts';
import type { ResolvedTrainingOptions } from './training-options.ts';

interface RowTensors {
  readonly inputs: tf.Tensor2D;
  readonly targets: tf.Tensor2D;
}

/** The reference engine: tfjs differentiates and updates a copy of the network as a `Sequential`. */
export function createTfjsEngine(
  layers: readonly DenseLayer[],
  options: Pick<ResolvedTrainingOptions, 'loss' | 'optimizer' | 'learningRate' | 'l2'>,
): TrainingEngine {
  const network = toSequential(layers);
  const optimizer = tfjsOptimizer(options.optimizer, options.learningRate);
  const outputDim = layers.at(-1)?.units ?? 1;
  const uploaded = new Map<TrainingRows, RowTensors>();
  const tensorsOf = (rows: TrainingRows): RowTensors => {
    const present = uploaded.get(rows);
    if (present !== undefined) return present;
    const tensors = {
      inputs: tf.tensor2d(Float32Array.from(rows.inputs), [
        rows.rowCount,
        rows.inputs.length / rows.rowCount,
      ]),
      targets: tf.tensor2d(Float32Array.from(rows.targets), [rows.rowCount, outputDim]),
    };
    uploaded.set(rows, tensors);
    return tensors;
  };
  return {
    trainBatch(rows, firstRow, rowCount) {
      const tensors = tensorsOf(rows);
      return tf.tidy(() => {
        const inputs = tf.slice(tensors.inputs, [firstRow, 0], [rowCount, -1]);
        const targets = tf.slice(tensors.targets, [firstRow, 0], [rowCount, -1]);
        let dataLoss = 0;
        optimizer.minimize(() => {
          const loss = meanLoss(options.loss, network.apply(inputs) as tf.Tensor2D, targets);
          dataLoss = loss.dataSync()[0] as number;
          return options.l2 > 0 ? tf.add(loss, tf.mul(squaredWeights(network), options.l2)) : loss;
        });
        return dataLoss;
      });
    },
    measure(rows) {
      const { inputs, targets } = tensorsOf(rows);
      return tf.tidy(() => {
        const outputs = network.apply(inputs) as tf.Tensor2D;
        return {
          loss: meanLoss(options.loss, outputs, targets).dataSync()[0] as number,
          accuracy: tf.mean(tf.equal(tf.round(outputs), tf.round(targets))).dataSync()[0] as number,
        };
      });
    },
    parameters: () => new FusedNetwork(fromSequential(network)).parameters,
    setParameters(parameters) {
      const holder = new FusedNetwork(layers);
      holder.parameters.set(parameters);
      assignLayers(network, holder.toLayers());
    },
    optimizerState: refuseCheckpoints,
    restoreOptimizer: refuseCheckpoints,
    toLayers: () => fromSequential(network),
    dispose() {
      for (const tensors of uploaded.values()) tf.dispose([tensors.inputs, tensors.targets]);
      optimizer.dispose();
      network.dispose();
    },
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
