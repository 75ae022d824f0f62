export { FEW_SONG_IDS } from './few-songs.ts';
export { createDice } from './random.ts';
export type {
  TimeRange,
  WorldAlbum,
  WorldArtist,
  WorldListener,
  WorldPart,
  WorldPlaylist,
  WorldSeries,
  WorldTrack,
} from './types.ts';
export { createWorld, type World, type WorldOptions } from './world.ts';
