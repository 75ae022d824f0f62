import type { Prediction } from '../run-folder/predictions-csv.ts';
import type { Output } from '../terminal/output.ts';
import { bestFirst, scoreTable } from './score-table.ts';

/** Names the files that were made. */
export function showFiles(output: Output, files: readonly string[]): void {
  output.result(['Files:', ...files.map((file) => `  ${file}`)]);
}

/** The predictions as a table, best first; a model that was not trained has no column. */
export function showPredictions(output: Output, predictions: readonly Prediction[]): void {
  if (predictions.length === 0) return;
  const table = scoreTable(bestFirst(predictions), output.width - 2);
  output.result(['How much you will like them:', ...table.map((line) => `  ${line}`), '']);
}
