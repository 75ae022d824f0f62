import { type Loss, summedLoss } from '../fused/fused-network.ts';
import { readParameters, weightMask } from '../fused/parameter-layout.ts';
import type { DenseLayer } from '../network/dense-layer.ts';
import { inTypeScript, inWebAssembly, type NetworkWithRows } from './network-with-rows.ts';
import { restoreOptimizer, startOptimizer } from './optimizers.ts';
import {
  type EngineFactory,
  roundHalfToEven,
  type TrainingEngine,
  type TrainingRows,
  type TrainingSets,
} from './training-engine.ts';

type EngineOptions = Parameters<EngineFactory>[2];

/** The fast engine: our own loop, in WebAssembly where the runtime has what it needs. */
export async function createFusedEngine(
  layers: readonly DenseLayer[],
  sets: TrainingSets,
  options: EngineOptions,
): Promise<TrainingEngine> {
  const network = await inWebAssembly(layers, sets);
  return network === undefined
    ? createLoopEngine(layers, sets, options)
    : engineOf(network, layers, sets, options);
}

/** The same loop in TypeScript. */
export function createLoopEngine(
  layers: readonly DenseLayer[],
  sets: TrainingSets,
  options: EngineOptions,
): TrainingEngine {
  return engineOf(inTypeScript(layers, sets), layers, sets, options);
}

function engineOf(
  network: NetworkWithRows,
  layers: readonly DenseLayer[],
  sets: TrainingSets,
  options: EngineOptions,
): TrainingEngine {
  const { loss, l2 } = options;
  const { parameters, gradients } = network;
  const run = startOptimizer(options.optimizer, options.learningRate, parameters.length);
  const isWeight = weightMask(layers);
  const outputDim = layers.at(-1)?.units ?? 0;
  const batchOutputs = sets.batchRows * outputDim;
  const measured = { train: startMeasuring(sets.train), test: startMeasuring(sets.test) };
  return {
    replaceTraining(rows) {
      network.replaceTraining(rows);
      measured.train = startMeasuring(rows);
    },
    trainBatch(batch) {
      network.backward(batch, loss);
      if (l2 > 0) addL2(gradients, parameters, isWeight, l2);
      run.step(parameters, gradients);
    },
    batchLoss(batch) {
      const { predictions, targets } = measured.train;
      network.predict('train', predictions);
      const start = batch * batchOutputs;
      return summedLoss(loss, predictions, start, targets, start, batchOutputs) / batchOutputs;
    },
    measure(set) {
      network.predict(set, measured[set].predictions);
      return lossAndAccuracy(measured[set], loss);
    },
    parameters: () => parameters.slice(),
    setParameters: (values) => parameters.set(values),
    optimizerState: () => run,
    restoreOptimizer: (slots, steps) => restoreOptimizer(run, slots, steps),
    toLayers: () => readParameters(layers, parameters),
    dispose() {},
  };
}

/** What a measurement compares. */
interface Measured {
  readonly predictions: Float64Array;
  readonly targets: Float64Array;
  readonly roundedTargets: Float64Array;
}

function startMeasuring({ targets }: TrainingRows): Measured {
  return {
    predictions: new Float64Array(targets.length),
    targets,
    roundedTargets: targets.map(roundHalfToEven),
  };
}

function lossAndAccuracy({ predictions, targets, roundedTargets }: Measured, loss: Loss) {
  const count = predictions.length;
  let equal = 0;
  for (let index = 0; index < count; index++) {
    if (roundHalfToEven(predictions[index] as number) === roundedTargets[index]) equal += 1;
  }
  return { loss: summedLoss(loss, predictions, 0, targets, 0, count) / count, accuracy: equal / count };
}

function addL2(gradients: Float64Array, parameters: Float64Array, isWeight: Uint8Array, l2: number): void {
  for (let index = 0; index < gradients.length; index++) {
    if (isWeight[index] === 1) {
      gradients[index] = (gradients[index] as number) + 2 * l2 * (parameters[index] as number);
    }
  }
}
