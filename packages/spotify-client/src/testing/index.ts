// World

export {
  createWorld,
  FEW_SONG_IDS,
  type TimeRange,
  type World,
  type WorldAlbum,
  type WorldArtist,
  type WorldListener,
  type WorldOptions,
  type WorldPart,
  type WorldPlaylist,
  type WorldSeries,
  type WorldTrack,
} from './world/index.ts';

// Stand-in

export {
  ALL_SCOPES,
  createSpotifyApp,
  type SeenRequest,
  type SpotifyApp,
  type SpotifyAppOptions,
} from './server/app.ts';
export { createSpotifyServer, type SpotifyServer, type SpotifyServerOptions } from './server/http-server.ts';
export type { ServerMode } from './server/objects.ts';
export type { RefreshBehaviour } from './server/sessions.ts';

// Faults

export { type Fault, type FaultRule, type FaultScript, PASSING_FAULTS } from './server/faults.ts';
export { spoil } from './server/spoil.ts';

// Recordings of the real Spotify

export { createRecorder, type Recorder, type RecorderOptions } from './recording/recorder.ts';
export type { RecordedExchange, Recording } from './recording/recording.ts';
export { createReplayer, type Replayer } from './recording/replayer.ts';

// Time

export { createTestClock, type TestClock } from './clock.ts';
