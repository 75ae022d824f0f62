import { PbfWriter } from 'pbf';

/** Counts of values between limits, as TensorBoard draws them. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  /** Upper limit of each bucket, rising. */
  readonly limits: readonly number[];
  readonly counts: readonly number[];
}

/** One value of a summary event. */
export type SummaryValue =
  | { readonly tag: string; readonly scalar: number }
  | { readonly tag: string; readonly histogram: Histogram };

/**
 * The first event of a file: it names the format.
 *
 * @see tensorflow/core/util/event.proto: Event { 1 wall_time, 2 step, 3 file_version, 5 summary }
 */
export function fileVersionEvent(wallTimeSeconds: number): Uint8Array {
  const writer = new PbfWriter();
  writer.writeDoubleField(1, wallTimeSeconds);
  writer.writeStringField(3, 'brain.Event:2');
  return writer.finish();
}

/** An event with values that were measured at a step. */
export function summaryEvent(
  wallTimeSeconds: number,
  step: number,
  values: readonly SummaryValue[],
): Uint8Array {
  const writer = new PbfWriter();
  writer.writeDoubleField(1, wallTimeSeconds);
  writer.writeVarintField(2, step);
  writer.writeMessage(5, writeSummary, values);
  return writer.finish();
}

/** tensorflow/core/framework/summary.proto: Summary { repeated Value value = 1 } */
function writeSummary(values: readonly SummaryValue[], writer: PbfWriter): void {
  for (const value of values) writer.writeMessage(1, writeValue, value);
}

/** Value { 1 tag, 2 simple_value, 5 histo } */
function writeValue(value: SummaryValue, writer: PbfWriter): void {
  writer.writeStringField(1, value.tag);
  if ('scalar' in value) writer.writeFloatField(2, value.scalar);
  else writer.writeMessage(5, writeHistogram, value.histogram);
}

/** HistogramProto { 1 min, 2 max, 3 num, 4 sum, 5 sum_squares, 6 bucket_limit, 7 bucket } */
function writeHistogram(histogram: Histogram, writer: PbfWriter): void {
  writer.writeDoubleField(1, histogram.min);
  writer.writeDoubleField(2, histogram.max);
  writer.writeDoubleField(3, histogram.count);
  writer.writeDoubleField(4, histogram.sum);
  writer.writeDoubleField(5, histogram.sumOfSquares);
  writer.writePackedDouble(6, [...histogram.limits]);
  writer.writePackedDouble(7, [...histogram.counts]);
}
