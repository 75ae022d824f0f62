import {
  addPlaylistItems,
  createPlaylist,
  getMyPlaylists,
  getPlaylistItems,
  type SimplifiedPlaylist,
  type SpotifyClient,
  toSpotifyUri,
} from '@ssrm/spotify-client';

/** By this the playlists that the command made are told from others of the same name. */
const madeByUs = 'Made by ssrm from what I listen to.';

/** A playlist that is to hold songs. */
export interface WantedPlaylist {
  readonly name: string;
  readonly userId: string;
  /** Most wanted first. */
  readonly trackIds: readonly string[];
  /** Id of the playlist that an earlier run made under this name. */
  readonly rememberedId: string | undefined;
}

/** What became of it. */
export interface WrittenPlaylist {
  readonly id: string;
  readonly url: string;
  readonly created: boolean;
  /** How many songs were not in it before. */
  readonly added: number;
}

/** True for playlists that the command made under this name: what is in them is not known for that reason. */
export function isOwnCreation(
  playlist: SimplifiedPlaylist,
  name: string | undefined,
  rememberedId: string | undefined,
): boolean {
  return playlist.id === rememberedId || (playlist.name === name && playlist.description === madeByUs);
}

/**
 * Has the songs in the person's playlist of that name, each once: an existing one gets those it lacks, and keeps what it
 * has; without one, a private playlist is made. So a run that is repeated, also after it was cut off anywhere, changes nothing more.
 *
 * @param client - One that answers from no cache.
 * @param onCreated - Told the id before the songs go in.
 */
export async function writePlaylist(
  client: SpotifyClient,
  { name, userId, trackIds, rememberedId }: WantedPlaylist,
  signal: AbortSignal,
  onCreated: (id: string) => Promise<void>,
): Promise<WrittenPlaylist> {
  const existing = await findPlaylist(client, name, userId, rememberedId, signal);
  const details = { name, description: madeByUs, public: false };
  const playlist = existing ?? (await createPlaylist(client, details, { signal }));
  await onCreated(playlist.id);
  const present = new Set<string>();
  if (existing !== undefined) {
    for await (const { item } of getPlaylistItems(client, playlist.id, { signal })) {
      if (item?.id) present.add(item.id);
    }
  }
  const missing = trackIds.filter((id) => !present.has(id));
  if (missing.length > 0) {
    const uris = missing.map((id) => toSpotifyUri(id, 'track'));
    await addPlaylistItems(client, playlist.id, uris, { signal });
  }
  return {
    id: playlist.id,
    url: playlist.external_urls?.spotify ?? `https://open.spotify.com/playlist/${playlist.id}`,
    created: existing === undefined,
    added: missing.length,
  };
}

/** The person's own playlist that an earlier run made, also under a new name; else the first of this name. */
async function findPlaylist(
  client: SpotifyClient,
  name: string,
  userId: string,
  rememberedId: string | undefined,
  signal: AbortSignal,
): Promise<SimplifiedPlaylist | undefined> {
  const all = await getMyPlaylists(client, { signal }).collect({ unique: true });
  const own = all.filter(({ owner }) => owner?.id === userId);
  return own.find(({ id }) => id === rememberedId) ?? own.find((playlist) => playlist.name === name);
}
