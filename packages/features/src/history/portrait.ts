import { artistKey } from '../keys/artist-key.ts';
import type { HistorySong, ListeningHistory } from './listening-history.ts';

/** A song with how often it was heard. */
export interface PortraitSong {
  readonly name: string;
  readonly artistName: string | null;
  readonly plays: number;
  readonly skips: number;
}

/** An artist with all that was heard of them. */
export interface PortraitArtist {
  readonly name: string;
  readonly plays: number;
  readonly hours: number;
  /** Different songs that were heard. */
  readonly songs: number;
}

/** A part of the history, such as a year, and what was played most in it. */
export interface PortraitPeriod {
  /** `2023`; `2023-03`; `12`, `03`, `06` or `09` for the quarters that begin with that month. */
  readonly period: string;
  readonly plays: number;
  readonly topSong: PortraitSong;
  readonly topArtist: { readonly name: string; readonly plays: number } | null;
}

/** What a history says of a person: counts and names alone. Days are `YYYY-MM-DD` in UTC. */
export interface Portrait {
  readonly from: string;
  readonly to: string;
  readonly plays: number;
  readonly hours: number;
  /** Different songs and artists that were heard. */
  readonly songs: number;
  readonly artists: number;
  /** Most played first, ten at most. */
  readonly topSongs: readonly PortraitSong[];
  readonly topArtists: readonly PortraitArtist[];
  /** Most days on end with music. */
  readonly longestStreak: { readonly days: number; readonly from: string; readonly to: string };
  readonly busiestDay: { readonly day: string; readonly hours: number };
  /** Share of the time heard in each hour of the day (UTC), 0 to 23; sums to 1. */
  readonly shareByHour: readonly number[];
  /** In order of time. */
  readonly years: readonly PortraitPeriod[];
  /** December to February, March to May, June to August, September to November, over all years; those with plays. */
  readonly seasons: readonly PortraitPeriod[];
  /** The song of the first play. */
  readonly firstSong: PortraitSong & { readonly day: string };
  /** Skipped at least three times and more often than heard; most skipped first, ten at most. */
  readonly skippedSongs: readonly PortraitSong[];
}

const shown = 10;
const fewestSkips = 3;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** The portrait of a history; `null` if nothing was heard. */
export function portraitOf(history: ListeningHistory): Portrait | null {
  const { songs, days, months, msByHour } = history;
  const heard = songs.filter(({ plays }) => plays > 0);
  const [firstDay, lastDay] = [days[0], days.at(-1)];
  const first = earliest(heard);
  if (firstDay === undefined || lastDay === undefined || first === undefined) return null;
  const artists = artistsOf(heard);
  const msPlayed = days.reduce((sum, day) => sum + day.msPlayed, 0);
  const busiest = days.reduce((most, day) => (day.msPlayed > most.msPlayed ? day : most));
  return {
    from: firstDay.day,
    to: lastDay.day,
    plays: days.reduce((sum, day) => sum + day.plays, 0),
    hours: msPlayed / hourMs,
    songs: heard.length,
    artists: artists.length,
    topSongs: byPlays(heard).slice(0, shown).map(songOf),
    topArtists: byPlays(artists).slice(0, shown),
    longestStreak: longestStreak(days.map(({ day }) => day)),
    busiestDay: { day: busiest.day, hours: busiest.msPlayed / hourMs },
    shareByHour: msByHour.map((ms) => (msPlayed === 0 ? 0 : ms / msPlayed)),
    years: periods(history, months, (month) => month.slice(0, 4)),
    seasons: periods(history, months, seasonOf),
    firstSong: { ...songOf(first), day: first.firstHeard as string },
    skippedSongs: songs
      .filter(({ skips, plays }) => skips >= fewestSkips && skips > plays)
      .sort((left, right) => right.skips - left.skips)
      .slice(0, shown)
      .map(songOf),
  };
}

function songOf({ name, artistName, plays, skips }: HistorySong): PortraitSong {
  return { name, artistName, plays, skips };
}

function byPlays<Item extends { readonly plays: number }>(items: readonly Item[]): Item[] {
  return [...items].sort((left, right) => right.plays - left.plays);
}

function earliest(heard: readonly HistorySong[]): HistorySong | undefined {
  return heard.reduce<HistorySong | undefined>((found, song) => {
    const isEarlier = found === undefined || (song.firstHeard ?? '9') < (found.firstHeard ?? '9');
    return isEarlier ? song : found;
  }, undefined);
}

function artistsOf(heard: readonly HistorySong[]): PortraitArtist[] {
  const artists = new Map<string, { name: string; plays: number; hours: number; songs: number }>();
  for (const { artistName, plays, msPlayed } of heard) {
    if (artistName === null) continue;
    const key = artistKey(artistName);
    const { name, ...sums } = artists.get(key) ?? { name: artistName, plays: 0, hours: 0, songs: 0 };
    artists.set(key, {
      name,
      plays: sums.plays + plays,
      hours: sums.hours + msPlayed / hourMs,
      songs: sums.songs + 1,
    });
  }
  return [...artists.values()];
}

function longestStreak(days: readonly string[]): Portrait['longestStreak'] {
  let best = { days: 0, from: '', to: '' };
  let start = 0;
  for (const [at, to] of days.entries()) {
    const isNext = at > 0 && Date.parse(to) - Date.parse(days[at - 1] as string) === dayMs;
    if (!isNext) start = at;
    if (at - start + 1 > best.days) best = { days: at - start + 1, from: days[start] as string, to };
  }
  return best;
}

/** The months put together by what `periodOf` calls them. */
function periods(
  { songs }: ListeningHistory,
  months: ListeningHistory['months'],
  periodOf: (month: string) => string,
): PortraitPeriod[] {
  const counts = new Map<string, Map<number, number>>();
  for (const { month, plays } of months) {
    const period = periodOf(month);
    const ofPeriod = counts.get(period) ?? new Map<number, number>();
    for (const [song, count] of plays) ofPeriod.set(song, (ofPeriod.get(song) ?? 0) + count);
    counts.set(period, ofPeriod);
  }
  return Array.from(counts)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([period, ofPeriod]) => {
      const heard = byPlays(
        Array.from(ofPeriod, ([song, plays]) => ({ ...(songs[song] as HistorySong), plays })),
      );
      const [artist] = byPlays(artistsOf(heard));
      return {
        period,
        plays: heard.reduce((sum, { plays }) => sum + plays, 0),
        topSong: songOf(heard[0] as HistorySong),
        topArtist: artist === undefined ? null : { name: artist.name, plays: artist.plays },
      };
    });
}

/** The first month of the season: December belongs to the winter that follows it. */
function seasonOf(month: string): string {
  const number = Number(month.slice(5));
  return ['12', '03', '06', '09'][Math.floor((number % 12) / 3)] as string;
}
