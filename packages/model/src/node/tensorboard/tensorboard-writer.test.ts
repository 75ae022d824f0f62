import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matrixFromRows } from '@ssrm/features';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedLayers } from '../../network/initial-layers.ts';
import { histogramOf } from './histogram.ts';
import { TensorBoardWriter } from './tensorboard-writer.ts';

// @roboflow/tfrecords reads the framing: an implementation of the format that is not ours.
const require = createRequire(import.meta.url);
const { crc32c, maskCrc, readInt64 } = require('@roboflow/tfrecords/src/tensorFlowHelpers.js') as {
  crc32c(bytes: Buffer): number;
  maskCrc(checksum: number): number;
  readInt64(bytes: Buffer): number;
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssrm-tensorboard-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Payloads of the records, after their checksums were compared with @roboflow/tfrecords' own. */
function readRecords(file: Buffer): Buffer[] {
  const payloads: Buffer[] = [];
  for (let position = 0; position < file.length; ) {
    const length = readInt64(file.subarray(position, position + 8));
    expect(file.readUInt32LE(position + 8)).toBe(maskCrc(crc32c(file.subarray(position, position + 8))));
    const payload = file.subarray(position + 12, position + 12 + length);
    expect(file.readUInt32LE(position + 12 + length)).toBe(maskCrc(crc32c(payload)));
    payloads.push(payload);
    position += length + 16;
  }
  return payloads;
}

interface Value {
  tag?: string;
  scalar?: number;
  histogram?: { count?: number; limits?: number[]; counts?: number[] };
}
interface Event {
  time?: number;
  step?: number;
  version?: string;
  values: Value[];
}

/** Field numbers as in TensorFlow's event.proto and summary.proto. */
function readEvent(payload: Buffer): Event {
  return new PbfReader(payload).readFields<Event>(
    (tag, event, reader) => {
      if (tag === 1) event.time = reader.readDouble();
      if (tag === 2) event.step = reader.readVarint();
      if (tag === 3) event.version = reader.readString();
      if (tag === 5) {
        reader.readMessage((field, values) => {
          if (field === 1) values.push(reader.readMessage(readValue, {}));
        }, event.values);
      }
    },
    { values: [] },
  );
}

function readValue(tag: number, value: Value, reader: PbfReader): void {
  if (tag === 1) value.tag = reader.readString();
  if (tag === 2) value.scalar = reader.readFloat();
  if (tag === 5) {
    value.histogram = reader.readMessage((field, histogram: NonNullable<Value['histogram']>) => {
      if (field === 3) histogram.count = reader.readDouble();
      if (field === 6) histogram.limits = reader.readPackedDouble();
      if (field === 7) histogram.counts = reader.readPackedDouble();
    }, {});
  }
}

describe('TensorBoardWriter', () => {
  it('writes the published scalars as events in records that another reader accepts', async () => {
    const directory = join(folder, 'run_ssrm');
    const writer = new TensorBoardWriter(directory, { now: () => 1_700_000_000_500 });
    writer.addEpoch({ epoch: 0, trainLoss: 0.25, trainAccuracy: 0.5, testLoss: 0.3, testAccuracy: 0.75 });
    writer.addEpoch({ epoch: 300, trainLoss: 0.125, trainAccuracy: 1, testLoss: null, testAccuracy: null });
    expect(await readdir(directory)).toEqual([expect.stringMatching(/^events\.out\.tfevents\.1700000000\./)]);
    const [first, ...events] = readRecords(await readFile(writer.path)).map(readEvent);
    expect(first).toMatchObject({ time: 1_700_000_000.5, version: 'brain.Event:2' });
    expect(events.map(({ step }) => step)).toEqual([0, 300]);
    expect(events[0]?.values).toEqual([
      { tag: 'Train/Loss', scalar: 0.25 },
      { tag: 'Train/Accuracy', scalar: 0.5 },
      { tag: 'Test/Loss', scalar: Math.fround(0.3) },
      { tag: 'Test/Accuracy', scalar: 0.75 },
    ]);
    expect(events[1]?.values.map(({ tag }) => tag)).toEqual(['Train/Loss', 'Train/Accuracy']);
  });

  it('writes histograms of the weights that count every weight once', async () => {
    const writer = new TensorBoardWriter(join(folder, 'weights'));
    writer.addLayers(publishedLayers(), 10);
    const [, event] = readRecords(await readFile(writer.path)).map(readEvent);
    const counted = event?.values.map(({ tag, histogram }) => [
      tag,
      histogram?.count,
      histogram?.counts?.reduce((sum, count) => sum + count, 0),
    ]);
    expect(counted).toEqual([
      ['Layer1/Kernel', 48, 48],
      ['Layer1/Bias', 3, 3],
      ['Layer2/Kernel', 3, 3],
      ['Layer2/Bias', 1, 1],
    ]);
  });

  it('writes projector files whose labels stay in their cells', async () => {
    const directory = join(folder, 'projector');
    const writer = new TensorBoardWriter(directory);
    await writer.writeProjector(
      matrixFromRows([
        [1, 2.5],
        [3, -4],
      ]),
      [
        { name: 'tab\tand\nline', artist: 'a' },
        { name: 'b', artist: '夜の海' },
      ],
    );
    expect(await readFile(join(directory, 'tensors.tsv'), 'utf8')).toBe('1\t2.5\n3\t-4\n');
    expect(await readFile(join(directory, 'metadata.tsv'), 'utf8')).toBe(
      'name\tartist\ntab and line\ta\nb\t夜の海\n',
    );
    await expect(writer.writeProjector(matrixFromRows([[1]]), [])).rejects.toThrow(/each of 1 points/);
  });
});

describe('histogramOf', () => {
  it('puts limits on the largest values, and copes with equal values and none', () => {
    expect(histogramOf([0, 1, 2, 4], 4)).toMatchObject({ limits: [1, 2, 3, 4], counts: [1, 1, 1, 1] });
    expect(histogramOf([2, 2])).toMatchObject({ min: 2, max: 2, sumOfSquares: 8, counts: [2] });
    expect(histogramOf([])).toMatchObject({ count: 0, counts: [0] });
  });
});
