import { artistKey } from '../keys/artist-key.ts';
import type { Track } from '../track.ts';
import type { HistorySong, ListeningHistory } from './listening-history.ts';

/** Why a song is worth another hearing. */
export type FindKind = 'forgotten' | 'never-played' | 'second-chance';

/** A song of a person's own history that is worth hearing tonight. */
export interface Find {
  readonly kind: FindKind;
  readonly track: Track;
  /** One sentence, made of counts and days of the history alone. */
  readonly reason: string;
}

/** What finds are chosen by. */
export interface FindOptions {
  readonly limit: number;
  /** How much the person would like each song, 0 … 1, in the order of the candidates. */
  readonly score: (tracks: readonly Track[]) => Promise<readonly number[]>;
  /** @default 2 */
  readonly mostPerArtist?: number;
}

/** A find with its score. */
export interface ScoredFind extends Find {
  readonly score: number;
}

/** Loved = at least so many plays, or among the most played tenth if that asks for more. */
const fewestPlays = 4;
const dayMs = 86_400_000;

/**
 * Forgotten favourites, saved songs that were never played, and songs of artists that deserve a second chance, by turns, best first in each kind; no artist more
 * than `mostPerArtist` times.
 */
export async function findInHistory(history: ListeningHistory, options: FindOptions): Promise<ScoredFind[]> {
  const { limit, score, mostPerArtist = 2 } = options;
  const kinds = [forgottenFavourites(history), neverPlayed(history), secondChances(history)];
  const scores = await score(kinds.flat().map(({ track }) => track));
  let at = 0;
  const ranked = kinds.map((finds) =>
    finds
      .map((find) => ({ ...find, score: scores[at++] as number }))
      .sort((left, right) => right.score - left.score),
  );
  const taken = new Map<string, number>();
  const chosen: ScoredFind[] = [];
  while (chosen.length < limit && ranked.some((finds) => finds.length > 0)) {
    for (const finds of ranked) {
      const index = finds.findIndex(({ track }) => (taken.get(keyOf(track)) ?? 0) < mostPerArtist);
      if (index === -1) finds.length = 0;
      const [find] = finds.splice(0, index + 1).slice(-1);
      if (find === undefined || chosen.length === limit) continue;
      taken.set(keyOf(find.track), (taken.get(keyOf(find.track)) ?? 0) + 1);
      chosen.push(find);
    }
  }
  return chosen;
}

/** Songs that were played much, and not for a year; where the history is shorter than two years, not for a third of it, two months at least. */
function forgottenFavourites(history: ListeningHistory): Find[] {
  const [from, to] = [history.days[0]?.day, history.days.at(-1)?.day];
  if (from === undefined || to === undefined) return [];
  const silence = Math.min(365, Math.max(60, daysBetween(from, to) / 3));
  const played = history.songs.map(({ plays }) => plays).filter((plays) => plays > 0);
  const tenth = played.sort((left, right) => right - left)[Math.floor(played.length / 10)] ?? 0;
  const enough = Math.max(fewestPlays, tenth);
  return history.songs
    .filter(({ plays, skips, isDisliked }) => plays >= enough && skips < plays && !isDisliked)
    .filter(({ lastHeard }) => lastHeard !== null && daysBetween(lastHeard, to) >= silence)
    .map((song) => ({
      kind: 'forgotten',
      track: trackOf(song),
      reason: `You played it ${song.plays} times, last on ${inWords(song.lastHeard as string)}.`,
    }));
}

/** Songs in the person's lists that the history does not know. */
function neverPlayed({ songs, days }: ListeningHistory): Find[] {
  if (days.length === 0) return [];
  return songs
    .filter(
      ({ isListed, isDisliked, plays, skips, msPlayed }) =>
        isListed && !isDisliked && plays + skips + msPlayed === 0,
    )
    .map((song) => ({
      kind: 'never-played',
      track: trackOf(song),
      reason: 'It is in your lists, and this history has no play of it.',
    }));
}

/** Of each artist who was heard once or twice, long ago, and never skipped or saved: the song that was heard. */
function secondChances({ songs, days }: ListeningHistory): Find[] {
  const [from, to] = [days[0]?.day, days.at(-1)?.day];
  if (from === undefined || to === undefined) return [];
  const longAgo = daysBetween(from, to) / 2;
  const byArtist = new Map<string, HistorySong[]>();
  for (const song of songs) {
    if (song.artistName === null) continue;
    const key = artistKey(song.artistName);
    byArtist.set(key, [...(byArtist.get(key) ?? []), song]);
  }
  return Array.from(byArtist.values()).flatMap((own): Find[] => {
    const plays = own.reduce((sum, song) => sum + song.plays, 0);
    const [heard] = own.filter((song) => song.plays > 0);
    const isTouched = own.some(({ skips, isListed, isDisliked }) => skips > 0 || isListed || isDisliked);
    if (heard?.lastHeard == null || plays > 2 || isTouched) return [];
    if (daysBetween(heard.lastHeard, to) < longAgo) return [];
    const times = plays === 1 ? 'once' : 'twice';
    return [
      {
        kind: 'second-chance',
        track: trackOf(heard),
        reason: `You heard ${heard.artistName} only ${times}, on ${inWords(heard.lastHeard)}, and did not skip.`,
      },
    ];
  });
}

function trackOf({ id, name, artistName, albumName }: HistorySong): Track {
  const unknown = { releaseDate: null, durationMs: null, explicit: null, popularity: null, albumType: null };
  return { id, name, artistName, albumName, ...unknown };
}

function keyOf({ artistName }: Track): string {
  return artistKey(artistName ?? '');
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}

/** A day (`YYYY-MM-DD`) in words: `3 May 2023`. */
function inWords(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    ...{ day: 'numeric', month: 'long', year: 'numeric' },
    timeZone: 'UTC',
  });
}
