import { FusedNetwork, type Loss } from '../fused/fused-network.ts';
import { WasmNetwork } from '../fused/wasm-network.ts';
import type { DenseLayer } from '../network/dense-layer.ts';
import type { TrainingRows, TrainingSets } from './training-engine.ts';

/** A network together with the rows that it learns from. */
export interface NetworkWithRows {
  readonly parameters: Float64Array;
  readonly gradients: Float64Array;
  replaceTraining(rows: TrainingRows): void;
  /** Sets `gradients` to those of the mean loss over a batch. */
  backward(batch: number, loss: Loss): void;
  /** Writes the outputs for all rows of a set, shape `[rows, outputDim]`. */
  predict(set: 'train' | 'test', target: Float64Array): void;
}

/** The loop in TypeScript, which runs everywhere and says what the other one computes. */
export function inTypeScript(layers: readonly DenseLayer[], sets: TrainingSets): NetworkWithRows {
  const network = new FusedNetwork(layers);
  const { batchRows, test } = sets;
  let { train } = sets;
  return {
    parameters: network.parameters,
    gradients: network.gradients,
    replaceTraining(rows) {
      train = rows;
    },
    backward(batch, loss) {
      network.backward(train.inputs, train.targets, batch * batchRows, batchRows, loss);
    },
    predict(set, target) {
      const { inputs, rowCount } = set === 'train' ? train : test;
      network.predict(inputs, 0, rowCount, target, 0);
    },
  };
}

/** The loop in WebAssembly, which gives the same bits; undefined where the runtime lacks what it needs. */
export async function inWebAssembly(
  layers: readonly DenseLayer[],
  sets: TrainingSets,
): Promise<NetworkWithRows | undefined> {
  const { batches, batchRows, train, test } = sets;
  const outputDim = layers.at(-1)?.units ?? 0;
  const remainder = train.rowCount - batches * batchRows;
  const partRows = [...Array<number>(batches).fill(batchRows), remainder, test.rowCount];
  const network = await WasmNetwork.create(layers, partRows);
  if (network === undefined) return undefined;
  const testPart = batches + 1;
  const writeTraining = ({ inputs, targets }: TrainingRows) => {
    for (let part = 0; part < testPart; part++) network.write(part, inputs, targets, part * batchRows);
  };
  writeTraining(train);
  network.write(testPart, test.inputs, test.targets, 0);
  return {
    parameters: network.parameters,
    gradients: network.gradients,
    replaceTraining: writeTraining,
    backward: (batch, loss) => network.backward(batch, loss),
    predict(set, target) {
      if (set === 'test') return network.predict(testPart, target, 0);
      for (let part = 0; part < testPart; part++) network.predict(part, target, part * batchRows * outputDim);
    },
  };
}
