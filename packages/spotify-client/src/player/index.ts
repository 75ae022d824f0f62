// What the API sends

export type {
  CurrentlyPlaying,
  Device,
  PlaybackContext,
  PlaybackQueue,
  PlaybackState,
  PlayHistory,
} from '../types/player.ts';

// What plays, and commands: Premium and non-commercial only, by Spotify's policy

export {
  addToQueue,
  type CommandOptions,
  getCurrentlyPlaying,
  getDevices,
  getPlaybackState,
  getQueue,
  getRecentlyPlayed,
  pausePlayback,
  type RecentlyPlayedOptions,
  type StartOptions,
  seek,
  setRepeat,
  setShuffle,
  setVolume,
  skipToNext,
  skipToPrevious,
  startPlayback,
  type TransferOptions,
  transferPlayback,
} from './player.ts';
