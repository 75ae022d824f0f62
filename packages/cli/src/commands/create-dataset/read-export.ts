import { basename } from 'node:path';
import {
  type Exclusions,
  type ImportReport,
  type Period,
  parseExclusions,
  type ScoredTrack,
  SsrmError,
  scoreByValue,
} from '@ssrm/features';
import { importPath } from '@ssrm/features/node';
import { CliError, UsageError } from '../../errors/cli-error.ts';
import type { SourceFlags } from '../../options/groups.ts';
import type { Dataset } from '../../run-folder/dataset.ts';
import { describeFaults, describeImport } from '../../songs/describe-import.ts';
import type { Output } from '../../terminal/output.ts';
import { count, percent } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

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
  const { tracks, dislikes, known, history, report } = await importPath(path, {
    signal,
    exclude,
    ...rankingOf(flags),
    onProgress({ bytesRead, bytesTotal, rowsRead }) {
      progress.update(`${percent(bytesTotal === 0 ? 1 : bytesRead / bytesTotal)}, ${count(rowsRead, 'row')}`);
    },
  });
  progress.done(`${count(report.rowsRead, 'row')}, ${count(tracks.length, 'track')}`);
  tellReport(report, output);
  if (tracks.length === 0) {
    const faults = describeFaults(report).join(' ');
    throw new CliError(
      `${path} holds no song that counts${faults === '' ? '. Check the exclusions, or use a longer history.' : `: ${faults}`}`,
    );
  }
  return {
    tracks: withLimit(tracks, flags.topLimit),
    background: dislikes,
    known,
    ...(history.days.length > 0 && { history }),
    source: {
      description: basename(path),
      listening: 'export',
      usesSpotifyApi: false,
      backgroundOrigin: dislikes.length === 0 ? 'none' : 'skips',
      setAside: report.setAside
        .filter(({ kind }) => kind === 'unusable')
        .map(({ file, reason, lines, count: rows }) => ({
          where: `${file}${lines.length === 1 ? `, line ${lines[0]}` : `, ${rows} rows`}`,
          reason,
        })),
      setAsideCount: report.setAsideCounts.unusable,
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
  return limit === undefined || limit >= tracks.length ? tracks : rescored(tracks.slice(0, limit));
}

function rescored(tracks: readonly ScoredTrack[]): readonly ScoredTrack[] {
  const scores = scoreByValue(tracks.map(({ score }) => score));
  return tracks.map((track, index) => ({ ...track, score: scores[index] as number }));
}

/** What the flags say of lists that do not say themselves what their order means. */
function rankingOf({ ranked, unranked }: SourceFlags): { readonly ranking?: 'ranked' | 'unranked' } {
  if (ranked === true) return { ranking: 'ranked' };
  return unranked === true ? { ranking: 'unranked' } : {};
}

function tellReport(report: ImportReport, output: Output): void {
  for (const line of describeImport(report)) output.note(line);
  for (const fault of describeFaults(report)) output.warn(fault);
}
