/** Artists beyond the heaviest so many are not asked who their neighbours are. */
const MOST_NEIGHBOURS = 1500;

/** An artist of a listener's, and how much they count. */
export interface WeighedArtist {
  readonly key: string;
  /** How much the artist counts: grows with the number of songs and plays, ever more slowly. */
  readonly weight: number;
  readonly recentWeight: number;
  /** First heard in the last quarter of the time that the history covers. */
  readonly isNew: boolean;
  /** Of length 1; `null` for one who is neither in the world nor in the table of styles. */
  readonly vector: Float64Array | null;
}

/** The heaviest of a listener's artists that have a vector, heaviest first, in columns: they are gone through for every artist that is asked about. */
export interface Neighbours {
  readonly count: number;
  /** Place of each by its key. */
  readonly places: ReadonlyMap<string, number>;
  /** Shape `[count, size]`. */
  readonly vectors: Float64Array;
  readonly weights: Float64Array;
  readonly recentWeights: Float64Array;
  /** Weights of those found of late, and 0. */
  readonly newWeights: Float64Array;
}

export function neighboursOf(
  artists: readonly WeighedArtist[],
  size: number,
  isFresh: (artist: WeighedArtist) => boolean,
): Neighbours {
  const chosen = artists
    .filter(({ vector }) => vector !== null)
    .sort((left, right) => right.weight - left.weight)
    .slice(0, MOST_NEIGHBOURS);
  const vectors = new Float64Array(chosen.length * size);
  for (const [place, { vector }] of chosen.entries()) vectors.set(vector as Float64Array, place * size);
  return {
    count: chosen.length,
    places: new Map(chosen.map(({ key }, place) => [key, place])),
    vectors,
    weights: Float64Array.from(chosen, ({ weight }) => weight),
    recentWeights: Float64Array.from(chosen, ({ recentWeight }) => recentWeight),
    newWeights: Float64Array.from(chosen, (artist) => (isFresh(artist) ? artist.weight : 0)),
  };
}
