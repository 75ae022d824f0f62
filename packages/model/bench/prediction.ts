import '@tensorflow/tfjs-backend-cpu';
import { createMatrix, createRandom, matrixRow } from '@ssrm/features';
import * as tf from '@tensorflow/tfjs-core';
import { exampleTracks } from '../src/__fixtures__/example-tracks.ts';
import { networkOf, TasteModel } from '../src/index.ts';
import { toSequential } from '../src/tfjs/index.ts';
import { bestOf, duration, printTable } from './report.ts';

const rowCount = 1_000_000;

/** Prints scoring throughput: encoded rows by our loop and by tfjs, whole tracks, explanations; and how long preset taste takes. */
export async function benchPrediction(): Promise<void> {
  const model = await TasteModel.fit(exampleTracks(1000), { epochs: 200 });
  const encoded = await networkOf(model).encoder.transform(exampleTracks(1000, 2));
  const rows = createMatrix(rowCount, encoded.columnCount);
  const random = createRandom(3);
  for (let row = 0; row < rowCount; row++) {
    matrixRow(rows, row).set(matrixRow(encoded, Math.floor(random() * encoded.rowCount)));
  }
  const network = toSequential(networkOf(model).layers);
  const scaled = tf.tensor2d(Float32Array.from(networkOf(model).scaler.transform(rows).values), [
    rowCount,
    rows.columnCount,
  ]);
  const tracks = exampleTracks(5000, 4);

  const { clock: fused } = await bestOf(5, () => networkOf(model).predict(rows));
  const { clock: tfjs } = await bestOf(2, () =>
    tf.tidy(() => (network.predict(scaled, { batchSize: rowCount }) as tf.Tensor).dataSync()),
  );
  const { clock: whole } = await bestOf(3, () => model.predict(tracks));
  const { clock: explained } = await bestOf(3, async () => {
    for (const track of tracks.slice(0, 100)) await model.explain(track);
  });
  const background = exampleTracks(3000, 5);
  const fitTaste = (count: number) => bestOf(3, () => TasteModel.fit(exampleTracks(count), { background }));
  const { clock: taste } = await fitTaste(1000);
  const { clock: large } = await fitTaste(5000);
  const perSecond = (count: number, ms: number) =>
    `${Math.round((count / ms) * 1000).toLocaleString('en')}/s`;

  printTable('Scoring with preset original, fitting taste', [
    ['', 'count', 'time', 'throughput'],
    ['encoded rows, fused', `${rowCount}`, duration(fused), perSecond(rowCount, fused)],
    ['scaled rows, tfjs predict', `${rowCount}`, duration(tfjs), perSecond(rowCount, tfjs)],
    ['tracks (encoding included)', `${tracks.length}`, duration(whole), perSecond(tracks.length, whole)],
    ['explanations', '100', duration(explained), perSecond(100, explained)],
    ['fits of taste, 1000 tracks beside 3000', '1', duration(taste), ''],
    ['  5000 tracks beside 3000', '1', duration(large), ''],
  ]);
}
