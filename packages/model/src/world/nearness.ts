import type { ColumnValues } from './column-values.ts';
import type { HeardArtist, ListenerProfile } from './listener-profile.ts';
import { dotProduct } from './vectors.ts';

/** How sharply nearness counts in a neighbourhood: weight e^(sharpness · (cosine − 1)). */
const SHARPNESS = 8;
/** Cosine with a neighbour who is not there. */
const FARTHEST = -1;

/** How near an artist lies to those of a listener: cosines, and logarithms of the weighted share of artists around. */
export function nearness(profile: ListenerProfile, key: string, vector: Float64Array): ColumnValues {
  const neighbours = profile.neighbours.filter((neighbour) => neighbour.key !== key);
  const cosines = neighbours.map((neighbour) => dotProduct(vector, neighbour.vector as Float64Array));
  const byWeight = cosines.map((cosine, index) => {
    const { weight } = neighbours[index] as HeardArtist;
    return cosine * Math.min(2, weight / Math.max(profile.medianWeight, 1e-9));
  });
  const around = neighbourhoods(profile, neighbours, cosines);
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

function neighbourhoods(
  profile: ListenerProfile,
  neighbours: readonly HeardArtist[],
  cosines: readonly number[],
): { all: number; recent: number; fresh: number } {
  let all = 0;
  let recent = 0;
  let fresh = 0;
  for (const [index, neighbour] of neighbours.entries()) {
    const closeness = Math.exp(SHARPNESS * ((cosines[index] as number) - 1));
    all += closeness * neighbour.weight;
    recent += closeness * neighbour.recentWeight;
    if (profile.isFresh(neighbour)) fresh += closeness * neighbour.weight;
  }
  const share = (sum: number, total: number): number => Math.log(1e-4 + sum / Math.max(total, 1e-9));
  return {
    all: share(all, profile.totalWeight),
    recent: share(recent, profile.totalRecentWeight),
    fresh: share(fresh, profile.totalNewWeight),
  };
}

/** The highest values, highest first; {@link FARTHEST} where there are too few. */
function highest(values: readonly number[], count: number): Float64Array {
  const best = new Float64Array(count).fill(FARTHEST);
  for (const value of values) {
    let place = count - 1;
    if (value <= (best[place] as number)) continue;
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
