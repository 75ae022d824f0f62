import { TrackEncoder } from '@ssrm/embeddings';
import {
  createMatrix,
  type Matrix,
  matrixRow,
  matrixToCsv,
  type ScoredTrack,
  type Track,
} from '@ssrm/features';
import { loadEmbedder } from '../../embedder/load-embedder.ts';
import type { EncoderFlags, FolderFlags } from '../../options/groups.ts';
import { showFiles } from '../../predictions/show-result.ts';
import { readSongs } from '../../run-folder/dataset.ts';
import type { FolderChanges } from '../../run-folder/folder-changes.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { writeEmbedder } from '../../run-folder/saved-embedder.ts';
import { missingNote } from '../../songs/missing-note.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/** The training songs as numbers, and what made them so. */
export interface Preprocessed {
  readonly encoder: TrackEncoder;
  /** Shape `[n, 16]`. */
  readonly matrix: Matrix;
  /** Share of the tracks, 0 … 1, without each feature. */
  readonly missing: Readonly<Record<string, number>>;
  /** What `--embedder` was, where an encoder was fitted. */
  readonly embedder?: string;
}

/** Encodes the tracks, with an encoder fitted on them unless one is given. */
export async function preprocess(
  tracks: readonly Track[],
  flags: EncoderFlags,
  context: StageContext,
  fitted?: TrackEncoder,
): Promise<Preprocessed> {
  const { output, signal } = context;
  const { reducer, seed } = flags;
  const embedder = fitted === undefined ? await loadEmbedder(flags.embedder, context) : undefined;
  const progress = output.progress('Turning tracks into numbers');
  const encoder =
    fitted ?? (await TrackEncoder.fit(tracks, { reducer, seed, signal, ...(embedder && { embedder }) }));
  const matrix = await encoder.transform(tracks, { signal });
  progress.done(`${count(tracks.length, 'track')}, ${encoder.featureNames.length} numbers each`);
  const missing = encoder.missing(tracks);
  const note = missingNote(missing, 'for your tracks');
  if (note !== undefined) output.note(note);
  return { encoder, matrix, missing, ...(fitted === undefined && { embedder: flags.embedder }) };
}

/** Keeps `PreprocessedDataset.csv`, `encoder.json` and, for a language model, `embedder.json`. */
export async function writePreprocessed(
  changes: FolderChanges,
  tracks: readonly ScoredTrack[],
  { encoder, matrix, embedder }: Preprocessed,
): Promise<void> {
  const scored = createMatrix(matrix.rowCount, matrix.columnCount + 1);
  for (const [index, track] of tracks.entries()) {
    const row = matrixRow(scored, index);
    row.set(matrixRow(matrix, index));
    row[matrix.columnCount] = track.score;
  }
  const named = {
    ids: tracks.map((track) => track.id),
    columns: [...encoder.featureNames, 'score'],
    matrix: scored,
  };
  await changes.write('preprocessed', matrixToCsv(named));
  await changes.write('encoder', JSON.stringify(encoder));
  if (embedder !== undefined) await writeEmbedder(changes, embedder);
}

/** The command: reads `SongsDataset.csv`. */
export async function runPreprocess(flags: EncoderFlags & FolderFlags, context: StageContext): Promise<void> {
  const folder = await RunFolder.open(flags.out, 'preprocess');
  const tracks = await readSongs(folder);
  const preprocessed = await preprocess(tracks, flags, context);
  const files = await folder.change(context, (changes) => writePreprocessed(changes, tracks, preprocessed));
  showFiles(context.output, files);
  context.output.resultJson({
    command: 'preprocess',
    files,
    tracks: tracks.length,
    columns: preprocessed.encoder.featureNames,
    missing: preprocessed.missing,
  });
}
