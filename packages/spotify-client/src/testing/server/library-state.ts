import { createDice, type World, type WorldListener } from '../world/index.ts';

/** A playlist as it is now. */
export interface PlaylistState {
  readonly id: string;
  readonly ownerId: string;
  name: string;
  description: string | null;
  isPublic: boolean;
  isCollaborative: boolean;
  snapshot: number;
  hasOwnImage: boolean;
  items: PlaylistEntry[];
}

export interface PlaylistEntry {
  readonly uri: string;
  readonly addedAt: string;
  readonly addedBy: string;
}

/** What is playing. */
interface PlayerState {
  deviceId: string;
  isPlaying: boolean;
  progressMs: number;
  volumePercent: number;
  shuffle: boolean;
  repeat: string;
  contextUri: string | null;
  /** URIs; the first is playing. */
  queue: string[];
  played: string[];
}

/** Everything that requests can change. */
export interface LibraryState {
  /** URIs a person has saved or follows, newest first, with the time of each. */
  saved(listener: WorldListener): Map<string, string>;
  readonly playlists: Map<string, PlaylistState>;
  player(listener: WorldListener): PlayerState;
  createPlaylist(ownerId: string, name: string): PlaylistState;
  /** The time of a change, in Spotify's form. */
  stamp(): string;
}

const past = (index: number): string =>
  new Date(Date.UTC(2026, 9, 1) - index * 3_600_000).toISOString().replace('.000', '');

/** The state a world starts with. */
export function createLibraryState(world: World, now: () => number): LibraryState {
  const dice = createDice(world.seed + 1);
  const playlists = new Map<string, PlaylistState>();
  for (const playlist of world.playlists) {
    playlists.set(playlist.id, {
      id: playlist.id,
      ownerId: playlist.ownerId,
      name: playlist.name,
      description: null,
      isPublic: playlist.isPublic,
      isCollaborative: false,
      snapshot: 1,
      hasOwnImage: false,
      items: playlist.trackIds.map((id, index) => ({
        uri: `spotify:track:${id}`,
        addedAt: past(index),
        addedBy: playlist.ownerId,
      })),
    });
  }
  const saved = new Map<string, Map<string, string>>();
  const players = new Map<string, PlayerState>();
  const stamp = (): string => new Date(now()).toISOString().replace(/\.\d+/, '');

  return {
    playlists,
    stamp,
    saved(listener) {
      const known = saved.get(listener.id) ?? firstLibrary(world, listener);
      saved.set(listener.id, known);
      return known;
    },
    player(listener) {
      const known = players.get(listener.id) ?? firstPlayer(listener);
      players.set(listener.id, known);
      return known;
    },
    createPlaylist(ownerId, name) {
      const playlist: PlaylistState = {
        id: dice.id(),
        ownerId,
        name,
        description: null,
        isPublic: true,
        isCollaborative: false,
        snapshot: 1,
        hasOwnImage: false,
        items: [],
      };
      playlists.set(playlist.id, playlist);
      return playlist;
    },
  };
}

function firstLibrary(world: World, listener: WorldListener): Map<string, string> {
  const tracks = listener.savedTracks.map((id) => `spotify:track:${id}`);
  const albumIds = new Set(listener.topTracks.long_term.slice(0, 60).map((id) => world.track(id)?.albumId));
  const uris = [
    ...tracks,
    ...[...albumIds].map((id) => `spotify:album:${id}`),
    ...listener.topArtists.slice(0, 60).map((id) => `spotify:artist:${id}`),
    ...world.shows.slice(0, 4).map(({ id }) => `spotify:show:${id}`),
    ...world.shows
      .slice(0, 2)
      .flatMap(({ parts }) => parts.slice(0, 15).map(({ id }) => `spotify:episode:${id}`)),
    ...world.audiobooks.slice(0, 2).map(({ id }) => `spotify:audiobook:${id}`),
  ];
  return new Map(uris.map((uri, index) => [uri, past(index)]));
}

function firstPlayer(listener: WorldListener): PlayerState {
  const uris = listener.topTracks.short_term.slice(0, 60).map((id) => `spotify:track:${id}`);
  return {
    deviceId: 'speaker0',
    isPlaying: true,
    progressMs: 12_345,
    volumePercent: 60,
    shuffle: false,
    repeat: 'off',
    contextUri: null,
    queue: uris.slice(0, 8),
    played: uris,
  };
}
