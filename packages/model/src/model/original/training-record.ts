import type { DenseFeature, TextFeature } from '@ssrm/features';
import { damaged, longestList, readArray, readObject } from '../../artifact/json-fields.ts';
import type { EpochMetrics } from '../../training/epoch-metrics.ts';

/** How a model of preset `original` came about; saved with it. */
export interface TrainingRecord {
  /** Rows trained on, and rows that tested it. */
  readonly trainCount: number;
  readonly testCount: number;
  readonly testSize: number;
  readonly learningRate: number;
  readonly epochs: number;
  readonly batches: number;
  readonly seed: number;
  /** Epochs of the runs before, where training went on from a saved model. */
  readonly epochsBefore: number;
  /** The measurements, oldest first. */
  readonly history: readonly EpochMetrics[];
  /** Share (0 … 1) of the songs that lacked each feature; only features that some lacked. */
  readonly missing: Readonly<Partial<Record<DenseFeature | TextFeature, number>>>;
}

const numberFields = [
  'trainCount',
  'testCount',
  'testSize',
  'learningRate',
  'epochs',
  'batches',
  'seed',
  'epochsBefore',
] as const;

/** @throws {@link InvalidArtifactError} if a field is missing or of another type. */
export function readTrainingRecord(value: unknown): TrainingRecord {
  const record = readObject(value, 'training');
  for (const field of numberFields) {
    if (!Number.isFinite(record[field])) throw damaged(`training.${field}`, 'a number', record[field]);
  }
  for (const entry of readArray(record.history, 'training.history', longestList)) {
    const metrics = readObject(entry, 'a measurement');
    for (const field of ['epoch', 'trainLoss', 'trainAccuracy'] as const) {
      if (!Number.isFinite(metrics[field])) throw damaged(field, 'a number', metrics[field]);
    }
    for (const field of ['testLoss', 'testAccuracy'] as const) {
      if (metrics[field] !== null && !Number.isFinite(metrics[field])) {
        throw damaged(field, 'a number or null', metrics[field]);
      }
    }
  }
  readObject(record.missing, 'training.missing');
  return record as unknown as TrainingRecord;
}
