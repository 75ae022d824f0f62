import { createMatrix, createRandom, InvalidArtifactError, type Matrix, matrixRow } from '@ssrm/features';
import { damaged, readArray } from '../../artifact/json-fields.ts';
import { FusedNetwork } from '../../fused/fused-network.ts';
import { type DenseLayer, roundLayers } from '../../network/dense-layer.ts';
import { publishedLayers } from '../../network/initial-layers.ts';
import { trainLayers } from '../../training/train-layers.ts';
import type { TrainingOptions } from '../../training/training-options.ts';

/** What the networks of an ensemble are trained on. */
export interface EnsembleData {
  /** Shape `[n, d]`, scaled. */
  readonly rows: Matrix;
  readonly scores: readonly number[];
}

/**
 * Networks that differ in their initial weights and in the draw of songs that they learn from (n rows drawn from n
 * with replacement). Where they disagree about a track, the songs do not settle its score.
 *
 * @param starts - Networks to go on from; others start anew.
 * @see Breiman 1996, "Bagging predictors"
 */
export async function trainEnsemble(
  data: EnsembleData,
  size: number,
  starts: readonly (readonly DenseLayer[])[],
  options: Pick<TrainingOptions, 'learningRate' | 'epochs' | 'batches' | 'signal'> & {
    readonly seed: number;
  },
): Promise<DenseLayer[][]> {
  const members: DenseLayer[][] = [];
  const none = createMatrix(0, data.rows.columnCount);
  for (let member = 0; member < size; member++) {
    const seed = options.seed + 1 + member;
    const start = starts[member] ?? publishedLayers({ inputDim: data.rows.columnCount, seed });
    const draw = drawRows(data, seed);
    const { layers } = await trainLayers(
      start,
      { trainX: draw.rows, trainY: draw.scores, testX: none, testY: [] },
      { ...options, testFrequency: options.epochs ?? 2000 },
    );
    members.push(roundLayers(layers));
  }
  return members;
}

/** How far scores agree: 1 − 2σ, from 0 (half say 0, half say 1) to 1 (all say the same). */
export function agreement(scores: readonly number[]): number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  return Math.max(0, 1 - 2 * Math.sqrt(variance));
}

/** The parameters of each network, as plain numbers. */
export function ensembleToJSON(members: readonly (readonly DenseLayer[])[]): number[][] {
  return members.map((layers) => Array.from(new FusedNetwork(layers).parameters));
}

/**
 * The networks whose parameters were saved; all have the shape of `layers`.
 *
 * @throws {@link InvalidArtifactError} if they do not.
 */
export function ensembleFromJSON(json: unknown, layers: readonly DenseLayer[]): DenseLayer[][] {
  return readArray(json, 'members', 100).map((member) => {
    const network = new FusedNetwork(layers);
    const parameters = readArray(member, 'a member', 100_000_000);
    if (!parameters.every(Number.isFinite)) throw damaged('a member', 'finite numbers', parameters);
    if (parameters.length !== network.parameters.length) {
      throw new InvalidArtifactError(
        `Expected ${network.parameters.length} parameters a member of the saved ensemble, but got ${parameters.length}.`,
      );
    }
    network.parameters.set(parameters as number[]);
    return network.toLayers();
  });
}

function drawRows(data: EnsembleData, seed: number): EnsembleData {
  const random = createRandom(seed);
  const rows = createMatrix(data.rows.rowCount, data.rows.columnCount);
  const scores = data.scores.map((_, position) => {
    const drawn = Math.floor(random() * data.scores.length);
    rows.values.set(matrixRow(data.rows, drawn), position * rows.columnCount);
    return data.scores[drawn] as number;
  });
  return { rows, scores };
}
