import { FusedNetwork, summedLoss } from '../fused/fused-network.ts';
import type { DenseLayer } from '../network/dense-layer.ts';
import { restoreOptimizer, startOptimizer } from './optimizers.ts';
import { roundHalfToEven, type TrainingEngine, type TrainingRows } from './training-engine.ts';
import type { ResolvedTrainingOptions } from './training-options.ts';

/** The fast engine: forward, backward and update in loops over typed arrays. */
export function createFusedEngine(
  layers: readonly DenseLayer[],
  options: Pick<ResolvedTrainingOptions, 'loss' | 'optimizer' | 'learningRate' | 'l2'>,
): TrainingEngine {
  const network = new FusedNetwork(layers);
  const run = startOptimizer(options.optimizer, options.learningRate, network.parameters.length);
  let predictions = new Float64Array(0);
  const roundedTargets = new Map<TrainingRows, Float64Array>();
  return {
    trainBatch(rows, firstRow, rowCount) {
      const loss = network.backward(rows.inputs, rows.targets, firstRow, rowCount, options.loss);
      if (options.l2 > 0) addL2(network, options.l2);
      run.step(network.parameters, network.gradients);
      return loss;
    },
    measure(rows) {
      const count = rows.rowCount * network.outputDim;
      if (predictions.length < count) predictions = new Float64Array(count);
      network.predict(rows.inputs, 0, rows.rowCount, predictions, 0);
      let expected = roundedTargets.get(rows);
      if (expected === undefined) {
        expected = rows.targets.map(roundHalfToEven);
        roundedTargets.set(rows, expected);
      }
      return {
        loss: summedLoss(options.loss, predictions, 0, rows.targets, 0, count) / count,
        accuracy: equalShare(predictions, expected, count),
      };
    },
    parameters: () => network.parameters.slice(),
    setParameters: (parameters) => network.parameters.set(parameters),
    optimizerState: () => run,
    restoreOptimizer: (slots, steps) => restoreOptimizer(run, slots, steps),
    toLayers: () => network.toLayers(),
    dispose() {},
  };
}

function addL2(network: FusedNetwork, l2: number): void {
  const { gradients, parameters, isWeight } = network;
  for (let index = 0; index < gradients.length; index++) {
    if (isWeight[index] === 1) {
      gradients[index] = (gradients[index] as number) + 2 * l2 * (parameters[index] as number);
    }
  }
}

function equalShare(predictions: Float64Array, expected: Float64Array, count: number): number {
  let equal = 0;
  for (let index = 0; index < count; index++) {
    if (roundHalfToEven(predictions[index] as number) === expected[index]) equal += 1;
  }
  return equal / count;
}
