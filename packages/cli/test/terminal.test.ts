import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import type { SpotifyServer } from '@ssrm/spotify-client/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

/** Runs the command in a real pseudo-terminal of 100 columns. */
function runInTerminal(
  words: readonly string[],
  env: Record<string, string> = {},
  onData: (text: string, write: (keys: string) => void) => void = () => {},
): Promise<Shown> {
  const terminal = spawn(process.execPath, [mainFile, ...words], {
    cols: 100,
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
