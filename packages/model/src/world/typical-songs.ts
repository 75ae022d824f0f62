import { artistKey, type HistorySong, type ListeningHistory } from '@ssrm/features';
import { vectorOf } from './listener-profile.ts';
import { addVector, dotProduct, toUnit } from './vectors.ts';
import { loadWorld } from './world.ts';

/** The most played song of the artist that stands nearest to all else that is played, and of the one furthest from it. */
export interface TypicalSongs {
  readonly typical: HistorySong;
  readonly surprising: HistorySong;
}

/** Only artists that are played much are asked, and only where there are enough of them. */
const MOST_ARTISTS = 30;
const FEWEST_ARTISTS = 8;
const FEWEST_PLAYS = 5;

/**
 * What of somebody's favourites is most like the rest of their music, and what least, by whom other people hear on the same days.
 * `null` with fewer than eight artists that were heard at least five times and that the built-in world knows.
 */
export async function typicalSongs({ songs }: Pick<ListeningHistory, 'songs'>): Promise<TypicalSongs | null> {
  const world = await loadWorld();
  const artists = new Map<string, { plays: number; top: HistorySong; vector: Float64Array }>();
  for (const song of songs) {
    const key = artistKey(song.artistName ?? '');
    const vector = song.plays === 0 || key === '' ? null : vectorOf(world, key, []);
    if (vector === null) continue;
    const { plays, top } = artists.get(key) ?? { plays: 0, top: song };
    artists.set(key, {
      plays: plays + song.plays,
      top: song.plays > top.plays ? song : top,
      vector,
    });
  }
  const all = new Float64Array(world.size);
  for (const { plays, vector } of artists.values()) addVector(all, vector, 0, Math.log1p(plays));
  const favourites = [...artists.values()]
    .filter(({ plays }) => plays >= FEWEST_PLAYS)
    .sort((left, right) => right.plays - left.plays)
    .slice(0, MOST_ARTISTS)
    .map(({ plays, top, vector }) => {
      const rest = all.slice();
      addVector(rest, vector, 0, -Math.log1p(plays));
      return { top, closeness: dotProduct(toUnit(rest), vector) };
    })
    .sort((left, right) => right.closeness - left.closeness);
  const [first, last] = [favourites[0], favourites.at(-1)];
  if (favourites.length < FEWEST_ARTISTS || first === undefined || last === undefined) return null;
  return { typical: first.top, surprising: last.top };
}
