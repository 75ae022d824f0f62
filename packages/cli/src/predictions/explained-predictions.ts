import type { Track } from '@ssrm/features';
import type { Contribution } from '@ssrm/model';
import { predict, type TrainedModels } from '../commands/train/train-presets.ts';
import type { Prediction } from '../run-folder/predictions-csv.ts';
import type { StageContext } from '../terminal/stage-context.ts';

/** A prediction with how sure the stronger model is and why it says so. */
export interface ExplainedPrediction extends Prediction {
  /** 0 … 1; `null` where the model cannot say. */
  readonly confidence: number | null;
  /** Strongest first. */
  readonly reasons: readonly Contribution[];
}

/** The scores of each track by every model, with confidence and reasons of `taste` where it is there, else of `original`. */
export async function predictAndExplain(
  tracks: readonly Track[],
  models: TrainedModels,
  context: StageContext,
): Promise<ExplainedPrediction[]> {
  const predictions = await predict(tracks, models, context);
  const judge = models.taste ?? models.original;
  if (judge === undefined) return [];
  const { signal } = context;
  const confidences = await judge.predictWithConfidence(tracks, { signal });
  const explained: ExplainedPrediction[] = [];
  for (const [index, prediction] of predictions.entries()) {
    const { reasons } = await judge.explain(tracks[index] as Track, { signal });
    explained.push({ ...prediction, confidence: confidences[index]?.confidence ?? null, reasons });
  }
  return explained;
}
