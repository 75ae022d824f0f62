import type {
  Copyright,
  ExternalIds,
  ExternalUrls,
  Followers,
  Image,
  Open,
  ReleaseDatePrecision,
  Restrictions,
  ResumePoint,
} from './common.ts';
import type { Page } from './page.ts';

/** The part of an artist that stands inside tracks and albums. */
export interface SimplifiedArtist {
  /** `null` for the artist of a local file. */
  readonly id: string | null;
  readonly name: string;
  readonly type?: Open<'artist'>;
  readonly uri?: string | null;
  readonly href?: string | null;
  readonly external_urls?: ExternalUrls;
}

export interface Artist extends SimplifiedArtist {
  readonly id: string;
  /** Deprecated by Spotify; often empty. */
  readonly genres?: readonly string[];
  readonly images?: readonly Image[] | null;
  /** Extended mode only. */
  readonly followers?: Followers;
  /** 0–100; extended mode only. */
  readonly popularity?: number;
}

/** `ep`, in either case, is sent though Spotify does not document it; `null` for local files. */
export type AlbumType = Open<'album' | 'single' | 'compilation' | 'ep' | 'EP'> | null;

export interface SimplifiedAlbum {
  /** `null` for the album of a local file. */
  readonly id: string | null;
  readonly name: string;
  readonly album_type: AlbumType;
  readonly artists?: readonly SimplifiedArtist[];
  readonly total_tracks?: number;
  /** `1996`, `1996-05` or `1996-05-02`; `null` for local files. */
  readonly release_date?: string | null;
  readonly release_date_precision?: ReleaseDatePrecision | null;
  readonly images?: readonly Image[] | null;
  readonly type?: Open<'album'>;
  readonly uri?: string | null;
  readonly href?: string | null;
  readonly external_urls?: ExternalUrls;
  readonly restrictions?: Restrictions | null;
  /** Extended mode only. */
  readonly available_markets?: readonly string[];
  /** How the artist relates to the album; lists of an artist's albums in extended mode only. */
  readonly album_group?: Open<'album' | 'single' | 'compilation' | 'appears_on'>;
}

export interface Album extends SimplifiedAlbum {
  readonly id: string;
  readonly tracks?: Page<SimplifiedTrack>;
  readonly copyrights?: readonly Copyright[];
  readonly external_ids?: ExternalIds;
  /** Deprecated by Spotify; usually empty. */
  readonly genres?: readonly string[];
  /** Extended mode only. */
  readonly label?: string;
  /** 0–100; extended mode only. */
  readonly popularity?: number;
}

/** A track inside an album: no `album`, no `external_ids`, no `popularity`. */
export interface SimplifiedTrack {
  /** `null` for local files. */
  readonly id: string | null;
  readonly name: string;
  readonly artists?: readonly SimplifiedArtist[];
  /** Milliseconds; can be fractional. Some local files have an object instead. */
  readonly duration_ms: number | { readonly totalMilliseconds?: number };
  readonly explicit?: boolean;
  readonly disc_number?: number;
  readonly track_number?: number;
  readonly is_local?: boolean;
  readonly is_playable?: boolean | null;
  readonly preview_url?: string | null;
  readonly restrictions?: Restrictions | null;
  readonly type?: Open<'track'>;
  readonly uri: string;
  readonly href?: string | null;
  readonly external_urls?: ExternalUrls;
  /** Extended mode only. */
  readonly available_markets?: readonly string[];
  /** The track that was asked for, where another is played instead; extended mode only. */
  readonly linked_from?: {
    readonly id?: string;
    readonly uri?: string;
    readonly href?: string;
    readonly type?: string;
    readonly external_urls?: ExternalUrls;
  };
}

export interface Track extends SimplifiedTrack {
  readonly album: SimplifiedAlbum;
  readonly artists: readonly SimplifiedArtist[];
  readonly external_ids?: ExternalIds;
  /** 0–100; extended mode only. */
  readonly popularity?: number;
}

/** The names a publisher comes under: text, or an object for some shows. */
export type Publisher = string | Readonly<Record<string, unknown>>;

export interface SimplifiedShow {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly html_description?: string | null;
  readonly explicit?: boolean;
  readonly images?: readonly Image[] | null;
  readonly is_externally_hosted?: boolean | null;
  readonly languages?: readonly string[];
  readonly media_type?: string;
  readonly copyrights?: readonly Copyright[];
  readonly total_episodes?: number;
  readonly type?: Open<'show'>;
  readonly uri: string;
  readonly href?: string;
  readonly external_urls?: ExternalUrls;
  /** Extended mode only. */
  readonly publisher?: Publisher;
  /** Extended mode only. */
  readonly available_markets?: readonly string[];
}

export interface Show extends SimplifiedShow {
  readonly episodes?: Page<SimplifiedEpisode>;
}

export interface SimplifiedEpisode {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly html_description?: string | null;
  readonly duration_ms: number;
  readonly explicit?: boolean;
  readonly images?: readonly Image[] | null;
  readonly is_externally_hosted?: boolean | null;
  readonly is_playable?: boolean | null;
  readonly languages?: readonly string[];
  /** Deprecated by Spotify. */
  readonly language?: string;
  readonly audio_preview_url?: string | null;
  readonly release_date?: string | null;
  readonly release_date_precision?: ReleaseDatePrecision | null;
  /** With the scope `user-read-playback-position` only. */
  readonly resume_point?: ResumePoint | null;
  readonly restrictions?: Restrictions | null;
  readonly type?: Open<'episode'>;
  readonly uri: string;
  readonly href?: string;
  readonly external_urls?: ExternalUrls;
}

export interface Episode extends SimplifiedEpisode {
  readonly show?: SimplifiedShow;
}

export interface SimplifiedAudiobook {
  readonly id: string;
  readonly name: string;
  readonly authors?: readonly { readonly name?: string }[];
  readonly narrators?: readonly { readonly name?: string }[];
  readonly description?: string;
  readonly html_description?: string | null;
  readonly edition?: string | null;
  readonly explicit?: boolean;
  readonly images?: readonly Image[] | null;
  readonly languages?: readonly string[];
  readonly media_type?: string;
  readonly copyrights?: readonly Copyright[];
  readonly total_chapters?: number;
  readonly type?: Open<'audiobook'>;
  readonly uri: string;
  readonly href?: string;
  readonly external_urls?: ExternalUrls;
  /** Extended mode only. */
  readonly publisher?: Publisher;
  /** Extended mode only. */
  readonly available_markets?: readonly string[];
}

export interface Audiobook extends SimplifiedAudiobook {
  readonly chapters?: Page<SimplifiedChapter>;
}

export interface SimplifiedChapter {
  readonly id: string;
  readonly name: string;
  readonly chapter_number?: number;
  readonly description?: string;
  readonly html_description?: string | null;
  readonly duration_ms: number;
  readonly explicit?: boolean;
  readonly images?: readonly Image[] | null;
  readonly is_playable?: boolean | null;
  readonly languages?: readonly string[];
  readonly audio_preview_url?: string | null;
  readonly release_date?: string | null;
  readonly release_date_precision?: ReleaseDatePrecision | null;
  readonly resume_point?: ResumePoint | null;
  readonly restrictions?: Restrictions | null;
  readonly type?: Open<'chapter' | 'episode'>;
  readonly uri: string;
  readonly href?: string;
  readonly external_urls?: ExternalUrls;
  /** Extended mode only. */
  readonly available_markets?: readonly string[];
}

export interface Chapter extends SimplifiedChapter {
  readonly audiobook?: SimplifiedAudiobook;
}
