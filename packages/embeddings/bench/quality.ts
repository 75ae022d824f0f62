/**
 * The table that chose the defaults: how well the published network, trained on a person's list (target
 * 0.5 + 0.5 · score) and on background tracks (target 0), tells tracks that they like from others, for each
 * embedder, reducer and number of components. Means over listeners and three seeds.
 *
 * `pnpm bench:embeddings --data FOLDER [--only TEXT]`, with FOLDER/taste/LISTENER/{train,background,test}.csv
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StandardScaler, TEXT_FEATURES, type TextFeature, type Track, textFeatures } from '@ssrm/features';
import { setBackend } from '@tensorflow/tfjs-core';
import {
  EmbeddingCache,
  NgramEmbedder,
  type ReducerName,
  type TextEmbedder,
  TrackEncoder,
} from '../src/index.ts';
import { readInstalledModelFile } from '../src/node/index.ts';
import { loadUniversalSentenceEncoder } from '../src/universal-sentence-encoder/index.ts';
import { type Listener, readListeners } from './listeners.ts';
import { auc, mean, ndcg } from './metrics.ts';
import { trainAndScore } from './network.ts';

interface Setting {
  readonly name: string;
  readonly reducer: ReducerName;
  readonly components: number;
  readonly embedderFor: (tracks: readonly Track[], feature: TextFeature) => TextEmbedder;
}

interface Quality {
  readonly auc: number;
  readonly aucNewArtists: number;
  readonly ndcg: number;
}

const SEEDS = [1, 2, 3];

await main();

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, only: { type: 'string' } } });
  if (values.data === undefined) throw new Error('Expected --data FOLDER.');
  // pnpm runs scripts in the package's folder; the path is relative to where the user is.
  const listeners = await readListeners(resolve(process.env.INIT_CWD ?? '.', values.data));
  console.log('| embedder | reducer | components a text | AUC | AUC new artists | nDCG@25 | encoding s |');
  console.log('|---|---|---|---|---|---|---|');
  for (const setting of await settings()) {
    const label = `${setting.name} | ${setting.reducer} | ${setting.components}`;
    if (values.only !== undefined && !label.includes(values.only)) continue;
    let seconds = 0;
    const qualities: Quality[] = [];
    for (const listener of listeners) {
      const started = performance.now();
      const encoded = await encode(listener, setting);
      seconds += (performance.now() - started) / 1000;
      qualities.push(...SEEDS.map((seed) => measure(listener, encoded, seed)));
    }
    const cells = [
      mean(qualities.map((quality) => quality.auc)).toFixed(3),
      mean(qualities.map((quality) => quality.aucNewArtists)).toFixed(3),
      mean(qualities.map((quality) => quality.ndcg)).toFixed(3),
      seconds.toFixed(1),
    ];
    console.log(`| ${label} | ${cells.join(' | ')} |`);
  }
}

async function settings(): Promise<Setting[]> {
  const ngram =
    (dimensions: number) =>
    (tracks: readonly Track[], feature: TextFeature): TextEmbedder =>
      NgramEmbedder.fit(
        tracks.map((track) => textFeatures(track)[feature] ?? '').filter((text) => text !== ''),
        { dimensions, weighting: feature === 'release_date' ? 'none' : 'inverse-document-frequency' },
      );
  await import('@tensorflow/tfjs-backend-wasm');
  await setBackend('wasm');
  const cache = new EmbeddingCache({ maximumEntries: 200_000 });
  const sentences = cache.wrap(await loadUniversalSentenceEncoder({ readFile: readInstalledModelFile }));
  const at = (
    name: string,
    embedderFor: Setting['embedderFor'],
    reducer: ReducerName,
    counts: readonly number[],
  ): Setting[] => counts.map((components) => ({ name, reducer, components, embedderFor }));
  const plain = (tracks: readonly Track[], feature: TextFeature): TextEmbedder =>
    NgramEmbedder.fit(
      tracks.map((track) => textFeatures(track)[feature] ?? '').filter((text) => text !== ''),
    );
  return [
    ...at('n-grams 1024, release dates weighted too', plain, 'pca', [3]),
    ...[512, 1024, 2048, 4096].flatMap((size) => at(`n-grams ${size}`, ngram(size), 'pca', [3])),
    ...at('n-grams 1024', ngram(1024), 'pca', [1, 2, 5, 10, 20]),
    ...at('n-grams 1024', ngram(1024), 'umap', [2, 3, 5]),
    ...at('Universal Sentence Encoder', () => sentences, 'pca', [1, 2, 3, 5, 10, 20]),
    ...at('Universal Sentence Encoder', () => sentences, 'umap', [2, 3, 5]),
  ];
}

interface Encoded {
  readonly train: Awaited<ReturnType<TrackEncoder['transform']>>;
  readonly test: Awaited<ReturnType<TrackEncoder['transform']>>;
}

async function encode(listener: Listener, setting: Setting): Promise<Encoded> {
  const tracks: readonly Track[] = [...listener.train, ...listener.background];
  const encoder = await TrackEncoder.fit(tracks, {
    embedder: Object.fromEntries(
      TEXT_FEATURES.map((feature) => [feature, setting.embedderFor(tracks, feature)]),
    ),
    reducer: setting.reducer,
    components: setting.components,
  });
  const rows = await encoder.transform(tracks);
  const scaler = StandardScaler.fit(rows);
  return { train: scaler.transform(rows), test: scaler.transform(await encoder.transform(listener.test)) };
}

function measure(listener: Listener, { train, test }: Encoded, seed: number): Quality {
  const targets = [
    ...listener.train.map(({ score }) => 0.5 + 0.5 * score),
    ...listener.background.map(() => 0),
  ];
  const scores = trainAndScore(train, targets, test, seed);
  const liked = listener.test.map((track) => track.liked);
  const isNew = (_: unknown, row: number): boolean => !listener.test[row]?.isArtistSeen;
  return {
    auc: auc(scores, liked),
    aucNewArtists: auc(scores.filter(isNew), liked.filter(isNew)),
    ndcg: ndcg(scores, liked, 25),
  };
}
