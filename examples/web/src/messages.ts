import type { TasteMapPlace } from '@ssrm/embeddings';
import type { ImportReport, Portrait, Track } from '@ssrm/features';
import type { StylesOfPeriod } from '@ssrm/model';

/** What the page asks of the worker; the answers carry the number of their request. */
export type Request = { readonly number: number } & (
  | { readonly kind: 'learn'; readonly files: readonly File[] }
  | { readonly kind: 'rank'; readonly files: readonly File[] }
  | { readonly kind: 'map' }
);

/** What the worker tells the page. */
export type Reply = { readonly number: number } & (
  | { readonly kind: 'working'; readonly text: string; readonly share?: number }
  | { readonly kind: 'learned'; readonly taste: Taste }
  | { readonly kind: 'ranked'; readonly ranking: RankedSongs }
  | { readonly kind: 'mapped'; readonly map: TasteMapData }
  | { readonly kind: 'failed'; readonly message: string }
);

/** What there is to show of a person's listening. */
export interface Taste {
  /** Songs for tonight. */
  readonly finds: readonly SongToHear[];
  readonly portrait: Portrait | null;
  readonly styles: readonly StylesOfPeriod[];
  /** `null` where a saved model was opened. */
  readonly report: ImportReport | null;
  readonly songCount: number;
  /** The saved model as JSON text. */
  readonly model: string;
}

/** A song with why it may be worth hearing. */
export interface SongToHear {
  readonly track: Track;
  /** 0 … 1. */
  readonly score: number;
  /** What kind of find it is; empty for one of a list. */
  readonly label: string;
  /** One or two sentences; may be empty. */
  readonly reason: string;
}

/** A list ranked by taste. */
export interface RankedSongs {
  /** New songs, best first. */
  readonly best: readonly SongToHear[];
  readonly freshCount: number;
  readonly knownCount: number;
  /** Worst first. */
  readonly skip: readonly SongToHear[];
  /** Songs of which only the id is known. */
  readonly idCount: number;
}

export interface TasteMapData {
  readonly songs: readonly PlacedSong[];
  /** Most songs first. */
  readonly artists: readonly TasteMapPlace[];
}

/** A song with its place on the map. */
export interface PlacedSong extends TasteMapPlace {
  readonly score: number;
}
