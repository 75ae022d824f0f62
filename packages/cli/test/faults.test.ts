import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FEW_SONG_IDS, PASSING_FAULTS, type SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFolder, type Finished, runSsrm, snapshot } from './run-ssrm.ts';
import {
  publishedFewSongs,
  quickTraining,
  spotifyWords,
  startServer,
  undated,
  writeFewSongs,
} from './stand-in.ts';

let server: SpotifyServer;
let folder: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.faults.clear();
  folder = await createFolder();
  await writeFewSongs(folder.path);
});
afterEach(() => folder.remove());

const run = (words: readonly string[], options = {}) => runSsrm(words, { cwd: folder.path, ...options });

/** A run that fails must say why in words, and leave what was there. */
async function expectRefusal(finished: Finished, code: number, message: RegExp): Promise<void> {
  expect(finished.stderr).toMatch(message);
  expect(finished.stderr).not.toMatch(/\n\s+at |undefined|\[object/);
  expect(finished.stdout).toBe('');
  expect(finished.code).toBe(code);
}

async function keepsOutputs(work: () => Promise<void>): Promise<void> {
  const out = join(folder.path, 'ssrm-output');
  await mkdir(out);
  await writeFile(join(out, 'SongsDataset.csv'), 'what was there');
  await writeFile(join(out, 'predictions.csv'), 'what was there');
  const before = await snapshot(out);
  await work();
  expect(await snapshot(out)).toEqual(before);
  expect(await readdir(out)).toHaveLength(2);
}

describe('Spotify', () => {
  it('refuses a wrong token: exit 1, what to do, and never the token', () =>
    keepsOutputs(async () => {
      const finished = await run(['run', ...spotifyWords(server), '--token', 'BQ-a-wrong-token']);
      await expectRefusal(finished, 1, /does not accept the access token.*ssrm login/);
      expect(finished.stderr + finished.stdout).not.toContain('BQ-a-wrong-token');
    }));

  it('is down: exit 1', () =>
    keepsOutputs(async () => {
      const gone = await startServer();
      await gone.close();
      const finished = await run(['run', ...spotifyWords(gone)]);
      await expectRefusal(finished, 1, /could not be reached\..*Check the connection/);
    }));

  it('asks to come back tomorrow: exit 1 at once, saying when', () =>
    keepsOutputs(async () => {
      server.faults.add({ route: 'GET /me/top/tracks', fault: { kind: 'quota', retryAfter: 86_400 } });
      const finished = await run(['run', ...spotifyWords(server)]);
      await expectRefusal(
        finished,
        1,
        /no more requests until .*\d\d:\d\d\. Run the same command again then/,
      );
    }));

  it('answers with rubbish in the middle of the list: exit 1', () =>
    keepsOutputs(async () => {
      server.faults.add({ route: 'GET /me/top/tracks', after: 1, fault: { kind: 'status', status: 400 } });
      const finished = await run(['run', ...spotifyWords(server)]);
      expect(finished.code).toBe(1);
      expect(finished.stderr).toMatch(/Error: .*400/);
    }));

  it('has a bad day: run and recommend end with the same files', async () => {
    const words = ['run', '--top-limit', '30', '--n-epochs', '40', '--n-batches', '4', '--no-plots'];
    const out = join(folder.path, 'ssrm-output');
    const everything = async () => {
      for (const command of [words, ['recommend', '--budget', '60', '--limit', '5']]) {
        const { code, stderr } = await run([...command, ...spotifyWords(server)]);
        expect(stderr).not.toContain('Error');
        expect(code).toBe(0);
      }
      return undated(await snapshot(out));
    };
    const before = server.requests.length;
    const calm = await everything();
    const calmRequests = server.requests.length - before;
    await rm(out, { recursive: true });
    server.faults.add(...PASSING_FAULTS.map((fault) => ({ fault, share: 0.1, times: 3 })));
    const stormy = await everything();
    expect(stormy).toEqual(calm);
    expect(stormy['recommendations.csv']).toBeDefined();
    // What a fault met was asked for again.
    expect(server.requests.length - before - 2 * calmRequests).toBeGreaterThanOrEqual(PASSING_FAULTS.length);
  });

  it.each([
    [['run'], /does not know who you are\. Sign in with ssrm login/],
    [
      ['run', '--client-id', 'a', '--client-secret', 'secret1'],
      /read only the catalogue, not your top tracks/,
    ],
  ])('is not told who asks: exit 2: %j', async (words, message) => {
    const finished = await run([...words, '--api-url', server.apiUrl]);
    await expectRefusal(finished, 2, message);
    expect(finished.stderr).not.toContain('secret1');
  });
});

describe('a few-songs file', () => {
  const tracks = publishedFewSongs.split('\n').slice(1, 4);

  it.each([
    ['is empty', '', /FewSongs\.csv is empty/],
    ['has no song', 'id,name\n', /FewSongs\.csv has a header only/],
    ['lacks a column', `id,note\n${'a'.repeat(22)},x\n`, /lacks name: its columns are id, note/],
    ['has a bad id', 'id,name\n12345,Song\n', /line 2: the id is "12345": expected a Spotify track id/],
    ['has an album for a song', 'id,name\nspotify:album:3hfmh1XIlJp2Uis4kWboqJ,x\n', /line 2: the id is/],
    ['has too many cells', `id,name\n${tracks[0]?.slice(2)},a,b\n`, /line 2: /],
    ['is binary', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]), /not a text file in UTF-8/],
  ])('%s: exit 1 before anything is fetched', (_, text, message) =>
    keepsOutputs(async () => {
      await writeFile(join(folder.path, 'FewSongs.csv'), text);
      const asked = server.requests.length;
      await expectRefusal(await run(['run', ...spotifyWords(server)]), 1, message);
      expect(server.requests.length).toBe(asked);
    }),
  );

  it('does not exist: exit 1, and how to make one', async () => {
    const finished = await run(['run', ...spotifyWords(server), '--few-songs', 'mine.csv']);
    await expectRefusal(finished, 1, /mine\.csv does not exist\. Make one with the columns id and name/);
  });

  it('may have a byte order mark, line ends of Windows, quoted commas, links and URIs', async () => {
    const text = publishedFewSongs
      .replace('3hfmh1XIlJp2Uis4kWboqJ', 'https://open.spotify.com/intl-de/track/3hfmh1XIlJp2Uis4kWboqJ?si=x')
      .replace('0DIcssPpatAMqFXLZCxZMN', 'spotify:track:0DIcssPpatAMqFXLZCxZMN')
      .replace('Blackeyed Blonde', '"Blackeyed, ""the"" Blonde"')
      .replaceAll('\n', '\r\n');
    await writeFewSongs(folder.path, `\ufeff${text}`);
    const words = [
      'run',
      ...spotifyWords(server),
      '--n-epochs',
      '1',
      '--n-batches',
      '1',
      '--json',
      '--quiet',
    ];
    const { code, stdout } = await run(words);
    expect(code).toBe(0);
    const { predictions } = JSON.parse(stdout) as { predictions: { id: string }[] };
    expect(predictions.map(({ id }) => id)).toEqual(FEW_SONG_IDS);
  });

  it('with an unknown id has the others predicted, and says which is unknown', async () => {
    const unknown = '3hfmh1XIlJp2Uis4kWboqX';
    await writeFewSongs(folder.path, `${publishedFewSongs}3,${unknown},Nowhere\n`);
    const { code, stdout, stderr } = await run(['run', ...spotifyWords(server), ...quickTraining, '--json']);
    expect(code).toBe(0);
    expect(stderr).toContain(`Spotify knows no track with the id ${unknown} (line 5, Nowhere)`);
    const result = JSON.parse(stdout) as { predictions: unknown[]; notFound: unknown[] };
    expect(result.predictions).toHaveLength(3);
    expect(result.notFound).toEqual([{ id: unknown, name: 'Nowhere', line: 5 }]);
  });
});

describe('an output folder', () => {
  it('that is a file: exit 1', async () => {
    await writeFile(join(folder.path, 'taken'), '');
    const finished = await run(['create-dataset', ...spotifyWords(server), '--out', 'taken']);
    await expectRefusal(
      finished,
      1,
      /taken.* is a file, but a folder was expected\. Choose another folder with --out/,
    );
  });

  it('without the files of the stage before: exit 1, and what to run', async () => {
    for (const [command, before] of [
      ['preprocess', 'create-dataset'],
      ['train', 'preprocess'],
    ] as const) {
      const finished = await run([command, '--out', 'empty']);
      await expectRefusal(finished, 1, new RegExp(`does not exist\\. Run ssrm ${before} first`));
    }
  });
});

describe('an interrupted run', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('by %s leaves what was there', (signal) =>
    keepsOutputs(async () => {
      let sent = false;
      const finished = await run(
        ['run', ...spotifyWords(server), '--preset', 'original', '--n-epochs', '3000000'],
        {
          onStderr(text: string, kill: (signal: NodeJS.Signals) => void) {
            if (sent || !text.includes('Turning tracks into numbers: ')) return;
            sent = true;
            // Training comes next, and goes on for minutes.
            setTimeout(() => kill(signal), 500);
          },
        },
      );
      if (signal === 'SIGKILL') return expect(finished.signal).toBe('SIGKILL');
      await expectRefusal(finished, 130, /Interrupted\. Files that were already there are as they were\./);
    }),
  );
});
