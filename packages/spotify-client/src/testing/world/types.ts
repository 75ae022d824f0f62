/** An artist of the synthetic world. */
export interface WorldArtist {
  readonly id: string;
  readonly name: string;
  /** Name of the style; Spotify would say genre. */
  readonly style: string;
  readonly popularity: number;
  readonly followers: number;
  readonly albumIds: string[];
}

export interface WorldAlbum {
  readonly id: string;
  readonly name: string;
  readonly artistId: string;
  /** `ep` is sent by Spotify though it is not documented. */
  readonly albumType: 'album' | 'single' | 'compilation' | 'ep';
  /** As precise as `precision` says. */
  readonly releaseDate: string;
  readonly precision: 'year' | 'month' | 'day';
  readonly label: string;
  readonly upc: string;
  readonly trackIds: string[];
}

export interface WorldTrack {
  readonly id: string;
  readonly name: string;
  readonly albumId: string;
  readonly artistIds: readonly string[];
  readonly durationMs: number;
  readonly explicit: boolean;
  /** 0–100. */
  readonly popularity: number;
  readonly trackNumber: number;
  readonly isrc: string;
  readonly style: string;
}

/** A show or audiobook with its episodes or chapters. */
export interface WorldSeries {
  readonly id: string;
  readonly name: string;
  readonly by: string;
  readonly parts: readonly WorldPart[];
}

export interface WorldPart {
  readonly id: string;
  readonly name: string;
  readonly seriesId: string;
  readonly number: number;
  readonly durationMs: number;
  readonly releaseDate: string;
}

/** How long back a top list looks. */
export type TimeRange = 'short_term' | 'medium_term' | 'long_term';

/** Somebody with a taste. */
export interface WorldListener {
  readonly id: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly country: string;
  readonly product: 'premium' | 'free';
  /** Liking of each style, by its name; standard normal. */
  readonly taste: Readonly<Record<string, number>>;
  /** Ids, most played first. */
  readonly topTracks: Readonly<Record<TimeRange, readonly string[]>>;
  /** Ids, most played first. */
  readonly topArtists: readonly string[];
  readonly savedTracks: readonly string[];
}

export interface WorldPlaylist {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly isPublic: boolean;
  readonly trackIds: readonly string[];
}
