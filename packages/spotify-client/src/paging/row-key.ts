/** Under what a row of a list holds the thing that it is about. */
const wrappers = ['track', 'item', 'album', 'episode', 'show', 'audiobook'];

interface Named {
  readonly id?: string | null;
  readonly uri?: string | null;
}

/**
 * What tells the thing in a row from others: its `id`, else its `uri`. A row that wraps the thing (a saved track,
 * an item of a playlist, a play) has that of the thing.
 *
 * @returns `undefined` where there is neither.
 */
export function keyOfRow(row: unknown): string | undefined {
  const { id, uri, ...rest } = row as Named & Readonly<Record<string, Named | null | undefined>>;
  const own = id ?? uri;
  if (own) return own;
  for (const name of wrappers) {
    const key = rest[name]?.id ?? rest[name]?.uri;
    if (key) return key;
  }
  return undefined;
}
