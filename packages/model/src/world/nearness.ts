import type { ColumnValues } from './column-values.ts';
import type { ListenerProfile } from './listener-profile.ts';
import { dotProduct } from './vectors.ts';

/** How sharply nearness counts in a neighbourhood: weight e^(sharpness · (cosine − 1)). */
const SHARPNESS = 8;
/** Cosine with a neighbour who is not there. */
const FARTHEST = -1;

/** How near an artist lies to those of a listener: cosines, and logarithms of the weighted share of artists around. */
export function nearness(profile: ListenerProfile, key: string, vector: Float64Array): ColumnValues {
  const { count, places, vectors, weights } = profile.neighbours;
  const own = places.get(key);
  const cosines = new Float64Array(count);
  const byWeight = new Float64Array(count);
  for (let place = 0; place < count; place++) {
    const isOther = place !== own;
    const cosine = isOther ? dotProduct(vector, vectors, place * vector.length) : Number.NaN;
    cosines[place] = cosine;
    byWeight[place] = cosine * Math.min(2, (weights[place] as number) / Math.max(profile.medianWeight, 1e-9));
  }
  const around = neighbourhoods(profile, cosines);
  const nearest = highest(cosines, 20);
  return {
    direction: dotProduct(vector, profile.direction),
    'recent direction': dotProduct(vector, profile.recentDirection),
    'new direction': dotProduct(vector, profile.newDirection),
    'nearest artist': meanOfFirst(nearest, 1),
    'nearest 5': meanOfFirst(nearest, 5),
    'nearest 20': meanOfFirst(nearest, 20),
    'nearest 5 by weight': meanOfFirst(highest(byWeight, 5), 5),
    neighbourhood: around.all,
    'recent neighbourhood': around.recent,
    'new neighbourhood': around.fresh,
    'near the middle of the world': dotProduct(vector, profile.world.middle),
  };
}

/** Of an artist who has no vector. */
export const UNKNOWN_NEARNESS: ColumnValues = {
  direction: 0,
  'recent direction': 0,
  'new direction': 0,
  'nearest artist': 0,
  'nearest 5': 0,
  'nearest 20': 0,
  'nearest 5 by weight': 0,
  neighbourhood: 0,
  'recent neighbourhood': 0,
  'new neighbourhood': 0,
  'near the middle of the world': 0,
};

/** @param cosines - With each neighbour; NaN for the artist itself. */
function neighbourhoods(
  { neighbours, totalWeight, totalRecentWeight, totalNewWeight }: ListenerProfile,
  cosines: Float64Array,
): { all: number; recent: number; fresh: number } {
  const { weights, recentWeights, newWeights } = neighbours;
  let all = 0;
  let recent = 0;
  let fresh = 0;
  for (let place = 0; place < cosines.length; place++) {
    const cosine = cosines[place] as number;
    if (Number.isNaN(cosine)) continue;
    const closeness = Math.exp(SHARPNESS * (cosine - 1));
    all += closeness * (weights[place] as number);
    recent += closeness * (recentWeights[place] as number);
    fresh += closeness * (newWeights[place] as number);
  }
  const share = (sum: number, total: number): number => Math.log(1e-4 + sum / Math.max(total, 1e-9));
  return {
    all: share(all, totalWeight),
    recent: share(recent, totalRecentWeight),
    fresh: share(fresh, totalNewWeight),
  };
}

/** The highest values that are numbers, highest first; {@link FARTHEST} where there are too few. */
function highest(values: Float64Array, count: number): Float64Array {
  const best = new Float64Array(count).fill(FARTHEST);
  for (const value of values) {
    let place = count - 1;
    if (!(value > (best[place] as number))) continue;
    for (; place > 0 && value > (best[place - 1] as number); place--) best[place] = best[place - 1] as number;
    best[place] = value;
  }
  return best;
}

function meanOfFirst(values: Float64Array, count: number): number {
  let sum = 0;
  for (let place = 0; place < count; place++) sum += values[place] as number;
  return sum / count;
}
