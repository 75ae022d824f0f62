/** A candidate as {@link diversify} sees it. */
export interface Rankable {
  /** 0 … 1 */
  readonly score: number;
  /** The same text for all songs of an artist. */
  readonly artistKey: string;
  /** The person does not play this artist. */
  readonly isNewArtist: boolean;
}

export interface DiversifyOptions {
  readonly limit: number;
  /** 0: only artists the person plays; 0.5: as scored; 1: only new ones. */
  readonly discovery: number;
}

/** What each song of an artist leaves of the value of their next. */
const repetition = 0.7;

/**
 * The best `limit` candidates, with variety, best first. Each place goes to the candidate of the highest
 * `score · w · 0.7^k`, where `k` is how many songs of its artist stand above, and `w` is `min(1, 2·discovery)` for new
 * artists and `min(1, 2·(1 − discovery))` for others; candidates with `w = 0` are left out. Once an artist has a fifth of
 * the places, rounded up, more of their songs come only when there are no others. Of equals the earlier one is first.
 */
export function diversify<Item extends Rankable>(
  items: readonly Item[],
  { limit, discovery }: DiversifyOptions,
): Item[] {
  const weight = ({ isNewArtist }: Item): number =>
    Math.min(1, 2 * (isNewArtist ? discovery : 1 - discovery));
  const most = Math.ceil(limit / 5);
  const rest = items.filter((item) => weight(item) > 0);
  const taken = new Map<string, number>();
  const chosen: Item[] = [];
  while (chosen.length < limit && rest.length > 0) {
    const before = (item: Item): number => taken.get(item.artistKey) ?? 0;
    // Scores are at most 1, so that an artist with too many songs is behind all others.
    const value = (item: Item): number =>
      item.score * weight(item) * repetition ** before(item) - (before(item) >= most ? 1 : 0);
    const best = indexOfHighest(rest.map(value));
    const [item] = rest.splice(best, 1) as [Item];
    taken.set(item.artistKey, before(item) + 1);
    chosen.push(item);
  }
  return chosen;
}

function indexOfHighest(values: readonly number[]): number {
  let best = 0;
  for (const [index, value] of values.entries()) if (value > (values[best] as number)) best = index;
  return best;
}
