import type { Artifact } from '@ssrm/features';
import { checkArtifact, InvalidArtifactError } from '@ssrm/features';
import type { EpochMetrics } from './epoch-metrics.ts';

/** Everything that a training run needs to go on as if it had never stopped; plain JSON, exact to the bit. */
export interface TrainingCheckpoint extends Artifact<'training-checkpoint'> {
  /** Epochs that are done. */
  readonly epochsDone: number;
  /** All kernels (transposed) and biases, in layer order. */
  readonly parameters: readonly number[];
  readonly optimizerSlots: readonly (readonly number[])[];
  readonly optimizerSteps: number;
  readonly history: readonly EpochMetrics[];
  /** Of early stopping: the best test loss so far, its parameters, and measurements since. */
  readonly best: BestState | null;
}

export interface BestState {
  readonly loss: number;
  readonly parameters: readonly number[];
  readonly measurementsSince: number;
}

/**
 * Reads a checkpoint that was saved as JSON.
 *
 * @throws {@link InvalidArtifactError} if it is something else or damaged.
 */
export function checkpointFromJSON(json: unknown): TrainingCheckpoint {
  const checkpoint = checkArtifact(json, 'training-checkpoint', 1) as unknown as TrainingCheckpoint;
  const { epochsDone, parameters, optimizerSlots, optimizerSteps, history, best } = checkpoint;
  const valid =
    isCount(epochsDone) &&
    isCount(optimizerSteps) &&
    isNumbers(parameters) &&
    Array.isArray(optimizerSlots) &&
    optimizerSlots.every(isNumbers) &&
    Array.isArray(history) &&
    history.every((metrics) => typeof metrics === 'object' && metrics !== null && isCount(metrics.epoch)) &&
    (best === null || (typeof best === 'object' && isNumbers(best.parameters) && Number.isFinite(best.loss)));
  if (!valid) {
    throw new InvalidArtifactError(
      'The checkpoint is damaged: a field is missing or is not a finite number.',
    );
  }
  return checkpoint;
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every(Number.isFinite);
}
