import type { Prediction } from '../run-folder/predictions-csv.ts';
import type { Output } from '../terminal/output.ts';
import { percent } from '../terminal/plain-text.ts';
import { textTable } from '../terminal/text-table.ts';

/** Names the files that were made. */
export function showFiles(output: Output, files: readonly string[]): void {
  output.result(['Files:', ...files.map((file) => `  ${file}`)]);
}

/** The predictions as a table, best first; a model that was not trained has no column. */
export function showPredictions(output: Output, predictions: readonly Prediction[]): void {
  if (predictions.length === 0) return;
  const withTaste = predictions.some(({ scoreTaste }) => scoreTaste !== null);
  const withOriginal = predictions.some(({ scoreOriginal }) => scoreOriginal !== null);
  const cell = (score: number | null): string => (score === null ? '' : percent(score));
  const sorted = [...predictions].sort((left, right) => rankingScore(right) - rankingScore(left));
  const table = textTable(
    [
      { title: 'Song' },
      { title: 'Artist' },
      ...(withTaste ? [{ title: 'taste', align: 'right' as const }] : []),
      ...(withOriginal ? [{ title: 'original', align: 'right' as const }] : []),
    ],
    sorted.map(({ name, artistName, scoreOriginal, scoreTaste }) => [
      name,
      artistName ?? '',
      ...(withTaste ? [cell(scoreTaste)] : []),
      ...(withOriginal ? [cell(scoreOriginal)] : []),
    ]),
    output.width - 2,
  );
  output.result(['How much you will like them:', ...table.map((line) => `  ${line}`), '']);
}

/** What songs are sorted by: `taste` where it is there. */
export function rankingScore({ scoreTaste, scoreOriginal }: Prediction): number {
  return scoreTaste ?? scoreOriginal ?? 0;
}
