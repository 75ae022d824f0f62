/** One page as Spotify sends it. Rows can be `null`; what `fields` leaves out is not there. */
export interface Page<Item> {
  readonly items: readonly (Item | null)[];
  readonly next?: string | null;
  readonly total?: number;
  readonly limit?: number;
  readonly offset?: number;
  readonly cursors?: { readonly after?: string | null; readonly before?: string | null } | null;
}
