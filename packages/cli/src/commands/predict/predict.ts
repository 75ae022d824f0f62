import { numberCell, toSafeCell, writeCsv } from '@ssrm/features';
import type { FolderFlags, PredictFlags, SpotifyFlags } from '../../options/groups.ts';
import { type ExplainedPrediction, predictAndExplain } from '../../predictions/explained-predictions.ts';
import { bestFirst, reasonsToJson, showWithReasons } from '../../predictions/score-table.ts';
import { SCORE_COLUMNS, scoreCells, scoresToJson } from '../../presets/preset-scores.ts';
import { networkOfModels } from '../../presets/trained-models.ts';
import { readSongsIfAny } from '../../run-folder/dataset.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { loadSavedModels, loadStartingModel } from '../../run-folder/saved-models.ts';
import { findFewSongs } from '../../songs/find-few-songs.ts';
import { missingNote } from '../../songs/missing-note.ts';
import { connectCatalogue } from '../../spotify/connect.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { readRequestedSongs } from './requested-songs.ts';

/** The command `ssrm predict`: scores songs with a saved model. */
export async function runPredict(
  words: readonly string[],
  flags: PredictFlags & SpotifyFlags & FolderFlags,
  context: StageContext,
): Promise<void> {
  const { output } = context;
  const requested = await readRequestedSongs(words);
  const folder = await RunFolder.open(flags.out, 'predict');
  const chosen = await loadStartingModel(flags.modelPath, folder, context);
  const models = chosen === undefined ? await loadSavedModels(folder, context) : { [chosen.preset]: chosen };
  const ownTracks = await readSongsIfAny(folder);
  const spotify = await connectCatalogue(flags, context);
  const { tracks, notFound } = await findFewSongs(requested, ownTracks, spotify, context);
  const encoder = networkOfModels(models)?.encoder;
  const note = encoder && missingNote(encoder.missing(tracks), 'for these songs');
  if (note !== undefined) output.note(note);
  const predictions = await predictAndExplain(tracks, models, context);
  if (flags.csv === true) output.result([toCsv(predictions).trimEnd()]);
  else showWithReasons(output, bestFirst(predictions));
  output.resultJson({ command: 'predict', notFound, predictions: predictions.map(toJson) });
}

function toCsv(predictions: readonly ExplainedPrediction[]): string {
  return writeCsv(
    ['id', 'name', 'artist_name', ...SCORE_COLUMNS, 'confidence'],
    predictions.map((prediction) => [
      toSafeCell(prediction.id),
      toSafeCell(prediction.name),
      toSafeCell(prediction.artistName ?? ''),
      ...scoreCells(prediction.scores),
      numberCell(prediction.confidence),
    ]),
  );
}

function toJson({ id, name, artistName, scores, confidence, reasons }: ExplainedPrediction): object {
  return {
    id,
    name,
    artist_name: artistName,
    ...scoresToJson(scores),
    confidence,
    reasons: reasonsToJson(reasons),
  };
}
