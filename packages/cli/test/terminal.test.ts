import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import type { SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { displayWidth } from '../src/terminal/text-table.ts';
import { cleanEnvironment, createFolder, mainFile } from './run-ssrm.ts';
import { quickTraining, spotifyWords, startServer, writeFewSongs } from './stand-in.ts';

let server: SpotifyServer;
let folder: Awaited<ReturnType<typeof createFolder>>;
beforeAll(async () => {
  server = await startServer();
  folder = await createFolder();
  await writeFewSongs(folder.path);
});
afterAll(async () => {
  await server.close();
  await folder.remove();
});

interface Shown {
  readonly raw: string;
  /** What stays on the screen. */
  readonly lines: readonly string[];
  readonly code: number;
}

/** Runs the command in a real pseudo-terminal, 100 columns wide unless told. */
function runInTerminal(
  words: readonly string[],
  env: Record<string, string> = {},
  onData: (text: string, write: (keys: string) => void) => void = () => {},
  cols = 100,
): Promise<Shown> {
  const terminal = spawn(process.execPath, [mainFile, ...words], {
    cols,
    rows: 40,
    cwd: folder.path,
    env: { ...cleanEnvironment(join(folder.path, '.home')), TERM: 'xterm-256color', ...env },
  });
  let raw = '';
  terminal.onData((text) => {
    raw += text;
    onData(raw, (keys) => terminal.write(keys));
  });
  return new Promise((resolve) => {
    terminal.onExit(({ exitCode }) => resolve({ raw, lines: screen(raw), code: exitCode }));
  });
}

/** The lines after what was rewritten is gone, without colours. */
function screen(raw: string): string[] {
  return raw.split('\n').map((line) => {
    const visible = line.replace(/\r$/, '').split('\r\u001b[2K').at(-1) ?? '';
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with an escape character
    return visible.replace(/\u001b\[[\d;]*m/g, '');
  });
}

it('rewrites one line while it works, draws the loss, and leaves a clean screen', async () => {
  const { raw, lines, code } = await runInTerminal(['run', ...quickTraining, ...spotifyWords(server)]);
  expect(code).toBe(0);
  expect(raw).toContain('\u001b[2K');
  expect(lines).toContain('✔ Fetching your top tracks: 120 tracks');
  expect(lines.find((line) => line.startsWith('✔ Training: 40 epochs, loss '))).toMatch(/[▁▂▃▄▅▆▇█]{3}/);
  expect(lines.filter((line) => line.startsWith('•'))).toEqual([]);
  expect(lines.some((line) => line.includes('loss of the first batch'))).toBe(false);
});

it('has no colours with NO_COLOR, and nothing but the result with --quiet', async () => {
  const words = ['create-dataset', '--background', 'none', ...spotifyWords(server)];
  const plain = await runInTerminal(words, { NO_COLOR: '1' });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with an escape character
  expect(plain.raw).not.toMatch(/\u001b\[\d+m/);
  const quiet = await runInTerminal([...words, '--quiet']);
  expect(quiet.lines.filter((line) => line !== '')).toEqual([
    'Files:',
    '  ssrm-output/SongsDataset.csv',
    '  ssrm-output/source.json',
  ]);
});

it('never shows a token that is typed', async () => {
  let typed = false;
  const words = ['login', '--token', '-', '--api-url', server.apiUrl, '--accounts-url', server.accountsUrl];
  const { raw, code } = await runInTerminal(words, {}, (text, write) => {
    if (typed || !text.includes('Access token: ')) return;
    typed = true;
    write(`${server.accessToken}\r`);
  });
  expect(code).toBe(0);
  expect(raw).toContain('Signed in as Listener 1.');
  expect(raw).not.toContain(server.accessToken);
});

it('fits 60 columns, without colours where NO_COLOR is set', async () => {
  const quick = ['--top-limit', '40', '--n-epochs', '40', '--n-batches', '4', '--no-plots'];
  const learn = ['run', ...quick, ...spotifyWords(server)];
  const commands = [
    ['--help'],
    ['run', '--help'],
    ['rank', '--help'],
    learn,
    ['predict', 'FewSongs.csv', ...spotifyWords(server)],
    ['evaluate', '--folds', '2', '--repeats', '1'],
    ['recommend', '--limit', '5', '--budget', '40', ...spotifyWords(server)],
  ];
  for (const words of commands) {
    const { raw, lines, code } = await runInTerminal(words, { NO_COLOR: '1' }, undefined, 60);
    expect(code, words[0]).toBe(0);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with an escape character
    expect(raw).not.toMatch(/\u001b\[\d+m/);
    // What was rewritten must have fitted too: a line that wraps could not be taken back.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a line is rewritten after an escape character
    const written = raw.split(/\r\u001b\[2K|\r?\n/).map((line) => line.trimEnd());
    // An address stays whole, or it could not be opened.
    const broken = [...written, ...lines].map((line) => line.replace(/^Your report: file:.*/, ''));
    for (const line of broken) expect(displayWidth(line), line).toBeLessThanOrEqual(60);
  }
});

it('never shows a secret or an address that is pasted', async () => {
  const redirect = 'http://127.0.0.1:18893/callback';
  const words = [
    ...['login', '--no-browser', '--client-id', server.clientId, '--client-secret', '-'],
    ...['--redirect-uri', redirect, '--api-url', server.apiUrl, '--accounts-url', server.accountsUrl],
  ];
  let hasSecret = false;
  let landedAt: Promise<string> | undefined;
  const { raw, code } = await runInTerminal(words, {}, (text, write) => {
    if (!hasSecret && text.includes('Client secret: ')) {
      hasSecret = true;
      write(`${server.clientSecret}\r`);
    }
    const address = /http:\S+authorize\?\S+/.exec(text)?.[0];
    if (address === undefined || !/press\s+Enter/.test(text)) return;
    // The browser of another machine cannot open the address that it ends at.
    landedAt ??= fetch(address, { redirect: 'manual' }).then((answer) => {
      const location = answer.headers.get('location') as string;
      write(`${location}\r`);
      return location;
    });
  });
  expect(raw).toContain('Signed in as Listener 1.');
  expect(code).toBe(0);
  const landed = new URL((await landedAt) as string);
  expect(raw).not.toContain(server.clientSecret);
  expect(raw).not.toContain(landed.searchParams.get('code') as string);
});

it('recommend --wait waits out a cool-down and says until when', async () => {
  server.faults.add({ route: 'GET /me', fault: { kind: 'quota', retryAfter: 2 }, times: 1 });
  const words = ['recommend', '--limit', '5', '--budget', '40', ...spotifyWords(server)];
  const stopped = await runInTerminal(words);
  expect(stopped.code).toBe(1);
  expect(stopped.raw).toContain('Spotify allows no more requests until');
  server.faults.add({ route: 'GET /me', fault: { kind: 'quota', retryAfter: 2 }, times: 1 });
  const { raw, lines, code } = await runInTerminal([...words, '--wait']);
  expect(code).toBe(0);
  expect(raw).toMatch(/Spotify allows no more requests for \d\.\d s; waiting until \d\d:\d\d\./);
  expect(lines.some((line) => line.includes('recommendations.csv'))).toBe(true);
});
