/**
 * The published score: 1 for the most listened track, 0 for the least, `1 − rank / (n − 1)`; one track alone has 1.
 *
 * @param items - In order of listening, most first.
 */
export function scoreByRank<Item extends object>(
  items: readonly Item[],
): (Item & { readonly score: number })[] {
  const last = items.length - 1;
  return items.map((item, rank) => ({ ...item, score: last === 0 ? 1 : 1 - rank / last }));
}
