import type { Track } from './catalogue.ts';
import type { ExternalUrls, Followers, Image, Open } from './common.ts';

/** What Spotify's analysis makes of a track. Shares are from 0 to 1. */
export interface AudioFeatures {
  readonly id: string;
  readonly acousticness: number;
  readonly danceability: number;
  readonly energy: number;
  readonly instrumentalness: number;
  readonly liveness: number;
  readonly speechiness: number;
  /** How positive it sounds. */
  readonly valence: number;
  /** Decibels on average, usually from −60 to 0. */
  readonly loudness: number;
  /** Beats per minute. */
  readonly tempo: number;
  /** Pitch class, 0 = C; −1 where none was found. */
  readonly key: number;
  /** 1 = major, 0 = minor. */
  readonly mode: number;
  /** Beats in a bar, 3–7. */
  readonly time_signature: number;
  readonly duration_ms: number;
  readonly type?: Open<'audio_features'>;
  readonly uri?: string;
  readonly track_href?: string;
  readonly analysis_url?: string;
}

/** A stretch of a track; times in seconds, confidence from 0 to 1. */
export interface TimeInterval {
  readonly start: number;
  readonly duration: number;
  readonly confidence: number;
}

/** A stretch of one character: a verse, say. */
export interface AudioSection extends TimeInterval {
  readonly loudness: number;
  readonly tempo: number;
  readonly tempo_confidence: number;
  readonly key: number;
  readonly key_confidence: number;
  readonly mode: number;
  readonly mode_confidence: number;
  readonly time_signature: number;
  readonly time_signature_confidence: number;
}

/** A stretch of one sound. */
export interface AudioSegment extends TimeInterval {
  readonly loudness_start: number;
  readonly loudness_max: number;
  readonly loudness_max_time: number;
  readonly loudness_end?: number;
  /** 12 shares, one for each pitch class from C. */
  readonly pitches: readonly number[];
  /** 12 coefficients of the shape of the spectrum. */
  readonly timbre: readonly number[];
}

/** The whole analysis of a track: often more than a megabyte. */
export interface AudioAnalysis {
  readonly meta: Readonly<Record<string, string | number | null>>;
  /** The track as a whole: `tempo`, `key`, `loudness`, `num_samples` and more. */
  readonly track: Readonly<Record<string, string | number | null>>;
  readonly bars: readonly TimeInterval[];
  readonly beats: readonly TimeInterval[];
  readonly tatums: readonly TimeInterval[];
  readonly sections: readonly AudioSection[];
  readonly segments: readonly AudioSegment[];
}

export interface RecommendationSeed {
  readonly id: string;
  readonly type: Open<'artist' | 'track' | 'genre' | 'ARTIST' | 'TRACK' | 'GENRE'>;
  readonly href?: string | null;
  /** Tracks that the seed led to, and how many were left after each step. */
  readonly initialPoolSize?: number;
  readonly afterFilteringSize?: number;
  readonly afterRelinkingSize?: number;
}

export interface Recommendations {
  readonly seeds: readonly RecommendationSeed[];
  readonly tracks: readonly Track[];
}

/** A shelf of Spotify's start page. */
export interface Category {
  readonly id: string;
  readonly name: string;
  readonly icons?: readonly Image[];
  readonly href?: string;
}

/** Somebody, as everybody sees them. */
export interface PublicUser {
  readonly id: string;
  readonly display_name?: string | null;
  readonly followers?: Followers | null;
  readonly images?: readonly Image[] | null;
  readonly type?: Open<'user'>;
  readonly uri: string;
  readonly href?: string;
  readonly external_urls?: ExternalUrls;
}
