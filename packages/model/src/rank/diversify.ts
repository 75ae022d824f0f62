/** A candidate as {@link diversify} sees it. */
export interface Rankable {
  /** 0 … 1 */
  readonly score: number;
  /** The same text for all songs of an artist. */
  readonly artistKey: string;
  /** The person does not play this artist. */
  readonly isNewArtist: boolean;
  /** The artist's style; `undefined` where it is not known. */
  readonly style?: string | undefined;
}

export interface DiversifyOptions {
  /** How many. */
  readonly limit: number;
  /** 0: only artists the person plays; 0.5: as scored; 1: only new ones. */
  readonly discovery: number;
  /** So many songs of an artist, before others have had their turn. @default a fifth of the limit, rounded up */
  readonly mostPerArtist?: number;
}

/** What each song of an artist leaves of the value of their next. */
const repetition = 0.7;
/** The same of a style. */
const sameStyle = 0.98;

/**
 * The best `limit` candidates, with variety, best first. Each place goes to the candidate of the highest
 * `score · w · 0.7^k · 0.98^s`, where `k` is how many songs of its artist stand above, `s` how many of its style, and `w` is `min(1, 2·discovery)` for new
 * artists and `min(1, 2·(1 − discovery))` for others; candidates with `w = 0` are left out. Once an artist has
 * `mostPerArtist` places, more of their songs come only when there are no others. Of equals the earlier one is first.
 */
export function diversify<Item extends Rankable>(
  items: readonly Item[],
  { limit, discovery, mostPerArtist = Math.ceil(limit / 5) }: DiversifyOptions,
): Item[] {
  const weight = ({ isNewArtist }: Item): number =>
    Math.min(1, 2 * (isNewArtist ? discovery : 1 - discovery));
  const rest = items.filter((item) => weight(item) > 0);
  const taken = new Map<string, number>();
  const takenOfStyle = new Map<string | undefined, number>();
  const chosen: Item[] = [];
  while (chosen.length < limit && rest.length > 0) {
    const before = (item: Item): number => taken.get(item.artistKey) ?? 0;
    // Scores are at most 1, so that an artist with too many songs is behind all others.
    const value = (item: Item): number => {
      const ofStyle = item.style === undefined ? 0 : (takenOfStyle.get(item.style) ?? 0);
      const worth = item.score * weight(item) * repetition ** before(item) * sameStyle ** ofStyle;
      return worth - (before(item) >= mostPerArtist ? 1 : 0);
    };
    const best = indexOfHighest(rest.map(value));
    const [item] = rest.splice(best, 1) as [Item];
    taken.set(item.artistKey, before(item) + 1);
    takenOfStyle.set(item.style, (takenOfStyle.get(item.style) ?? 0) + 1);
    chosen.push(item);
  }
  return chosen;
}

function indexOfHighest(values: readonly number[]): number {
  let best = 0;
  for (const [index, value] of values.entries()) if (value > (values[best] as number)) best = index;
  return best;
}
