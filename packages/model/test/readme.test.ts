import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'tsup';
import { afterAll, beforeAll, expect, it } from 'vitest';

const packageFolder = join(import.meta.dirname, '..');
/** Inside the package, so that its own name and its dependencies resolve. */
const buildFolder = join(packageFolder, '.bench', 'readme');
let runFolder: string;

/** What the README's reader has at hand. */
const prelude = `
import { importListening, matrixFromRows, type Matrix } from '@ssrm/features';
import { enableProdMode } from '@tensorflow/tfjs-core';
import { exampleTracks } from '${join(packageFolder, 'src/__fixtures__/example-tracks.ts')}';
import { syntheticListener } from '${join(packageFolder, 'src/__fixtures__/synthetic-listener.ts')}';
enableProdMode();
const heardBefore = ['01', '02', '03'].map((day) => ({ endTime: '2024-01-' + day + ' 10:00', artistName: 'Metallica', trackName: 'One', msPlayed: 200_000 }));
const listening = await importListening([new File([JSON.stringify(heardBefore)], 'StreamingHistory_music_0.json')]);
const playlist = exampleTracks(30);
const { liked: topTracks, background, unheardLiked: [track] } = syntheticListener(60);
const rows = exampleTracks(60).map((_, row) => Array.from({ length: 16 }, (_, column) => Math.sin(row * 17 + column)));
const trainX: Matrix = matrixFromRows(rows.slice(0, 50));
const testX: Matrix = matrixFromRows(rows.slice(50));
const trainY = rows.slice(0, 50).map(([first]) => Number(first > 0));
const testY = rows.slice(50).map(([first]) => Number(first > 0));
`;

beforeAll(async () => {
  await mkdir(buildFolder, { recursive: true });
  runFolder = await mkdtemp(join(tmpdir(), 'ssrm-readme-'));
});
afterAll(async () => {
  await rm(buildFolder, { recursive: true, force: true });
  await rm(runFolder, { recursive: true, force: true });
});

it('every snippet of the README runs, one after the other', { timeout: 120_000 }, async () => {
  const readme = await readFile(join(packageFolder, 'README.md'), 'utf8');
  const snippets = [...readme.matchAll(/```ts\n(.*?)```/gsu)].map(([, code]) => code);
  expect(snippets.length).toBeGreaterThan(3);
  const ending = 'console.log(score, prediction, summary, reasons.length, sql.length, history.length);';
  const used =
    'console.log(trainedOn.network?.training.epochsBefore, inBrowser.preset, onnx.length, finds.length, fresh.length, skip.length);';
  await writeFile(join(buildFolder, 'readme.ts'), [prelude, ...snippets, ending, used].join('\n'));
  await build({
    config: false,
    entry: { readme: join(buildFolder, 'readme.ts'), worker: join(packageFolder, 'src/node/worker.ts') },
    outDir: buildFolder,
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    noExternal: [/^@ssrm\//u],
    silent: true,
    esbuildOptions(options) {
      options.conditions = ['@ssrm/source'];
    },
  });
  const { stdout, stderr } = await promisify(execFile)('node', [join(buildFolder, 'readme.js')], {
    cwd: runFolder,
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('Preset taste tells songs that this person likes from others');
  expect((await readdir(join(runFolder, 'models/original'))).sort()).toEqual([
    'model.json',
    'pipeline.json',
    'weights.bin',
  ]);
  expect(await readdir(join(runFolder, 'run_ssrm'))).toHaveLength(1);
});
