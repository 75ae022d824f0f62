import { InvalidDataError } from '../errors.ts';
import {
  createHistory,
  type HistoryPlays,
  type ListeningHistory,
  type Verdict,
} from '../history/listening-history.ts';
import { artistKey } from '../keys/artist-key.ts';
import { foldText } from '../keys/fold-text.ts';
import { missingFeatureShares } from '../missing-feature-shares.ts';
import type { Listening, ScoredTrack, Track } from '../track.ts';
import { unequallyKnown, withhold } from '../withhold.ts';
import { ExclusionRules, type Exclusions } from './exclusions.ts';
import type { ImportFile } from './files/import-file.ts';
import { countByKind, type FileTally, type ImportReport } from './import-report.ts';
import { ImportState, type ReadList } from './import-state.ts';
import { findNotTaste } from './not-taste.ts';
import {
  type DislikeOptions,
  isDisliked,
  playValues,
  type ScoreByPlaysOptions,
} from './plays/score-by-plays.ts';
import { type HeardSong, type PlaySummary, summarisePlays } from './plays/summarise-plays.ts';
import { faultsOf, type ReadFilesOptions, readFiles } from './read-files.ts';
import { combineLists } from './songs/combine-lists.ts';
import { describeScoring } from './songs/describe-scoring.ts';

export type { ImportProgress } from './read-files.ts';

/** Shares of songs of which something is known may differ so much between kinds of songs before it is left out. */
const WITHHELD_DIFFERENCE = 0.1;

export interface ImportOptions extends ScoreByPlaysOptions, DislikeOptions, ReadFilesOptions {
  /** What is not the listener's own listening. Default: private sessions only. */
  readonly exclude?: Exclusions;
  /** So long a play counts as heard, in ms, whatever the length of the song; shorter songs count from their middle. Default 30 000. */
  readonly minimumPlayMs?: number;
  /** Age in days at which a play weighs half. Default 365. */
  readonly halfLifeDays?: number;
  /** From when ages are counted. Default: the last play of the history, so that the same files always give the same scores. */
  readonly now?: Date;
  /** What the order of rows means in lists without times, ranks, counts and scores: the first is the most liked, or nothing. Default: as each file suggests. */
  readonly ranking?: 'ranked' | 'unranked';
}

/** A person's listening. */
export interface ImportedListening {
  /** What they listen to, most liked first. */
  readonly tracks: readonly ScoredTrack[];
  /** What they skip again and again, or have banned. */
  readonly dislikes: readonly Track[];
  /** Every track that occurs, the ones above among them: what there is no need to recommend. */
  readonly known: readonly Track[];
  /** When what was heard, without what was excluded. */
  readonly history: ListeningHistory;
  readonly report: ImportReport;
}

/**
 * The listening in a person's files, alone or in archives: histories and account data of Spotify, of Last.fm, ListenBrainz, Apple Music and YouTube Music; playlists and
 * lists as CSV or JSON; our own dataset. What a file is is judged by its content. Rows that cannot be used are set aside with
 * reason and place; nothing else is lost. Spotify's histories are read in one pass, in memory that does not grow with the length of texts.
 *
 * @param files - For example a browser's `FileList`.
 * @throws {@link InvalidDataError} if no file is any of these, saying what was looked for and what was found; if not one song is in them; or if a playlist to exclude
 * is not in them.
 * @throws the signal's reason if it is aborted.
 */
export async function importListening(
  files: Iterable<ImportFile>,
  options: ImportOptions = {},
): Promise<ImportedListening> {
  const { halfLifeDays = 365, minimumPlayMs = 30_000, signal } = options;
  const state = new ImportState(new ExclusionRules(options.exclude), options.ranking);
  const tallies = await readFiles(files, state, options);
  signal?.throwIfAborted();
  checkPlaylists(state, options.exclude?.playlists ?? []);
  setNamelessAside(state);
  const now = options.now === undefined ? null : options.now.getTime() / 1000;
  const summary = summarisePlays(state.plays, state.songs, {
    halfLifeDays,
    now,
    minimumPlayMs,
    countLoops: options.exclude?.loops === false,
  });
  const listening = collect(state, summary, tallies, options);
  const faults = faultsOf(tallies);
  if (listening.known.length === 0 && faults.length > 0) {
    throw new InvalidDataError(
      `No song can be read. ${faults.slice(0, 5).join('; ')}. Download or copy what is damaged again.`,
    );
  }
  return listening;
}

/** A name that was mistyped must not let its songs in. */
function checkPlaylists({ playlists }: ImportState, wanted: readonly string[]): void {
  const names = new Set(playlists.map(foldText));
  const missing = wanted.find((name) => !names.has(foldText(name)));
  if (missing === undefined) return;
  const some = playlists.slice(0, 20).map((name) => JSON.stringify(name));
  const found = some.length === 0 ? 'they hold no playlists' : `they hold ${some.join(', ')}`;
  const more = playlists.length > 20 ? ` and ${playlists.length - 20} more` : '';
  throw new InvalidDataError(
    `Expected a playlist called ${JSON.stringify(missing)} in these files, by its name there, but ${found}${more}.`,
  );
}

/** Rows of songs that no row names do not count. */
function setNamelessAside({ songs, nameless }: ImportState): void {
  for (const { song, tally, line } of nameless) {
    if (songs.track(song).name === '') {
      tally.setAside(line, 'not-music', 'has the URI of a track, but no row names it');
    }
  }
}

function collect(
  state: ImportState,
  summary: PlaySummary,
  tallies: readonly FileTally[],
  options: ImportOptions,
): ImportedListening {
  const { songs } = state;
  const find = (song: number): number => songs.find(song);
  const heard = summary.songs.filter(({ song }) => songs.track(song).name !== '');
  const everyList = state.lists.map((list) => eachOnce(list, find));
  const { found, notTaste } = findNotTaste(state, summary, everyList, options.exclude);
  const excluded = new Set([...Array.from(state.excluded, find), ...found]);
  const lists = everyList.map((list) => without(list, excluded));
  const listed = new Set(lists.flatMap((list) => list.songs));
  const disliked = findDisliked(state, heard, listed, excluded, options);
  const isKept = (song: number): boolean => !disliked.has(song) && !excluded.has(song);
  const liked = heard.filter(({ song, plays }) => plays > 0 && isKept(song));
  const combined = combineLists(
    { songs: liked.map(({ song }) => song), values: playValues(liked, options) },
    lists.map((list) => without(list, disliked)),
  );
  const played = new Set(liked.map(({ song }) => song));
  const tracksOf = (chosen: Iterable<number>): Track[] => Array.from(chosen, (song) => songs.track(song));
  const withheld = unequallyKnown(
    [
      tracksOf(disliked),
      tracksOf(combined.songs.filter((song) => played.has(song) && !listed.has(song))),
      tracksOf(combined.songs.filter((song) => listed.has(song))),
    ],
    WITHHELD_DIFFERENCE,
  );
  const trackOf = (song: number): Track => withhold(songs.track(song), withheld);
  const started = Array.from(state.stopped, find).filter((song) => songs.track(song).name !== '');
  const known = new Set([
    ...combined.songs,
    ...disliked,
    ...excluded,
    ...heard.map(({ song }) => song),
    ...started,
  ]);
  const own = Array.from(known).filter((song) => !excluded.has(song));
  const heardBySong = new Map(liked.map((song) => [song.song, song]));
  const listening = {
    tracks: combined.songs.map((song, index) => {
      const track = { ...trackOf(song), score: combined.scores[index] as number };
      const heardSong = heardBySong.get(song);
      return heardSong === undefined ? track : { ...track, listening: toListening(heardSong) };
    }),
    dislikes: Array.from(disliked, trackOf),
    known: Array.from(known, trackOf),
    history: createHistory(own, historyPlays(state, summary.verdicts), trackOf, { listed, disliked }),
  };
  const scoring = describeScoring(liked.length > 0, lists, listening.tracks);
  return {
    ...listening,
    report: { ...makeReport(listening, summary, tallies), withheld, notTaste, ...scoring },
  };
}

function historyPlays({ plays, songs }: ImportState, verdicts: readonly Verdict[]): HistoryPlays {
  return {
    length: plays.length,
    at: (play) => ({
      song: songs.find(plays.songs[play] as number),
      time: plays.times[play] as number,
      msPlayed: plays.msPlayed[play] as number,
      verdict: verdicts[play] as Verdict,
    }),
  };
}

/** Songs that were banned, songs of banned artists, and what was skipped again and again and stands in no list. */
function findDisliked(
  { songs, banned, bannedArtists }: ImportState,
  heard: readonly HeardSong[],
  listed: ReadonlySet<number>,
  excluded: ReadonlySet<number>,
  options: DislikeOptions,
): Set<number> {
  const isBanned = (song: number): boolean => {
    const { artistName } = songs.track(song);
    return artistName !== null && bannedArtists.has(artistKey(artistName));
  };
  const found = [
    ...Array.from(banned, (song) => songs.find(song)),
    ...(bannedArtists.size === 0 ? [] : [...listed, ...heard.map(({ song }) => song)].filter(isBanned)),
    ...heard.filter((song) => !listed.has(song.song) && isDisliked(song, options)).map(({ song }) => song),
  ];
  return new Set(found.filter((song) => !excluded.has(song)));
}

function without(list: ReadList, songs: ReadonlySet<number>): ReadList {
  const isKept = (_: unknown, position: number): boolean => !songs.has(list.songs[position] as number);
  return { ...list, songs: list.songs.filter(isKept), values: list.values.filter(isKept) };
}

/** The list with songs by their final numbers: two of them can have turned out to be one. */
function eachOnce(list: ReadList, find: (song: number) => number): ReadList {
  const songs = list.songs.map(find);
  const seen = new Set<number>();
  const isFirst = songs.map((song) => seen.size < seen.add(song).size);
  return {
    ...list,
    songs: songs.filter((_, position) => isFirst[position]),
    values: list.values.filter((_, position) => isFirst[position]),
  };
}

function makeReport(
  listening: Omit<ImportedListening, 'report'>,
  summary: PlaySummary,
  tallies: readonly FileTally[],
): Omit<ImportReport, 'withheld' | 'notTaste' | 'scoring' | 'ranking'> {
  const files = tallies.map((tally) => tally.report());
  const setAside = tallies.flatMap((tally) => tally.setAsideGroups());
  const sum = (count: 'rowsRead' | 'rowsKept' | 'rowsSetAside'): number =>
    files.reduce((total, file) => total + file[count], 0);
  const { plays, skips, msPlayed } = summary;
  const moment = (seconds: number | null): string | null =>
    seconds === null ? null : new Date(seconds * 1000).toISOString();
  const period = { from: moment(summary.from), to: moment(summary.to) };
  return {
    files,
    setAside,
    rowsRead: sum('rowsRead'),
    rowsKept: sum('rowsKept'),
    rowsSetAside: sum('rowsSetAside'),
    setAsideCounts: countByKind(setAside),
    ...(plays + skips > 0 ? { listening: { plays, skips, hours: msPlayed / 3_600_000, ...period } } : {}),
    trackCount: listening.tracks.length,
    dislikeCount: listening.dislikes.length,
    knownCount: listening.known.length,
    missing: missingFeatureShares(listening.tracks),
  };
}

function toListening({ plays, recentPlays, skips, firstPlay }: HeardSong): Listening {
  return { plays, recentPlays, skips, firstPlay };
}
