import { trackFromSpotify } from '@ssrm/features';
import {
  getAlbum,
  getAlbumTracks,
  getPlaylist,
  getPlaylistItems,
  parseSpotifyReference,
  SpotifyArgumentError,
} from '@ssrm/spotify-client';
import { UsageError } from '../../errors/cli-error.ts';
import { explainLinkError } from '../../spotify/explain-link-error.ts';
import type { MeteredClient } from '../../spotify/metered-client.ts';
import { songInRow } from '../../spotify/song-in-row.ts';
import type { CandidatePool } from './candidate-pool.ts';
import type { CollectOptions } from './collect-from-artists.ts';

/** A playlist or album to choose from. */
export interface CandidateLink {
  readonly kind: 'album' | 'playlist';
  readonly id: string;
  /** As the person wrote it. */
  readonly text: string;
}

/**
 * Reads `--from`.
 *
 * @throws {@link UsageError} if it is no link or URI of a playlist or album.
 */
export function parseCandidateLink(text: string): CandidateLink {
  const expected = `--from takes the link of a playlist or an album, such as https://open.spotify.com/album/…; it got ${JSON.stringify(text.slice(0, 80))}`;
  try {
    const { kind, id } = parseSpotifyReference(text);
    if (kind === 'album' || kind === 'playlist') return { kind, id, text };
    throw new UsageError(
      `${expected}${kind === undefined ? ', an id alone' : `, which is of kind ${kind}`}.`,
    );
  } catch (error) {
    if (SpotifyArgumentError.isInstance(error)) throw new UsageError(`${expected}.`);
    throw error;
  }
}

/**
 * Fills the pool with the songs of a playlist or album, as far as the budget goes.
 *
 * @throws CliError if there is none, or Spotify does not show its songs.
 */
export async function collectFromLink(
  meter: MeteredClient,
  link: CandidateLink,
  pool: CandidatePool,
  options: CollectOptions,
): Promise<void> {
  try {
    await (link.kind === 'album' ? fromAlbum : fromPlaylist)(meter, link.id, pool, options);
  } catch (error) {
    throw explainLinkError(error, link);
  }
}

async function fromAlbum(
  meter: MeteredClient,
  id: string,
  pool: CandidatePool,
  { signal, onProgress }: CollectOptions,
): Promise<void> {
  const album = await getAlbum(meter.client, id, { signal });
  const add = (songs: readonly ({ readonly name?: string | null } | null)[]): void => {
    for (const song of songs)
      if (song?.name) pool.add(trackFromSpotify({ ...song, album }), `album ${album.name}`);
    onProgress();
  };
  const first = album.tracks?.items ?? [];
  add(first);
  if (first.length >= (album.tracks?.total ?? 0) || meter.left() === 0) return;
  for await (const { items } of getAlbumTracks(meter.client, id, { offset: first.length, signal }).pages()) {
    add(items);
    if (meter.left() === 0) return;
  }
}

async function fromPlaylist(
  meter: MeteredClient,
  id: string,
  pool: CandidatePool,
  { signal, onProgress }: CollectOptions,
): Promise<void> {
  const { name } = await getPlaylist(meter.client, id, { fields: 'name', signal });
  for await (const { items } of getPlaylistItems(meter.client, id, { signal }).pages()) {
    for (const row of items) {
      const song = songInRow(row);
      if (song) pool.add(song, `playlist ${name}`);
    }
    onProgress();
    if (meter.left() === 0) return;
  }
}
