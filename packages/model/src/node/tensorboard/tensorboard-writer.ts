import { mkdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Matrix, matrixRow, ShapeError } from '@ssrm/features';
import type { DenseLayer } from '../../network/dense-layer.ts';
import type { EpochMetrics } from '../../training/epoch-metrics.ts';
import { fileVersionEvent, type SummaryValue, summaryEvent } from './event-messages.ts';
import { histogramOf } from './histogram.ts';
import { frameRecord } from './records.ts';

export interface TensorBoardWriterOptions {
  /**
   * Milliseconds since 1970, for the name of the file and the time of each event.
   * @default Date.now
   */
  readonly now?: () => number;
}

/**
 * Writes what `tensorboard --logdir DIRECTORY` shows: scalars, histograms of weights, points for the projector.
 * Each writer makes a new event file, `events.out.tfevents.SECONDS.HOST`; each call appends to it at once, so that
 * TensorBoard can watch a training run, and a run that is interrupted loses nothing.
 */
export class TensorBoardWriter {
  readonly directory: string;
  /** The event file. */
  readonly path: string;
  readonly #now: () => number;

  /** Makes the folder, where it is missing, and the event file. */
  constructor(directory: string, options: TensorBoardWriterOptions = {}) {
    const { now = Date.now } = options;
    this.directory = directory;
    this.#now = now;
    mkdirSync(directory, { recursive: true });
    const seconds = Math.floor(now() / 1000);
    this.path = join(directory, `events.out.tfevents.${String(seconds).padStart(10, '0')}.${hostname()}`);
    this.#append(fileVersionEvent(now() / 1000));
  }

  /** One number at a step. */
  addScalar(tag: string, value: number, step: number): void {
    this.#addValues([{ tag, scalar: value }], step);
  }

  /** The published scalars of an epoch: `Train/Loss`, `Train/Accuracy`, `Test/Loss`, `Test/Accuracy`. */
  addEpoch(metrics: EpochMetrics): void {
    const scalars: [string, number | null][] = [
      ['Train/Loss', metrics.trainLoss],
      ['Train/Accuracy', metrics.trainAccuracy],
      ['Test/Loss', metrics.testLoss],
      ['Test/Accuracy', metrics.testAccuracy],
    ];
    const known = scalars.flatMap(([tag, scalar]) => (scalar === null ? [] : [{ tag, scalar }]));
    this.#addValues(known, metrics.epoch);
  }

  /** How values are spread at a step. */
  addHistogram(tag: string, values: ArrayLike<number>, step: number): void {
    this.#addValues([{ tag, histogram: histogramOf(values) }], step);
  }

  /** Histograms of the weights of each layer: `Layer1/Kernel`, `Layer1/Bias`, `Layer2/Kernel` … */
  addLayers(layers: readonly DenseLayer[], step: number): void {
    const values = layers.flatMap((layer, index) => [
      { tag: `Layer${index + 1}/Kernel`, histogram: histogramOf(layer.kernel) },
      { tag: `Layer${index + 1}/Bias`, histogram: histogramOf(layer.bias) },
    ]);
    this.#addValues(values, step);
  }

  /**
   * Files for the embedding projector: `tensors.tsv`, `metadata.tsv` and `projector_config.pbtxt`.
   *
   * @param points - Shape `[n, d]`.
   * @param labels - For each point, its value in each column of the metadata, by the column's name.
   * @throws {@link ShapeError} if there are not as many labels as points.
   */
  async writeProjector(points: Matrix, labels: readonly Readonly<Record<string, string>>[]): Promise<void> {
    if (labels.length !== points.rowCount) {
      throw new ShapeError(
        `Expected a label for each of ${points.rowCount} points, but there are ${labels.length}.`,
      );
    }
    const rows = Array.from({ length: points.rowCount }, (_, index) => matrixRow(points, index).join('\t'));
    await writeFile(join(this.directory, 'tensors.tsv'), toLines(rows));
    await writeFile(join(this.directory, 'metadata.tsv'), toLines(metadataRows(labels)));
    await writeFile(join(this.directory, 'projector_config.pbtxt'), projectorConfig(points));
  }

  #addValues(values: readonly SummaryValue[], step: number): void {
    this.#append(summaryEvent(this.#now() / 1000, step, values));
  }

  #append(event: Uint8Array): void {
    writeFileSync(this.path, frameRecord(event), { flag: 'a' });
  }
}

/** TensorBoard wants a header if, and only if, there is more than one column. */
function metadataRows(labels: readonly Readonly<Record<string, string>>[]): string[] {
  const columns = Object.keys(labels[0] ?? {});
  const rows = labels.map((label) => columns.map((column) => toCell(label[column] ?? '')).join('\t'));
  return columns.length > 1 ? [columns.map(toCell).join('\t'), ...rows] : rows;
}

/** A text that stays in its cell: tabs and line breaks would start another. */
function toCell(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

function toLines(rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join('');
}

function projectorConfig(points: Matrix): string {
  return [
    'embeddings {',
    '  tensor_name: "tracks"',
    `  tensor_shape: ${points.rowCount}`,
    `  tensor_shape: ${points.columnCount}`,
    '  tensor_path: "tensors.tsv"',
    '  metadata_path: "metadata.tsv"',
    '}',
    '',
  ].join('\n');
}
