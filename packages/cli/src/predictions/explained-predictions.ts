import type { Track } from '@ssrm/features';
import type { Contribution } from '@ssrm/model';
import { strongestModel, type TrainedModels } from '../presets/trained-models.ts';
import type { Prediction } from '../run-folder/predictions-csv.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import { predict } from './predict.ts';

/** A prediction with how sure the stronger model is and why it says so. */
export interface ExplainedPrediction extends Prediction {
  /** 0 … 1; `null` where the model cannot say. */
  readonly confidence: number | null;
  /** Strongest first. */
  readonly reasons: readonly Contribution[];
  /** What is said before these, where there is more to say than the song's features do. */
  readonly reason?: string;
}

/** The scores of each track by every model, with confidence and reasons of the strongest. */
export async function predictAndExplain(
  tracks: readonly Track[],
  models: TrainedModels,
  context: StageContext,
): Promise<ExplainedPrediction[]> {
  return explain(tracks, await predict({ tracks }, models, context), models, context);
}

/** Predictions that are there already, in the order of their tracks, with confidence and reasons. */
export async function explain(
  tracks: readonly Track[],
  predictions: readonly Prediction[],
  models: TrainedModels,
  { signal }: Pick<StageContext, 'signal'>,
): Promise<ExplainedPrediction[]> {
  const judge = strongestModel(models);
  if (judge === undefined) return [];
  const confidences = await judge.predictWithConfidence(tracks, { signal });
  const explained: ExplainedPrediction[] = [];
  for (const [index, prediction] of predictions.entries()) {
    const { reasons } = await judge.explain(tracks[index] as Track, { signal });
    explained.push({ ...prediction, confidence: confidences[index]?.confidence ?? null, reasons });
  }
  return explained;
}
