import type { TasteMapPlace } from '@ssrm/embeddings';
import type { ImportReport, Track } from '@ssrm/features';

/** What the page asks of the worker. */
export type Request =
  | { readonly kind: 'learn'; readonly files: readonly File[] }
  | { readonly kind: 'score'; readonly text: string };

/** What the worker tells the page. */
export type Reply =
  | { readonly kind: 'reading'; readonly share: number; readonly rowsRead: number }
  | { readonly kind: 'training'; readonly share: number; readonly loss: number }
  | { readonly kind: 'learned'; readonly taste: Taste }
  | { readonly kind: 'scored'; readonly scores: readonly SongScore[] }
  | { readonly kind: 'failed'; readonly message: string };

export interface Taste {
  readonly songs: readonly PlacedSong[];
  /** Most songs first. */
  readonly artists: readonly TasteMapPlace[];
  readonly report: ImportReport;
  /** The saved model as JSON text. */
  readonly model: string;
}

/** A song of the training set with its place on the map. */
export interface PlacedSong extends TasteMapPlace {
  readonly score: number;
}

export interface SongScore {
  readonly track: Track;
  /** 0 … 1. */
  readonly score: number;
  /** Why, in a sentence or two. */
  readonly reason: string;
}
