/** What a listening history says of one song. */
export interface SongListening {
  /** Plays in which the song was heard, not stopped soon after the start. */
  readonly plays: number;
  /** Σ over these plays of `2^(−age / half-life) · share heard`. */
  readonly recentPlays: number;
  /** How often the listener went on to something else soon after the start. */
  readonly skips: number;
  /** Σ over the skips of `2^(−age / half-life)`. */
  readonly recentSkips: number;
  /** Time listened, all plays together. */
  readonly msPlayed: number;
}

export interface ScoreByPlaysOptions {
  /** How many plays of the same age, heard to the end, one skip takes away. Default 0.5. */
  readonly skipPenalty?: number;
}

/** How much each song was listened to, in plays to the end of today: `recentPlays − skipPenalty · recentSkips`. */
export function playValues(songs: readonly SongListening[], options: ScoreByPlaysOptions = {}): number[] {
  const { skipPenalty = 0.5 } = options;
  return songs.map((song) => song.recentPlays - skipPenalty * song.recentSkips);
}

/**
 * Scores of values by their order, `1 − rank / (n − 1)` as {@link scoreByRank}; equal values share the mean of their ranks, and the result is
 * stretched so that the highest value has 1 and the lowest 0. If all are equal, all have 1.
 */
export function scoreByValue(values: readonly number[]): number[] {
  const ranks = meanRanks(values);
  const best = ranks.reduce((least, rank) => Math.min(least, rank), Number.POSITIVE_INFINITY);
  const worst = ranks.reduce((most, rank) => Math.max(most, rank), 0);
  return ranks.map((rank) => (worst === best ? 1 : 1 - (rank - best) / (worst - best)));
}

/** Rank of each value, 0 for the highest; equal values share the mean of their ranks. */
export function meanRanks(values: readonly number[]): number[] {
  const at = (index: number): number => values[index] as number;
  const order = values.map((_, index) => index).sort((left, right) => at(right) - at(left));
  const ranks = new Array<number>(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && at(order[end] as number) === at(order[start] as number)) {
      end++;
    }
    for (const index of order.slice(start, end)) {
      ranks[index] = (start + end - 1) / 2;
    }
    start = end;
  }
  return ranks;
}

export interface DislikeOptions {
  /** Fewest skips. Default 2. */
  readonly minimumSkips?: number;
  /** Least share of skips among skips and plays that count, 0…1. Default 0.8. */
  readonly skipShare?: number;
}

/** True for a song that was skipped again and again and hardly ever heard: a real negative for a model. */
export function isDisliked(song: SongListening, options: DislikeOptions = {}): boolean {
  const { minimumSkips = 2, skipShare = 0.8 } = options;
  return song.skips >= minimumSkips && song.skips >= skipShare * (song.skips + song.plays);
}
