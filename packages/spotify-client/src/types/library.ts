import type { Album, Audiobook, Episode, Show, Track } from './catalogue.ts';

/** When something was saved: an ISO 8601 time. */
interface Saved {
  readonly added_at: string;
}

export interface SavedTrack extends Saved {
  readonly track: Track;
}

export interface SavedAlbum extends Saved {
  readonly album: Album;
}

export interface SavedEpisode extends Saved {
  readonly episode: Episode;
}

export interface SavedShow extends Saved {
  readonly show: Show;
}

export interface SavedAudiobook extends Saved {
  readonly audiobook: Audiobook;
}
