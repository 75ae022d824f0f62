import type { Contribution } from '@ssrm/model';
import { strongestScore } from '../presets/preset-scores.ts';
import { STRONGEST_FIRST } from '../presets/presets.ts';
import type { Prediction } from '../run-folder/predictions-csv.ts';
import type { Output } from '../terminal/output.ts';
import { percent, plainText } from '../terminal/plain-text.ts';
import { type TextColumn, textTable } from '../terminal/text-table.ts';
import type { ExplainedPrediction } from './explained-predictions.ts';

const shownReasons = 2;

/** The predictions, best first by the strongest preset. */
export function bestFirst<Song extends Prediction>(songs: readonly Song[]): Song[] {
  const rankingScore = ({ scores }: Prediction): number => strongestScore(scores) ?? 0;
  return [...songs].sort((left, right) => rankingScore(right) - rankingScore(left));
}

/** A column beside the scores. */
export interface FurtherColumn<Song> {
  readonly title: string;
  readonly cell: (song: Song) => string;
}

/** Songs with their scores as a table, heading first; a column in which no song has a score is left out. */
export function scoreTable<Song extends Prediction & { readonly confidence?: number | null }>(
  songs: readonly Song[],
  width: number,
  further: readonly FurtherColumn<Song>[] = [],
): string[] {
  const scored: { readonly title: string; readonly scoreOf: (song: Song) => number | null }[] = [
    ...STRONGEST_FIRST.map((preset) => ({
      title: preset,
      scoreOf: ({ scores }: Song) => scores[preset] ?? null,
    })),
    { title: 'sure', scoreOf: ({ confidence }) => confidence ?? null },
  ];
  const shown = scored.filter(({ scoreOf }) => songs.some((song) => scoreOf(song) !== null));
  const columns: TextColumn[] = [
    { title: 'Song' },
    { title: 'Artist' },
    ...shown.map(({ title }) => ({ title, align: 'right' as const })),
    ...further.map(({ title }) => ({ title })),
  ];
  const rows = songs.map((song) => [
    song.name,
    song.artistName ?? '',
    ...shown.map(({ scoreOf }) => {
      const score = scoreOf(song);
      return score === null ? '' : percent(score);
    }),
    ...further.map(({ cell }) => cell(song)),
  ]);
  return textTable(columns, rows, width);
}

/** The two strongest reasons, as sentences; or what is said before them. */
export function reasonsInWords({ reason, reasons }: ExplainedPrediction): string[] {
  if (reason !== undefined && reason !== '') return [reason];
  return reasons.slice(0, shownReasons).map(({ text }) => text);
}

/** Shows the table of these songs, each with its reasons below. */
export function showWithReasons<Song extends ExplainedPrediction>(
  output: Output,
  songs: readonly Song[],
  further?: readonly FurtherColumn<Song>[],
): void {
  const [heading = '', ...rows] = scoreTable(songs, output.width, further);
  const lines = rows.flatMap((row, index) => [
    row,
    ...reasonsInWords(songs[index] as Song)
      .flatMap((text) => output.fit(plainText(text), '    '))
      .map((line) => output.style.dim(line)),
  ]);
  output.result([output.style.bold(heading), ...lines]);
}

/** Reasons as `--json` shows them. */
export function reasonsToJson(reasons: readonly Contribution[]): object[] {
  return reasons.map(({ feature, value, contribution, text }) => ({ feature, value, contribution, text }));
}
