import type { TrackEncoder } from '@ssrm/embeddings';
import {
  type Matrix,
  matrixFromCsv,
  matrixToCsv,
  type Track,
  tracksFromCsv,
  tracksToCsv,
} from '@ssrm/features';
import { CliError } from '../errors/cli-error.ts';
import { RUN_FILES } from './files.ts';
import type { FolderChanges, Origin } from './folder-changes.ts';
import type { RunFolder } from './run-folder.ts';
import { selectColumns } from './select-columns.ts';

/** The songs to predict, as numbers too. */
export interface EncodedFewSongs {
  readonly tracks: readonly Track[];
  /** Shape `[m, 16]`, a row for each track. */
  readonly matrix: Matrix;
}

/** Keeps `FewSongsDataset.csv` and `FewSongsPreprocessed.csv`. */
export async function writeFewSongs(
  changes: FolderChanges,
  { tracks, matrix }: EncodedFewSongs,
  encoder: TrackEncoder,
  origin: Origin,
): Promise<void> {
  await changes.write('fewSongs', tracksToCsv(tracks), origin);
  const named = { ids: tracks.map(({ id }) => id), columns: encoder.featureNames, matrix };
  await changes.write('fewSongsPreprocessed', matrixToCsv(named));
}

/** The songs to predict; none where there is no such file. */
export async function readFewSongs(folder: RunFolder): Promise<readonly Track[]> {
  const text = await folder.read('fewSongs');
  return text === undefined
    ? []
    : tracksFromCsv(text, { file: RUN_FILES.fewSongs.path }).rows.map(({ track }) => track);
}

/**
 * The songs to predict as the rows of the encoder; `undefined` where there is no `FewSongsPreprocessed.csv`.
 *
 * @throws {@link CliError} if it is of other songs than `FewSongsDataset.csv`.
 */
export async function readEncodedFewSongs(
  folder: RunFolder,
  encoder: TrackEncoder,
): Promise<EncodedFewSongs | undefined> {
  const file = RUN_FILES.fewSongsPreprocessed.path;
  const text = await folder.read('fewSongsPreprocessed');
  if (text === undefined) return undefined;
  const { ids, columns, matrix } = matrixFromCsv(text, { file });
  const known = await readFewSongs(folder);
  const byId = new Map(known.map((track) => [track.id, track]));
  const tracks = ids.flatMap((id, row) => (known[row]?.id === id ? known[row] : (byId.get(id) ?? [])));
  if (tracks.length !== ids.length) {
    throw new CliError(
      `${file} holds other songs than ${RUN_FILES.fewSongs.path} in ${folder.directory}. Run ssrm preprocess-few-songs again.`,
    );
  }
  const selected = selectColumns({ columns, matrix }, encoder.featureNames, file, 'preprocess-few-songs');
  return { tracks, matrix: selected };
}
