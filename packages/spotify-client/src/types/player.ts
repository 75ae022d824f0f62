import type { Track } from './catalogue.ts';
import type { ExternalUrls, Open } from './common.ts';
import type { PlayableItem } from './playlist.ts';

export interface Device {
  readonly id: string | null;
  readonly name: string;
  readonly type?: Open<'computer' | 'smartphone' | 'speaker'>;
  readonly is_active: boolean;
  readonly is_private_session?: boolean;
  readonly is_restricted?: boolean;
  readonly supports_volume?: boolean;
  /** 0–100; `null` where the device does not say. */
  readonly volume_percent?: number | null;
}

/** What is played from; `collection` = the person's saved tracks. */
export interface PlaybackContext {
  readonly type?: Open<'album' | 'artist' | 'playlist' | 'show' | 'collection'>;
  readonly uri: string;
  readonly href?: string;
  readonly external_urls?: ExternalUrls;
}

export interface CurrentlyPlaying {
  readonly is_playing: boolean;
  /** `null` or absent during advertisements. */
  readonly item?: PlayableItem | null;
  readonly currently_playing_type?: Open<'track' | 'episode' | 'ad' | 'unknown'>;
  readonly progress_ms?: number | null;
  /** Milliseconds since 1970. */
  readonly timestamp?: number;
  readonly context?: PlaybackContext | null;
  readonly actions?: Readonly<Record<string, unknown>>;
}

export interface PlaybackState extends CurrentlyPlaying {
  readonly device: Device;
  readonly repeat_state?: Open<'off' | 'track' | 'context'>;
  readonly shuffle_state?: boolean;
}

export interface PlayHistory {
  readonly track: Track;
  /** ISO 8601. */
  readonly played_at: string;
  readonly context?: PlaybackContext | null;
}

export interface PlaybackQueue {
  readonly currently_playing?: PlayableItem | null;
  readonly queue: readonly (PlayableItem | null)[];
}
