import { createMusic, createSeries } from './catalogue.ts';
import { FEW_SONGS_STYLE, fewSongs } from './few-songs.ts';
import { createListener } from './listener.ts';
import { createDice } from './random.ts';
import type {
  WorldAlbum,
  WorldArtist,
  WorldListener,
  WorldPart,
  WorldPlaylist,
  WorldSeries,
  WorldTrack,
} from './types.ts';

export interface WorldOptions {
  /** @default 1 */
  readonly seed?: number;
  /** @default 14 */
  readonly styleCount?: number;
  /** About 30 tracks each. @default 240 */
  readonly artistCount?: number;
  /** @default 3 */
  readonly listenerCount?: number;
  /** Length of each listener's long-term top list; at most three in five of all tracks. @default 1200 */
  readonly topTrackCount?: number;
}

/** A whole synthetic Spotify. Every name in it is invented, except those of the three published few songs. */
export interface World {
  readonly seed: number;
  readonly artists: readonly WorldArtist[];
  readonly albums: readonly WorldAlbum[];
  readonly tracks: readonly WorldTrack[];
  readonly shows: readonly WorldSeries[];
  readonly audiobooks: readonly WorldSeries[];
  readonly listeners: readonly WorldListener[];
  readonly playlists: readonly WorldPlaylist[];
  /** @returns `undefined` when there is none with this id; likewise below. */
  track(id: string): WorldTrack | undefined;
  album(id: string): WorldAlbum | undefined;
  artist(id: string): WorldArtist | undefined;
  show(id: string): WorldSeries | undefined;
  audiobook(id: string): WorldSeries | undefined;
  episode(id: string): WorldPart | undefined;
  chapter(id: string): WorldPart | undefined;
  /** Tracks that are not on the listener's long-term top list, drawn at random: background. */
  otherTracks(listener: WorldListener, count: number, seed?: number): WorldTrack[];
}

/** The same options give the same world, id for id. */
export function createWorld(options: WorldOptions = {}): World {
  const { seed = 1, styleCount = 14, artistCount = 240, listenerCount = 3, topTrackCount = 1200 } = options;
  const dice = createDice(seed);
  const music = createMusic(dice, styleCount, artistCount);
  const shows = createSeries(dice, music.styles, 6, 60);
  const audiobooks = createSeries(dice, music.styles, 4, 24);
  const albumById = byId(music.albums);
  const catalogue = {
    styleNames: music.styles.map(({ name }) => name),
    artists: music.artists,
    tracks: music.tracks,
    yearOf: (track: WorldTrack) => Number(albumById.get(track.albumId)?.releaseDate.slice(0, 4)),
  };
  const listeners = Array.from({ length: listenerCount }, (_, index) =>
    createListener(dice, index + 1, catalogue, topTrackCount),
  );
  const playlists = listeners.flatMap((listener) =>
    [130, 12].map((size, index): WorldPlaylist => {
      const trackIds = dice.shuffled(listener.topTracks.long_term).slice(0, size);
      const name = `${listener.displayName}'s list ${index + 1}`;
      return { id: dice.id(), name, ownerId: listener.id, isPublic: index === 0, trackIds };
    }),
  );

  const few = fewSongs();
  const artists = [...music.artists, ...few.artists];
  const albums = [...music.albums, ...few.albums];
  const tracks = [...music.tracks, ...few.tracks];
  const find = {
    track: byId(tracks),
    album: byId(albums),
    artist: byId(artists),
    show: byId(shows),
    audiobook: byId(audiobooks),
    episode: byId(shows.flatMap(({ parts }) => parts)),
    chapter: byId(audiobooks.flatMap(({ parts }) => parts)),
  };
  return {
    seed,
    artists,
    albums,
    tracks,
    shows,
    audiobooks,
    listeners,
    playlists,
    track: (id) => find.track.get(id),
    album: (id) => find.album.get(id),
    artist: (id) => find.artist.get(id),
    show: (id) => find.show.get(id),
    audiobook: (id) => find.audiobook.get(id),
    episode: (id) => find.episode.get(id),
    chapter: (id) => find.chapter.get(id),
    otherTracks(listener, count, sampleSeed = seed) {
      const top = new Set(listener.topTracks.long_term);
      const others = tracks.filter(({ id, style }) => !top.has(id) && style !== FEW_SONGS_STYLE);
      return createDice(sampleSeed).shuffled(others).slice(0, count);
    },
  };
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
