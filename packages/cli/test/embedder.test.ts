import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFolder, runSsrm } from './run-ssrm.ts';

// A BERT of two layers and 32 dimensions with random weights.
const tinyBert = fileURLToPath(new URL('../../embeddings/src/__fixtures__/tiny-bert', import.meta.url));

let folder: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  folder = await createFolder();
  await cp(tinyBert, join(folder.path, 'tiny-bert'), { recursive: true });
  await writeFile(join(folder.path, 'liked.csv'), list(30));
  await writeFile(join(folder.path, 'FewSongs.csv'), list(3));
});
afterAll(() => folder.remove());

const run = (...words: string[]) => runSsrm(words, { cwd: folder.path });
const training = ['--n-epochs', '20', '--n-batches', '4'];
const output = (name: string) => readFile(join(folder.path, 'ssrm-output', name), 'utf8');

it('a language model in a folder serves every stage, and saved models find it again', async () => {
  const words = ['--from-export', 'liked.csv', '--embedder', 'transformers:./tiny-bert', ...training];
  const { code, stderr } = await run('run', ...words);
  expect(stderr).toContain('transformers:tiny-bert:fp32:mean');
  expect(code).toBe(0);
  const pipeline = JSON.parse(await output('models/original/pipeline.json'));
  expect(pipeline.encoder.texts.artist_name.embedderId).toBe('transformers:tiny-bert:fp32:mean');
  expect(JSON.stringify(pipeline)).not.toContain(folder.path);
  const scores = (await output('predictions.csv')).trim().split('\n').slice(1);
  const preprocessed = await output('FewSongsPreprocessed.csv');

  const predicted = JSON.parse((await run('predict', 'FewSongs.csv', '--json')).stdout);
  expect(predicted.predictions.map((song: { score_original: number }) => song.score_original)).toEqual(
    scores.map((line) => Number(line.split(',')[2])),
  );
  expect((await run('preprocess-few-songs')).code).toBe(0);
  expect(await output('FewSongsPreprocessed.csv')).toBe(preprocessed);
  expect((await run('train', ...training)).code).toBe(0);
  expect((await output('predictions.csv')).trim().split('\n').slice(1)).toEqual(scores);
  expect((await run('report')).code).toBe(0);
});

it('evaluate and preprocess take it from the configuration file', async () => {
  await writeFile(join(folder.path, 'ssrm.config.json'), '{ "embedder": "transformers:./tiny-bert" }');
  const evaluated = await run('evaluate', '--folds', '2', '--repeats', '1');
  expect(evaluated.stderr).toContain('transformers:tiny-bert:fp32:mean');
  expect(evaluated.code).toBe(0);
  const preprocessed = await run('preprocess');
  expect(preprocessed.stderr).toContain('transformers:tiny-bert:fp32:mean');
  await rm(join(folder.path, 'ssrm.config.json'));
});

it('says what to do where a saved model does not find its language model', async () => {
  await rm(join(folder.path, 'ssrm-output', 'embedder.json'));
  const lost = await run('predict', 'FewSongs.csv');
  expect(lost.code).toBe(1);
  expect(lost.stderr).toContain('ssrm preprocess --embedder transformers:PATH/tiny-bert --out ./ssrm-output');
  expect((await run('preprocess', '--embedder', 'transformers:./tiny-bert')).code).toBe(0);
  expect((await run('predict', 'FewSongs.csv')).code).toBe(0);
});

it('use is the Universal Sentence Encoder', async () => {
  const { code, stderr } = await run('preprocess', '--embedder', 'use');
  expect(stderr).toContain('universal-sentence-encoder-lite');
  expect(code).toBe(0);
  expect(JSON.parse(await output('encoder.json')).texts.name.embedderId).toBe(
    'universal-sentence-encoder-lite',
  );
  expect((await run('preprocess-few-songs')).code).toBe(0);
});

it.each([
  ['transformers', '@huggingface/transformers', 'npm install @huggingface/transformers@4'],
  ['use', '@tensorflow/tfjs-backend-wasm', 'npm install @tensorflow/tfjs-core@4.22.0'],
])('--embedder %s without %s says how to install it', async (embedder, name, install) => {
  const { code, stderr } = await runSsrm(['preprocess', '--embedder', embedder], {
    cwd: folder.path,
    env: { NODE_OPTIONS: `--import ${await withoutPackage(name)}` },
  });
  expect(code).toBe(1);
  expect(stderr).toContain(install);
  expect(stderr).not.toContain('    at ');
});

it('refuses an embedder that there is not: exit 2', async () => {
  const { code, stderr } = await run('preprocess', '--embedder', 'bert');
  expect(code).toBe(2);
  expect(stderr).toContain('Allowed are ngram, use, transformers and transformers:MODEL-or-PATH.');
});

/** Makes a module that lets Node find every package but this one, as where it is not installed. */
async function withoutPackage(name: string): Promise<string> {
  const hooks = `export async function resolve(specifier, context, next) {
    if (specifier !== '${name}') return next(specifier, context);
    throw Object.assign(new Error('Cannot find package ${name}'), { code: 'ERR_MODULE_NOT_FOUND' });
  }`;
  const file = join(folder.path, `without-${name.replace(/\W/g, '-')}.mjs`);
  const source = `data:text/javascript,${encodeURIComponent(hooks)}`;
  await writeFile(file, `import { register } from 'node:module';\nregister(${JSON.stringify(source)});\n`);
  return pathToFileURL(file).href;
}

/** Songs by six artists, most listened first. */
function list(length: number): string {
  const rows = Array.from({ length }, (_, index) => {
    const id = `song${index}x`.padEnd(22, '0');
    return `${id},Song of ${index},Album ${index % 7},Artist ${index % 6},${1990 + index}-03-12,${200_000 + index * 777}`;
  });
  return `id,name,album_name,artist_name,release_date,duration_ms\n${rows.join('\n')}\n`;
}
