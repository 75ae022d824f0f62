import type { TrackEncoder } from '@ssrm/embeddings';
import type { RequestedTrack, Track } from '@ssrm/features';
import type { SpotifyClient } from '@ssrm/spotify-client';
import { CliError, UsageError } from '../../errors/cli-error.ts';
import type { FewSongsFlags, FolderFlags, SpotifyFlags } from '../../options/groups.ts';
import { showFiles } from '../../predictions/show-result.ts';
import { readSongsIfAny } from '../../run-folder/dataset.ts';
import { type EncodedFewSongs, writeFewSongs } from '../../run-folder/few-songs.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { readSavedEncoder } from '../../run-folder/saved-embedder.ts';
import { DEFAULT_FEW_SONGS, readFewSongsFile } from '../../songs/few-songs-file.ts';
import { missingNote } from '../../songs/missing-note.ts';
import { connectCatalogue } from '../../spotify/connect.ts';
import { lookUpTracks } from '../../spotify/look-up-tracks.ts';
import { count, plainText } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/** A song of the file that Spotify does not know. */
interface UnknownSong {
  readonly id: string;
  readonly name: string;
  readonly line: number;
}

/** The songs to predict with what is known of them. */
export interface FewSongs {
  readonly tracks: readonly Track[];
  readonly notFound: readonly UnknownSong[];
  /** True where something of one of them was looked up at Spotify. */
  readonly fromSpotify: boolean;
}

/** The few songs as numbers. */
export interface FewSongsPreprocessed extends FewSongs, EncodedFewSongs {}

/**
 * What is known of each song: from the file where it has feature columns, from the person's own tracks, else from Spotify.
 * Songs that Spotify does not know are reported and left out.
 *
 * @throws {@link CliError} if not one song is known.
 */
export async function findFewSongs(
  requested: readonly RequestedTrack[],
  ownTracks: readonly Track[],
  spotify: SpotifyClient | undefined,
  context: StageContext,
): Promise<FewSongs> {
  const own = new Map(ownTracks.map((track) => [track.id, track]));
  const unknown = requested.filter(({ track }) => !hasFeatures(track) && !own.has(track.id));
  const found =
    spotify === undefined || unknown.length === 0
      ? undefined
      : await lookUpTracks(spotify, Array.from(new Set(unknown.map(({ track }) => track.id))), context);
  const tracks: Track[] = [];
  const notFound: UnknownSong[] = [];
  for (const { track, line } of requested) {
    if (hasFeatures(track)) tracks.push(track);
    else if (own.has(track.id)) tracks.push(own.get(track.id) as Track);
    else if (found === undefined) tracks.push(track);
    else if (found.has(track.id)) tracks.push(found.get(track.id) as Track);
    else notFound.push({ id: track.id, name: track.name, line });
  }
  tellWhatIsUnknown(unknown, notFound, found !== undefined, context);
  if (tracks.length === 0) throw new CliError('Spotify knows none of these songs. Check their ids.');
  return { tracks, notFound, fromSpotify: tracks.some((track) => found?.get(track.id) === track) };
}

function hasFeatures({ albumName, artistName, releaseDate, durationMs, popularity }: Track): boolean {
  return [albumName, artistName, releaseDate, durationMs, popularity].some((value) => value !== null);
}

function tellWhatIsUnknown(
  unknown: readonly RequestedTrack[],
  notFound: readonly UnknownSong[],
  lookedUp: boolean,
  { output }: StageContext,
): void {
  for (const { id, name, line } of notFound) {
    output.warn(
      `Spotify knows no track with the id ${id} (line ${line}, ${plainText(name)}); it is left out.`,
    );
  }
  if (!lookedUp && unknown.length > 0) {
    output.warn(
      `Of ${count(unknown.length, 'song')} to predict, only the name is known. Add columns such as artist_name and duration_ms to the file, or sign in with ssrm login so that songs can be looked up.`,
    );
  }
}

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
