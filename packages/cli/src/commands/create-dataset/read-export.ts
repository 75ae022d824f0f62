import { basename } from 'node:path';
import {
  type Exclusions,
  type ImportReport,
  type Period,
  parseExclusions,
  type ScoredTrack,
  SsrmError,
  scoreByRank,
} from '@ssrm/features';
import { importPath } from '@ssrm/features/node';
import { CliError, UsageError } from '../../errors/cli-error.ts';
import type { SourceFlags } from '../../options/groups.ts';
import type { Dataset } from '../../run-folder/dataset.ts';
import type { Output } from '../../terminal/output.ts';
import { count, percent, plainText } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

const shownReasons = 4;

/**
 * The dataset that the person's own files hold; nothing is fetched. Tracks they skip again and again are the background.
 *
 * @throws {@link CliError} if the files hold no track that counts.
 */
export async function readExport(
  path: string,
  flags: SourceFlags,
  { output, signal }: StageContext,
): Promise<Dataset> {
  const exclude = exclusionsOf(flags);
  const progress = output.progress(`Reading ${basename(path)}`);
  const { tracks, dislikes, known, report } = await importPath(path, {
    signal,
    exclude,
    onProgress({ bytesRead, bytesTotal, rowsRead }) {
      progress.update(`${percent(bytesTotal === 0 ? 1 : bytesRead / bytesTotal)}, ${count(rowsRead, 'row')}`);
    },
  });
  progress.done(`${count(report.rowsRead, 'row')}, ${count(tracks.length, 'track')}`);
  tellReport(report, output);
  if (tracks.length === 0) {
    throw new CliError(`${path} holds no track that counts. Check the exclusions, or use a longer history.`);
  }
  return {
    tracks: withLimit(tracks, flags.topLimit),
    background: dislikes,
    known,
    source: {
      description: basename(path),
      listening: 'export',
      usesSpotifyApi: false,
      backgroundOrigin: dislikes.length === 0 ? 'none' : 'skips',
      setAside: report.setAside.map(({ file, reason, lines, count: rows }) => ({
        where: `${file}${lines.length === 1 ? `, line ${lines[0]}` : `, ${rows} rows`}`,
        reason,
      })),
      setAsideCount: report.rowsSetAside,
      scoring: report.scoring,
    },
  };
}

/** `--exclude`, `--exclude-artist`, `--exclude-playlist`, and the listening before `--since` and after `--until`. */
function exclusionsOf({
  exclude = [],
  excludeArtist = [],
  excludePlaylist = [],
  since,
  until,
}: SourceFlags): Exclusions {
  const rules = readExclusions(exclude);
  const periods: Period[] = [
    ...(rules.periods ?? []),
    ...(since === undefined ? [] : [{ to: dayBeside(since, -1) }]),
    ...(until === undefined ? [] : [{ from: dayBeside(until, 1) }]),
  ];
  return {
    ...rules,
    artists: [...(rules.artists ?? []), ...excludeArtist],
    playlists: excludePlaylist,
    periods,
  };
}

function readExclusions(texts: readonly string[]): Exclusions {
  try {
    return parseExclusions(texts);
  } catch (error) {
    if (SsrmError.isInstance(error)) throw new UsageError(`--exclude: ${error.message}`);
    throw error;
  }
}

function dayBeside(day: string, difference: 1 | -1): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + difference);
  return date.toISOString().slice(0, 10);
}

/** The first `limit` tracks; ranks are then counted among these. */
function withLimit(tracks: readonly ScoredTrack[], limit: number | undefined): readonly ScoredTrack[] {
  return limit === undefined || limit >= tracks.length ? tracks : scoreByRank(tracks.slice(0, limit));
}

function tellReport(report: ImportReport, output: Output): void {
  const { listening, dislikeCount, scoring, setAside } = report;
  if (listening !== undefined) {
    const period = [listening.from, listening.to].map((moment) => moment?.slice(0, 10)).join(' to ');
    output.note(
      `${count(listening.plays, 'play')} of ${Math.round(listening.hours).toLocaleString('en-US')} hours, ${period}.`,
    );
  }
  output.note(`Scored ${scoring}.`);
  if (dislikeCount > 0)
    output.note(`${count(dislikeCount, 'track')} you skip again and again count as disliked.`);
  const byReason = new Map<string, { rows: number; place: string }>();
  for (const { file, reason, count: rows, lines } of setAside) {
    const before = byReason.get(reason);
    byReason.set(reason, {
      rows: rows + (before?.rows ?? 0),
      place: before?.place ?? `${file}, line ${lines[0]}`,
    });
  }
  const reasons = Array.from(byReason).sort(([, left], [, right]) => right.rows - left.rows);
  for (const [reason, { rows, place }] of reasons.slice(0, shownReasons)) {
    output.note(`Set aside: ${count(rows, 'row')} (first: ${place}): ${plainText(reason)}.`);
  }
  const more = reasons.length - shownReasons;
  if (more > 0) output.note(`Set aside for ${count(more, 'other reason')}: see report.html.`);
}
