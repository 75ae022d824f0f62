import type { Track } from '@ssrm/features';
import {
  getPlaylistItems,
  parseSpotifyId,
  SpotifyArgumentError,
  type SpotifyClient,
} from '@ssrm/spotify-client';
import { UsageError } from '../errors/cli-error.ts';
import { count } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import { explainLinkError } from './explain-link-error.ts';
import { songInRow } from './song-in-row.ts';

/** A playlist of `--exclude-playlist`. */
export interface ExcludedPlaylist {
  readonly id: string;
  /** As the person wrote it. */
  readonly text: string;
}

/**
 * Reads `--exclude-playlist`.
 *
 * @param options.skipNames - Names mean playlists of an export, whose songs are known: they need no request.
 * @throws {@link UsageError} if one is no link, URI or id of a playlist.
 */
export function parseExcludedPlaylists(
  texts: readonly string[] = [],
  options: { readonly skipNames?: boolean } = {},
): ExcludedPlaylist[] {
  return texts.flatMap((text) => {
    try {
      return [{ id: parseSpotifyId(text, 'playlist'), text }];
    } catch (error) {
      if (!SpotifyArgumentError.isInstance(error)) throw error;
      if (options.skipNames === true) return [];
      throw new UsageError(
        `--exclude-playlist takes the link, URI or id of a playlist (its name only with --from-export); it got ${JSON.stringify(text.slice(0, 80))}.`,
      );
    }
  });
}

/**
 * The songs of these playlists.
 *
 * @throws {@link CliError} if there is none, or Spotify does not show its songs.
 */
export async function fetchExcluded(
  client: SpotifyClient,
  playlists: readonly ExcludedPlaylist[],
  { output, signal }: StageContext,
): Promise<Track[]> {
  if (playlists.length === 0) return [];
  const progress = output.progress('Reading playlists to leave out');
  const tracks: Track[] = [];
  for (const { id, text } of playlists) {
    try {
      for await (const row of getPlaylistItems(client, id, { signal })) {
        const song = songInRow(row);
        if (song) tracks.push(song);
      }
    } catch (error) {
      throw explainLinkError(error, { kind: 'playlist', text });
    }
    progress.update(count(tracks.length, 'song'));
  }
  progress.done(count(tracks.length, 'song'));
  return tracks;
}
