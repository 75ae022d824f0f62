import type { RequestedTrack, Track } from '@ssrm/features';
import type { SpotifyClient } from '@ssrm/spotify-client';
import { CliError } from '../errors/cli-error.ts';
import { lookUpTracks } from '../spotify/look-up-tracks.ts';
import { count, plainText } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import { isIdAlone } from './read-songs.ts';

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

/**
 * What is known of each song: from the file where it has feature columns, from the person's own tracks, else from Spotify.
 * Songs that Spotify does not know, and ids that cannot be looked up, are reported and left out.
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
    else if (found === undefined && !isIdAlone(track)) tracks.push(track);
    else if (found?.has(track.id)) tracks.push(found.get(track.id) as Track);
    else notFound.push({ id: track.id, name: track.name, line });
  }
  if (tracks.length === 0) {
    throw new CliError(
      found === undefined
        ? `${idAlone(notFound)} ${howToScoreIds}`
        : 'Spotify knows none of these songs. Check their ids.',
    );
  }
  tellWhatIsUnknown(unknown, notFound, found !== undefined, context);
  return { tracks, notFound, fromSpotify: tracks.some((track) => found?.get(track.id) === track) };
}

function hasFeatures({ albumName, artistName, releaseDate, durationMs, popularity }: Track): boolean {
  return [albumName, artistName, releaseDate, durationMs, popularity].some((value) => value !== null);
}

const howToScoreIds =
  'A song is scored by its name and artist: sign in with ssrm login so that it can be looked up, or give a file with lines such as "Artist - Title".';

function idAlone(songs: readonly UnknownSong[]): string {
  const [first] = songs;
  return songs.length === 1
    ? `Of ${first?.id} only the id is known.`
    : `Of ${count(songs.length, 'song')} only the id is known.`;
}

function tellWhatIsUnknown(
  unknown: readonly RequestedTrack[],
  notFound: readonly UnknownSong[],
  lookedUp: boolean,
  { output }: StageContext,
): void {
  if (!lookedUp && notFound.length > 0) output.warn(`${idAlone(notFound)} ${howToScoreIds}`);
  for (const { id, name, line } of lookedUp ? notFound : []) {
    output.warn(
      `Spotify knows no track with the id ${id} (line ${line}, ${plainText(name)}); it is left out.`,
    );
  }
  const nameOnly = unknown.length - notFound.length;
  if (!lookedUp && nameOnly > 0) {
    output.warn(
      `Of ${count(nameOnly, 'song')} to predict, only the name is known. Add columns such as artist_name and duration_ms to the file, or sign in with ssrm login so that songs can be looked up.`,
    );
  }
}
