import type { Track } from '@ssrm/features';

/** What the page asks of the worker. */
export type Request =
  | { readonly kind: 'learn'; readonly files: readonly File[] }
  | { readonly kind: 'score'; readonly text: string };

/** What the worker tells the page. */
export type Reply =
  | { readonly kind: 'progress'; readonly share: number; readonly loss: number }
  | { readonly kind: 'learned'; readonly taste: Taste }
  | { readonly kind: 'scored'; readonly scores: readonly SongScore[] }
  | { readonly kind: 'failed'; readonly message: string };

export interface Taste {
  readonly songs: readonly PlacedSong[];
  readonly artistCount: number;
  /** Features that some songs lack, and the share that does. */
  readonly missing: readonly { readonly feature: string; readonly share: number }[];
  readonly setAsideCount: number;
  /** Loss at the last epoch. */
  readonly loss: number;
  /** The saved model as JSON text. */
  readonly model: string;
}

/** A song of the training set with its place on the map. */
export interface PlacedSong {
  readonly track: Track;
  readonly score: number;
  readonly x: number;
  readonly y: number;
}

export interface SongScore {
  readonly track: Track;
  /** 0 … 1. */
  readonly score: number;
  /** Why, in a sentence or two. */
  readonly reason: string;
}
