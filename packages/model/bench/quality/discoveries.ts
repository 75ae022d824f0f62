import { KnownSongs, type ScoredTrack, songKey, toTrack } from '@ssrm/features';
import { mean } from '../../src/metrics/mean.ts';
import { TasteModel } from '../../src/model/taste-model.ts';
import { discoverSongs } from '../../src/rank/discover-songs.ts';
import { worldSongs } from '../../src/world/world.ts';
import type { FuturePerson } from './future-people.ts';

/** So many songs are offered to each. */
const OFFERED = 50;
/** A play counts as heard. */
const HEARD_MS = 30_000;

/**
 * Of songs of the built-in world that are offered to each person of the folder, how many they later found by themselves and kept, on average: by their own taste,
 * by that of the next person, and the most widely kept.
 */
export async function discoveriesKept(
  people: readonly FuturePerson[],
): Promise<Readonly<Record<string, number>>> {
  const world = await worldSongs();
  const models = await Promise.all(people.map(({ past }) => fit(past)));
  const found: Record<string, number[]> = { 'own taste': [], "somebody else's": [], popularity: [] };
  for (const [place, { past, candidates }] of people.entries()) {
    const kept = new Set(candidates.filter(({ label }) => label === 'kept').map((song) => songKey(song)));
    const known = new KnownSongs();
    known.addAll(past.map((play) => toTrack({ id: play.key, name: play.name, artistName: play.artistName })));
    const count = (songs: readonly { name: string; artistName: string | null }[]): number =>
      songs.filter((song) => kept.has(songKey(song))).length;
    const offers = async (model: TasteModel): Promise<number> => {
      const songs = await discoverSongs(model, { known, plays: new Map() }, { limit: OFFERED });
      return count(songs.map(({ track }) => track));
    };
    found['own taste']?.push(await offers(models[place] as TasteModel));
    found["somebody else's"]?.push(await offers(models[(place + 1) % models.length] as TasteModel));
    const unknown = world.filter((song) => !known.has(toTrack({ id: songKey(song), ...song })));
    found.popularity?.push(count(unknown.slice(0, OFFERED)));
  }
  return Object.fromEntries(Object.entries(found).map(([name, counts]) => [name, mean(counts)]));
}

/** The preset with its default settings, on the songs that were heard. */
async function fit(past: FuturePerson['past']): Promise<TasteModel> {
  const songs = new Map<string, { track: ScoredTrack; plays: number; firstPlay: number }>();
  for (const { key, name, artistName, time, msPlayed } of past) {
    if (msPlayed < HEARD_MS) continue;
    const song = songs.get(key) ?? {
      track: { ...toTrack({ id: key, name, artistName }), score: 1 },
      plays: 0,
      firstPlay: time,
    };
    songs.set(key, { ...song, plays: song.plays + 1 });
  }
  const tracks = Array.from(songs.values(), ({ track, plays, firstPlay }) => {
    return { ...track, listening: { plays, recentPlays: plays, skips: 0, firstPlay } };
  });
  return TasteModel.fit(tracks, { background: 'world' });
}
