import { InvalidDataError } from '../errors.ts';
import { foldText } from '../keys/fold-text.ts';
import { missingFeatureShares } from '../missing-feature-shares.ts';
import type { ScoredTrack, Track } from '../track.ts';
import { combineLists, type SongList } from './combine-lists.ts';
import { LOOKED_FOR } from './detect.ts';
import { type DetectedSource, detectSources } from './detect-sources.ts';
import { ExclusionRules, type Exclusions } from './exclusions.ts';
import { FileTally, type ImportReport } from './import-report.ts';
import { ImportSession } from './import-session.ts';
import type { ImportFile } from './import-source.ts';
import { PlayLog, PlaySet } from './play-log.ts';
import { type DislikeOptions, isDisliked, type ScoreByPlaysOptions, scoreByPlays } from './score-by-plays.ts';
import { SongIndex } from './song-index.ts';
import { type PlaySummary, summarisePlays } from './summarise-plays.ts';

/** How far an import is. */
export interface ImportProgress {
  readonly file: string;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rowsRead: number;
}

export interface ImportOptions extends ScoreByPlaysOptions, DislikeOptions {
  /** What is not the listener's own listening. Default: private sessions only. */
  readonly exclude?: Exclusions;
  /** Shortest play that counts, in ms, unless the song was heard to its end. Default 30 000. */
  readonly minimumPlayMs?: number;
  /** Age in days at which a play weighs half. Default 365. */
  readonly halfLifeDays?: number;
  /** From when ages are counted. Default: the last play of the history, so that the same files always give the same scores. */
  readonly now?: Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** A person's listening. */
export interface ImportedListening {
  /** What they listen to, most liked first. */
  readonly tracks: readonly ScoredTrack[];
  /** What they skip again and again, or have banned. */
  readonly dislikes: readonly Track[];
  /** Every track that occurs, the ones above among them: what there is no need to recommend. */
  readonly known: readonly Track[];
  readonly report: ImportReport;
}

/**
 * The listening in a person's files: Spotify's extended streaming history and account data, CSV files of Exportify and others, JSON of
 * the Web API, our own dataset, alone or in ZIP archives. What a file is is judged by its content. Rows that cannot be used are set aside with
 * reason and place; nothing else is lost. Histories are read in one pass, in memory that does not grow with the length of texts.
 *
 * @param files - For example a browser's `FileList`.
 * @throws {@link InvalidDataError} if no file is any of these, saying what was looked for and what was found; or if a playlist to exclude is not in them.
 * @throws the signal's reason if it is aborted.
 */
export async function importListening(
  files: Iterable<ImportFile>,
  options: ImportOptions = {},
): Promise<ImportedListening> {
  const { halfLifeDays = 365, minimumPlayMs = 30_000, signal } = options;
  const session = new ImportSession({
    songs: new SongIndex(),
    plays: new PlayLog(),
    seconds: new PlaySet(),
    minutes: new PlaySet(),
    exclusions: new ExclusionRules(options.exclude),
    minimumPlayMs,
    songByKey: new Map(),
    nameless: [],
  });
  const sources = await detectSources(files, signal);
  const tallies = await readSources(session, sources, options);
  signal?.throwIfAborted();
  checkPlaylists(session, options.exclude?.playlists ?? []);
  setNamelessAside(session);
  const now = options.now === undefined ? null : options.now.getTime() / 1000;
  const summary = summarisePlays(session.state.plays, session.state.songs, halfLifeDays, now);
  return collect(session, summary, tallies, options);
}

/** Extended histories first: account histories repeat their plays with less detail. */
const readingOrder = ['extended-history', 'account-history', 'spotify-json', 'csv'] as const;

async function readSources(
  session: ImportSession,
  sources: readonly DetectedSource[],
  options: ImportOptions,
): Promise<FileTally[]> {
  const tallies = sources.map((source) => {
    const format = source.format === 'empty' ? 'other' : source.format;
    const tally = new FileTally(source.name, format);
    tally.note =
      source.refused ?? (format === 'other' ? `is ${source.what}, which holds no listening` : undefined);
    return tally;
  });
  const readable = sources
    .map((source, index) => ({ source, tally: tallies[index] as FileTally }))
    .filter(({ source }) => source.refused === undefined && isReadable(source.format));
  if (readable.length === 0) {
    const found = tallies.slice(0, 5).map(({ file, note }) => `${file} ${note ?? ''}`);
    const more = tallies.length > 5 ? `; and ${tallies.length - 5} more` : '';
    throw new InvalidDataError(
      `Expected ${LOOKED_FOR}, but found ${found.length === 0 ? 'no file' : found.join('; ')}${more}.`,
    );
  }
  const bytesTotal = readable.reduce((sum, { source }) => sum + source.size, 0);
  let bytesRead = 0;
  for (const format of readingOrder) {
    for (const { source, tally } of readable.filter((candidate) => candidate.source.format === format)) {
      await session.read(source, tally, (bytes) => {
        options.signal?.throwIfAborted();
        bytesRead += bytes;
        const rowsRead = tallies.reduce((sum, { read }) => sum + read, 0);
        options.onProgress?.({ file: source.name, bytesRead, bytesTotal, rowsRead });
      });
    }
  }
  return tallies;
}

function isReadable(format: DetectedSource['format']): boolean {
  return (readingOrder as readonly string[]).includes(format);
}

/** A name that was mistyped must not let its songs in. */
function checkPlaylists({ playlists }: ImportSession, wanted: readonly string[]): void {
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
function setNamelessAside({ state }: ImportSession): void {
  for (const { song, tally, line } of state.nameless) {
    if (state.songs.track(song).name === '') {
      tally.setAside(line, 'has the URI of a track, but no row names it');
    }
  }
}

function collect(
  session: ImportSession,
  summary: PlaySummary,
  tallies: readonly FileTally[],
  options: ImportOptions,
): ImportedListening {
  const { songs } = session.state;
  const find = (song: number): number => songs.find(song);
  const heard = summary.songs.filter(({ song }) => songs.track(song).name !== '');
  const lengths = new Map(heard.map(({ song, lengthMs }) => [song, lengthMs]));
  const trackOf = (song: number): Track => {
    const track = songs.track(song);
    return track.durationMs === null ? { ...track, durationMs: lengths.get(song) ?? null } : track;
  };
  const excluded = new Set(Array.from(session.excluded, find));
  const lists = session.lists.map((list) => without(eachOnce(list, find), excluded));
  const listed = new Set(lists.flatMap((list) => list.songs));
  const banned = new Set(Array.from(session.banned, find));
  const disliked = new Set([
    ...Array.from(banned).filter((song) => !excluded.has(song)),
    ...heard
      .filter(({ song }) => !listed.has(song) && !excluded.has(song))
      .filter((song) => isDisliked(song, options))
      .map(({ song }) => song),
  ]);
  const liked = heard.filter(({ song, plays }) => plays > 0 && !disliked.has(song) && !excluded.has(song));
  const combined = combineLists([
    { songs: liked.map(({ song }) => song), values: scoreByPlays(liked, options), final: true },
    ...lists,
  ]);
  const tracks = combined.songs.flatMap((song, index) =>
    banned.has(song) ? [] : [{ ...trackOf(song), score: combined.scores[index] as number }],
  );
  const known = new Set([...combined.songs, ...disliked, ...excluded, ...heard.map(({ song }) => song)]);
  const listening = {
    tracks,
    dislikes: Array.from(disliked, trackOf),
    known: Array.from(known, trackOf),
  };
  return {
    ...listening,
    report: makeReport(listening, summary, tallies, scoringText(liked.length > 0, lists)),
  };
}

function without(list: SongList, excluded: ReadonlySet<number>): SongList {
  const isKept = (_: unknown, position: number): boolean => !excluded.has(list.songs[position] as number);
  return { ...list, songs: list.songs.filter(isKept), values: list.values.filter(isKept) };
}

/** The list with songs by their final numbers: two of them can have turned out to be one. */
function eachOnce(list: SongList, find: (song: number) => number): SongList {
  const songs = list.songs.map(find);
  const isFirst = (position: number): boolean => songs.indexOf(songs[position] as number) === position;
  if (new Set(songs).size === songs.length) {
    return { ...list, songs };
  }
  const positions = songs.map((_, position) => position).filter(isFirst);
  return {
    ...list,
    songs: positions.map((position) => songs[position] as number),
    values: positions.map((position) => list.values[position] as number),
  };
}

function scoringText(
  hasPlays: boolean,
  lists: readonly { values: readonly number[]; final: boolean }[],
): string {
  const filled = lists.filter(({ values }) => values.length > 0);
  if (hasPlays && filled.length === 0) {
    return 'by plays: number, share heard and age of the plays, less half a play for each skip';
  }
  if (hasPlays || filled.length > 1) {
    return `by the sum of the ranks in ${filled.length} ${filled.length === 1 ? 'list' : 'lists'}${hasPlays ? ' and in the plays' : ''}`;
  }
  const [list] = filled;
  if (list === undefined) {
    return 'none: no track was found';
  }
  if (list.final) {
    return 'as the file gives them';
  }
  return list.values.length > 1 && list.values.every((value) => value === 0)
    ? 'all 1: the tracks were saved, in no order of listening'
    : 'by rank: the first row is the most listened';
}

function makeReport(
  listening: Omit<ImportedListening, 'report'>,
  summary: PlaySummary,
  tallies: readonly FileTally[],
  scoring: string,
): ImportReport {
  const files = tallies.map((tally) => tally.report());
  const sum = (count: 'rowsRead' | 'rowsKept' | 'rowsSetAside'): number =>
    files.reduce((total, file) => total + file[count], 0);
  const hasHistory = files.some(
    ({ format }) => format === 'extended-history' || format === 'account-history',
  );
  const moment = (seconds: number | null): string | null =>
    seconds === null ? null : new Date(seconds * 1000).toISOString();
  return {
    files,
    setAside: tallies.flatMap((tally) => tally.setAsideGroups()),
    rowsRead: sum('rowsRead'),
    rowsKept: sum('rowsKept'),
    rowsSetAside: sum('rowsSetAside'),
    ...(hasHistory
      ? {
          listening: {
            plays: summary.plays,
            hours: summary.msPlayed / 3_600_000,
            from: moment(summary.from),
            to: moment(summary.to),
          },
        }
      : {}),
    trackCount: listening.tracks.length,
    dislikeCount: listening.dislikes.length,
    knownCount: listening.known.length,
    missing: missingFeatureShares(listening.tracks),
    scoring,
  };
}
