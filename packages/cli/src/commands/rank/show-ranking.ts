import { numberCell, toSafeCell, toTrackId, writeCsv } from '@ssrm/features';
import type { RankedTrack } from '@ssrm/model';
import { SCORE_COLUMNS, scoreCells, scoresToJson } from '../../presets/preset-scores.ts';
import type { Output } from '../../terminal/output.ts';
import { count, percent, plainText } from '../../terminal/plain-text.ts';
import { textTable } from '../../terminal/text-table.ts';
import type { RankedSong, ShownRanking } from './ranking.ts';

/** So many of the songs that are known, and of those to skip, are named. */
const shownBeside = 5;

const howToPaste =
  "Copy these lines, click into an empty playlist in Spotify's desktop app, and paste (Ctrl+V, on a Mac ⌘V).";

/** The ranking as tables: what to hear first with a reason each, what is known, what to skip. */
export function showRanking(output: Output, { best, ranking, rankedBy, sources }: ShownRanking): void {
  const from = sources.map(({ name }) => plainText(name)).join(', ');
  if (best.length === 0) output.result([`You know every song of ${from}.`]);
  else
    output.result([...output.fit(`Hear these first, from ${from}:`), ...bestLines(output, best, rankedBy)]);
  const { known, skip, fresh } = ranking;
  showBeside(output, 'You know already', known);
  showBeside(output, 'Skip these', skip);
  if (fresh.length > best.length) {
    output.note(`${count(fresh.length - best.length, 'more song')} are new to you: --top ${fresh.length}.`);
  }
  const withIds = best.filter(({ id }) => toTrackId(id) !== null).length;
  if (withIds > 0) output.note('--uris prints them as lines to paste into a playlist.');
}

function bestLines(
  output: Output,
  best: readonly RankedSong[],
  rankedBy: ShownRanking['rankedBy'],
): string[] {
  const isSure = best.some(({ confidence }) => confidence !== null);
  const [heading = '', ...rows] = textTable(
    [
      { title: '', align: 'right' },
      { title: 'Song' },
      { title: 'Artist' },
      { title: rankedBy, align: 'right' },
      ...(isSure ? [{ title: 'sure', align: 'right' as const }] : []),
    ],
    best.map((song, index) => [
      String(index + 1),
      song.name,
      song.artistName ?? '',
      percent(song.scores[rankedBy] ?? 0),
      ...(isSure ? [song.confidence === null ? '' : percent(song.confidence)] : []),
    ]),
    output.width,
  );
  const lines = rows.flatMap((row, index) => [
    row,
    ...output.fit(plainText(best[index]?.reason ?? ''), '    ').map(output.style.dim),
  ]);
  return [output.style.bold(heading), ...lines];
}

function showBeside(output: Output, title: string, songs: readonly RankedTrack[]): void {
  if (songs.length === 0) return;
  const named = songs.slice(0, shownBeside).map(({ track: { name, artistName }, score }) => {
    const song = plainText(artistName === null ? name : `${name} – ${artistName}`);
    return `  ${percent(score).padStart(7)}  ${song}`;
  });
  const more = songs.length - named.length;
  const rest = more > 0 ? [`  … and ${more} more`] : [];
  output.result(['', output.style.bold(`${title} (${songs.length}):`), ...named, ...rest]);
}

/** Lines to paste into a playlist; says how, and how many songs have no id. */
export function showUris(output: Output, best: readonly RankedSong[]): void {
  const ids = best.flatMap(({ id }) => toTrackId(id) ?? []);
  output.note(ids.length === 0 ? 'These lists have no Spotify ids: there is nothing to paste.' : howToPaste);
  if (ids.length > 0) output.result(ids.map((id) => `spotify:track:${id}`));
  const without = best.length - ids.length;
  if (without > 0 && ids.length > 0) output.note(`${count(without, 'song')} without a Spotify id left out.`);
}

/** A row for each of the best songs, best first. */
export function rankingToCsv(best: readonly RankedSong[]): string {
  return writeCsv(
    ['rank', 'id', 'name', 'artist_name', ...SCORE_COLUMNS, 'confidence', 'reason'],
    best.map((song, index) => [
      String(index + 1),
      ...[song.id, song.name, song.artistName ?? ''].map(toSafeCell),
      ...scoreCells(song.scores),
      numberCell(song.confidence),
      toSafeCell(song.reason),
    ]),
  );
}

/** The ranking as `--json` shows it. */
export function rankingToJson({ best, ranking, rankedBy, sources }: ShownRanking): object {
  const toJson = ({ track: { id, name, artistName }, score, confidence }: RankedTrack): object => ({
    id,
    name,
    artist_name: artistName,
    score,
    confidence,
  });
  return {
    sources: sources.map(({ name, songCount }) => ({ name, songs: songCount })),
    rankedBy,
    counts: { fresh: ranking.fresh.length, known: ranking.known.length, skip: ranking.skip.length },
    best: best.map((song) => ({
      id: song.id,
      name: song.name,
      artist_name: song.artistName,
      ...scoresToJson(song.scores),
      confidence: song.confidence,
      reason: song.reason,
    })),
    known: ranking.known.map(toJson),
    skip: ranking.skip.map(toJson),
  };
}
