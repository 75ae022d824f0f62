/** Kind of the release a track is on, in Spotify's words and lower case. */
export type AlbumType = 'album' | 'single' | 'compilation' | 'ep';

/**
 * A track as the model sees it: four numbers and four texts. `null` means that the source does not say.
 */
export interface Track {
  /** Spotify's id (22 letters and digits), or another text that identifies the track within its source. */
  readonly id: string;
  readonly name: string;
  readonly albumName: string | null;
  /** The first artist. */
  readonly artistName: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly releaseDate: string | null;
  readonly durationMs: number | null;
  readonly explicit: boolean | null;
  /** 0 (unknown to all) … 100 (most played now). Absent in Spotify's development mode since 2026. */
  readonly popularity: number | null;
  readonly albumType: AlbumType | null;
  /** International Standard Recording Code, where the source has one. */
  readonly isrc?: string;
}

/** What a listening history says of one song. */
export interface Listening {
  /** Plays that count. */
  readonly plays: number;
  /** The same, each the less the longer ago. */
  readonly recentPlays: number;
  /** How often the listener went on to something else soon after the start. */
  readonly skips: number;
  /** Seconds since 1970 of the first play that counts; `null` where the source does not say. */
  readonly firstPlay: number | null;
}

/** A track with how much its listener likes it: 1 most, 0 least. */
export interface ScoredTrack extends Track {
  readonly score: number;
  /** How the score came about, where a history says so. */
  readonly listening?: Listening;
}

/** The four numeric features, in the column order of the published design. */
export const DENSE_FEATURES = ['duration_ms', 'explicit', 'popularity', 'album_type'] as const;
/** The four text features, in the column order of the published design. */
export const TEXT_FEATURES = ['album_name', 'release_date', 'artist_name', 'name'] as const;

export type DenseFeature = (typeof DENSE_FEATURES)[number];
export type TextFeature = (typeof TEXT_FEATURES)[number];

/**
 * The numeric features of a track: duration in ms; explicit 0 or 1; popularity 0–100;
 * album type 0 for a single (or EP), 1 for an album or compilation. `null` where unknown.
 */
export function denseFeatures(track: Track): Record<DenseFeature, number | null> {
  return {
    duration_ms: track.durationMs,
    explicit: track.explicit === null ? null : Number(track.explicit),
    popularity: track.popularity,
    album_type:
      track.albumType === null
        ? null
        : Number(track.albumType === 'album' || track.albumType === 'compilation'),
  };
}

/** The text features of a track; the album's name falls back to the song's, an unknown text is `null`. */
export function textFeatures(track: Track): Record<TextFeature, string | null> {
  return {
    album_name: track.albumName ?? track.name,
    release_date: track.releaseDate,
    artist_name: track.artistName,
    name: track.name,
  };
}
