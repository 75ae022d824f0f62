import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';

const readme = await readFile(join(import.meta.dirname, '../README.md'), 'utf8');
const snippets = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
const folder = await mkdtemp(join(tmpdir(), 'ssrm-readme-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What stands around a snippet: Spotify is the stand-in, and the person opens the address they are shown. */
const stage = `
import { get } from 'node:http';
import { createSpotifyApp } from '@ssrm/spotify-client/testing';
const app = createSpotifyApp();
globalThis.fetch = app.fetch;
process.env.SPOTIFY_TOKEN = app.accessToken;
process.env.SPOTIFY_CLIENT_ID = app.clientId;
const { log } = console;
console.log = (...words) => {
  log(...words);
  if (words[0] === 'Open') app.fetch(words[1]).then((response) => get(response.headers.get('location')));
};
`;

/** The last line that each snippet prints. */
const ends = [
  /^100 600$/,
  /^Listener 1 until \d{4}-/,
  /^not-found 404 GET \/tracks\/{id} 1$/,
  /^\[ 'I Can Do It With a Broken Heart', 'Antichrist' \] \[\] { 'GET \/tracks': 1 }$/,
  /^588 \[ 20000 \] 13$/,
  /^without: I Can Do It With a Broken Heart, somebody \[\]$/,
];

test('the README has as many snippets as are tried here', () => {
  expect(snippets).toHaveLength(ends.length);
});

test.each(ends.map((end, index) => [index + 1, end] as const))(
  'snippet %i of the README runs',
  async (number, end) => {
    const path = join(folder, `${number}.ts`);
    await writeFile(join(folder, `stage-${number}.ts`), stage);
    await writeFile(path, `import './stage-${number}.ts';\n${snippets[number - 1]}`);
    const source = (entry: string): string => join(import.meta.dirname, entry);
    await build({
      entryPoints: [path],
      outfile: join(folder, `${number}.mjs`),
      bundle: true,
      platform: 'node',
      format: 'esm',
      nodePaths: [join(import.meta.dirname, '../node_modules')],
      alias: {
        '@ssrm/spotify-client/node': source('node/index.ts'),
        '@ssrm/spotify-client/testing': source('testing/index.ts'),
        '@ssrm/spotify-client': source('index.ts'),
      },
      logLevel: 'error',
    });
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, `${number}.mjs`)], {
      cwd: folder,
    });
    expect(stdout.trim().split('\n').at(-1)).toMatch(end);
  },
);
