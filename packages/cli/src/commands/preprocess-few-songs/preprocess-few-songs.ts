import type { TrackEncoder } from '@ssrm/embeddings';
import { UsageError } from '../../errors/cli-error.ts';
import type { FewSongsFlags, FolderFlags, SpotifyFlags } from '../../options/groups.ts';
import { showFiles } from '../../predictions/show-result.ts';
import { readSongsIfAny } from '../../run-folder/dataset.ts';
import { type EncodedFewSongs, writeFewSongs } from '../../run-folder/few-songs.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { readSavedEncoder } from '../../run-folder/saved-embedder.ts';
import { DEFAULT_FEW_SONGS, readFewSongsFile } from '../../songs/few-songs-file.ts';
import { type FewSongs, findFewSongs } from '../../songs/find-few-songs.ts';
import { missingNote } from '../../songs/missing-note.ts';
import { connectCatalogue } from '../../spotify/connect.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/** The few songs as numbers. */
export interface FewSongsPreprocessed extends FewSongs, EncodedFewSongs {}

/** Encodes the few songs with the encoder fitted on the training songs. */
export async function preprocessFewSongs(
  fewSongs: FewSongs,
  encoder: TrackEncoder,
  { output, signal }: StageContext,
): Promise<FewSongsPreprocessed> {
  const note = missingNote(encoder.missing(fewSongs.tracks), 'for the songs to predict');
  if (note !== undefined) output.note(note);
  return { ...fewSongs, matrix: await encoder.transform(fewSongs.tracks, { signal }) };
}

/** The command: reads the few-songs file and `encoder.json`. */
export async function runPreprocessFewSongs(
  flags: FewSongsFlags & SpotifyFlags & FolderFlags,
  context: StageContext,
): Promise<void> {
  const requested = await readFewSongsFile(flags.fewSongs);
  if (requested === undefined) {
    throw new UsageError(`Which songs? There is no ${DEFAULT_FEW_SONGS} here; name a file with --few-songs.`);
  }
  const folder = await RunFolder.open(flags.out, 'preprocess-few-songs');
  const encoder = await readSavedEncoder(await folder.need('encoder'), folder, context);
  const ownTracks = await readSongsIfAny(folder);
  const spotify = await connectCatalogue(flags, context);
  const fewSongs = await findFewSongs(requested, ownTracks, spotify, context);
  const preprocessed = await preprocessFewSongs(fewSongs, encoder, context);
  const files = await folder.change(context, (changes) =>
    writeFewSongs(changes, preprocessed, encoder, fewSongs),
  );
  showFiles(context.output, files);
  context.output.resultJson({
    command: 'preprocess-few-songs',
    files,
    songs: fewSongs.tracks.map(({ id, name }) => ({ id, name })),
    notFound: fewSongs.notFound,
  });
}
