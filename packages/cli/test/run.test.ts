import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetFromCsv } from '@ssrm/features';
import type { SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolder, runSsrm, snapshot } from './run-ssrm.ts';
import { isDated, quickTraining, spotifyWords, startServer, undated, writeFewSongs } from './stand-in.ts';

let server: SpotifyServer;
let folder: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  folder = await createFolder();
});
afterEach(() => folder.remove());

const run = (...words: string[]) => runSsrm([...words, ...spotifyWords(server)], { cwd: folder.path });
const read = (name: string) => readFile(join(folder.path, 'ssrm-output', name), 'utf8');

describe('ssrm run', () => {
  it('goes from top tracks to predictions and leaves every documented file', async () => {
    await writeFewSongs(folder.path);
    const withPlots = quickTraining.filter((word) => word !== '--no-plots');
    const { code, stdout, stderr } = await run('run', ...withPlots);
    expect(stderr).not.toContain('Error');
    expect(code).toBe(0);
    for (const name of ['Blackeyed Blonde', 'Antichrist', 'I Can Do It With a Broken Heart']) {
      expect(stdout).toMatch(new RegExp(`${name} .*\\d+\\.\\d %`));
    }
    const names = (await readdir(join(folder.path, 'ssrm-output'), { recursive: true })).sort();
    const documented = [
      'FewSongsPreprocessed.csv',
      'PreprocessedDataset.csv',
      'SongsDataset.csv',
      'encoder.json',
      'metrics.csv',
      'models/original/model.json',
      'models/original/pipeline.json',
      'models/original/weights.bin',
      'predictions.csv',
      ...['accuracy-test', 'accuracy-train', 'loss-test', 'loss-train'].flatMap((plot) => [
        `plots/${plot}.png`,
        `plots/${plot}.svg`,
      ]),
    ];
    expect(names).toEqual(expect.arrayContaining(documented));
    expect(names.filter((name) => name.startsWith('run_ssrm/events.out.tfevents.'))).toHaveLength(1);
    expect(names.filter((name) => name.includes('staging') || name.includes('.tmp'))).toEqual([]);
    for (const name of documented.slice(0, 3)) expect(stdout).toContain(name);
  });

  it('scores the whole top list by rank', async () => {
    await run('create-dataset', '--background', 'none');
    const tracks = datasetFromCsv(await read('SongsDataset.csv'));
    const expected = server.listener.topTracks.long_term;
    expect(tracks.map(({ id }) => id)).toEqual(expected);
    expect(tracks[0]?.score).toBe(1);
    expect(tracks.at(-1)?.score).toBe(0);
    expect(tracks[1]?.score).toBeCloseTo(1 - 1 / (expected.length - 1), 12);
  });

  it('leaves out the plots of an earlier run with --no-plots', async () => {
    const words = ['run', '--preset', 'original', '--n-epochs', '5', '--n-batches', '4'];
    await run(...words);
    expect(await readdir(join(folder.path, 'ssrm-output'))).toContain('plots');
    expect((await run(...words, '--no-plots')).code).toBe(0);
    expect(await readdir(join(folder.path, 'ssrm-output'))).not.toContain('plots');
  });

  it('measures every test-freq epochs and at the last', async () => {
    await run('run', ...quickTraining, '--n-epochs', '12', '--test-freq', '5', '--n-batches', '3');
    const lines = (await read('metrics.csv')).trim().split('\n');
    expect(lines[0]).toBe('epoch,train_loss,train_accuracy,test_loss,test_accuracy');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(['0', '5', '10', '11']);
  });

  it('gives the same bytes for the same seed, others for another', async () => {
    await writeFewSongs(folder.path);
    const words = ['run', ...quickTraining];
    await run(...words, '--out', 'first');
    await run(...words, '--out', 'second');
    await run(...words, '--out', 'third', '--seed', '43');
    const states = await Promise.all(
      ['first', 'second', 'third'].map(async (out) => {
        return undated(await snapshot(join(folder.path, out)));
      }),
    );
    expect(states[1]).toEqual(states[0]);
    expect(states[2]?.['predictions.csv']).not.toEqual(states[0]?.['predictions.csv']);
    expect(states[2]?.['SongsDataset.csv']).toEqual(states[0]?.['SongsDataset.csv']);
  });

  it('gives the same files stage by stage', async () => {
    await writeFewSongs(folder.path);
    await run('run', ...quickTraining, '--out', 'whole');
    for (const command of ['create-dataset', 'preprocess-few-songs']) {
      if (command === 'preprocess-few-songs') {
        const preprocess = await runSsrm(['preprocess', '--out', 'staged'], { cwd: folder.path });
        expect(preprocess.code).toBe(0);
      }
      const words = command === 'create-dataset' ? ['--background', 'none'] : [];
      const { code, stderr } = await run(command, '--out', 'staged', ...words);
      expect(stderr).not.toContain('Error');
      expect(code).toBe(0);
    }
    const train = await runSsrm(['train', ...quickTraining, '--out', 'staged'], { cwd: folder.path });
    expect(train.code).toBe(0);
    expect((await runSsrm(['report', '--out', 'staged'], { cwd: folder.path })).code).toBe(0);
    const whole = await snapshot(join(folder.path, 'whole'));
    const staged = await snapshot(join(folder.path, 'staged'));
    for (const [name, bytes] of Object.entries(whole)) {
      if (!isDated(name)) expect(staged[name], name).toBe(bytes);
    }
  });

  it('prints one JSON object on stdout with --json, and nothing but it', async () => {
    await writeFewSongs(folder.path);
    const { code, stdout } = await run('run', ...quickTraining, '--json', '--quiet');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'run',
      tracks: 120,
      notFound: [],
      training: { trainTracks: 102, testTracks: 18, epochs: 40 },
      predictions: [
        { id: '3hfmh1XIlJp2Uis4kWboqJ', name: 'Blackeyed Blonde', score_original: expect.any(Number) },
        { name: 'Antichrist' },
        { name: 'I Can Do It With a Broken Heart' },
      ],
    });
  });

  it('continues training from a saved model', async () => {
    await run('run', ...quickTraining, '--out', 'first');
    const words = ['--model-path', join('first', 'models', 'original'), '--out', 'second'];
    const { code } = await run('run', ...quickTraining, ...words);
    expect(code).toBe(0);
    const losses = await Promise.all(
      ['first', 'second'].map(async (out) => {
        const text = await readFile(join(folder.path, out, 'metrics.csv'), 'utf8');
        return text
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => Number(line.split(',')[1]));
      }),
    );
    expect(losses[1]?.[0]).toBeLessThan(losses[0]?.[0] as number);
    expect(losses[1]?.at(-1)).toBeLessThan(losses[0]?.at(-1) as number);
  });

  it('takes --model-path none, flags over environment over file', async () => {
    const env = {
      SPOTIFY_TOKEN: server.accessToken,
      SSRM_API_URL: 'http://127.0.0.1:9/v1',
    };
    const words = [
      'run',
      ...quickTraining,
      '--model-path',
      'none',
      '--api-url',
      server.apiUrl,
      '--top-limit',
      '50',
    ];
    const { code, stdout } = await runSsrm([...words, '--json'], { cwd: folder.path, env });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ tracks: 50 });
  });
});
