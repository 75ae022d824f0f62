import { isDisliked } from '@ssrm/features';
import type { HeardSong } from '../../src/world/listener-profile.ts';
import type { Play } from './future-people.ts';

/** As in the import of a history: a play counts from 30 s, half as much after a year; soon left is skipped, but not at once. */
const HEARD_MS = 30_000;
const STARTED_MS = 3_000;
const HALF_LIFE_S = 365 * 86_400;

/** The songs that were heard, and those that were skipped again and again. */
export function heardSongs(plays: readonly Play[]): HeardSong[] {
  const last = plays.at(-1)?.time ?? 0;
  const songs = new Map<string, { -readonly [Key in keyof HeardSong]: HeardSong[Key] }>();
  for (const { key, name, artistName, msPlayed, time } of plays) {
    const song = songs.get(key) ?? { name, artistName, plays: 0, recentPlays: 0, skips: 0, firstPlay: null };
    songs.set(key, song);
    if (msPlayed >= HEARD_MS) {
      song.plays++;
      song.recentPlays += 2 ** ((time - last) / HALF_LIFE_S);
      song.firstPlay ??= time;
    } else if (msPlayed >= STARTED_MS) song.skips++;
  }
  const listening = { msPlayed: 0, recentSkips: 0 };
  return [...songs.values()].filter((song) => song.plays > 0 || isDisliked({ ...song, ...listening }));
}
