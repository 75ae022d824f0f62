/** One of the known values, or any other that Spotify may add. */
export type Open<Known extends string> = Known | (string & {});

export interface ExternalUrls {
  readonly spotify?: string;
}

/** International codes: `isrc` of a track, `upc` and `ean` of an album. */
export interface ExternalIds {
  readonly isrc?: string;
  readonly ean?: string;
  readonly upc?: string;
}

export interface Image {
  readonly url: string;
  /** Pixels; `null` when unknown. */
  readonly height?: number | null;
  readonly width?: number | null;
}

export interface Copyright {
  readonly text?: string;
  /** `C` = copyright, `P` = the recording's. */
  readonly type?: Open<'C' | 'P'>;
}

/** Why content cannot be played. */
export interface Restrictions {
  readonly reason?: Open<'market' | 'product' | 'explicit' | 'payment_required'>;
}

export interface Followers {
  readonly href?: string | null;
  readonly total?: number;
}

export type ReleaseDatePrecision = Open<'year' | 'month' | 'day'>;

export interface ResumePoint {
  readonly fully_played?: boolean;
  readonly resume_position_ms?: number;
}
