/**
 * Sends every operation of the client through a Prism mock of Spotify's OpenAPI file and reports what breaks
 * the contract: a method, path, parameter or body that the file does not allow.
 *
 * Usage: `pnpm check:prism PATH/TO/spotify-openapi.yml`. Needs the npm registry: Prism 5.16 and the Node 24
 * it wants are fetched by npx.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { bearerToken, createSpotifyClient, getTopTracks, SpotifyError } from '../src/index.ts';
import { legacyOperations } from './legacy-operations.ts';
import { operations } from './operations.ts';

const [file] = process.argv.slice(2);
if (!file) {
  console.error('Expected the path of the OpenAPI file.');
  process.exit(2);
}
const id = '4n93SK7dQsQVu9BM5QzvAx';
const kinds = ['track', 'album', 'artist', 'show', 'episode', 'audiobook', 'chapter', 'playlist'] as const;
const ids = Object.fromEntries(kinds.map((kind) => [kind, id])) as Record<(typeof kinds)[number], string>;

const port = await freePort();
const packages = ['-y', '-p', 'node@24', '-p', '@stoplight/prism-cli@5.16.0'];
const prism = spawn(
  'npx',
  [...packages, 'prism', 'mock', '--errors', '-h', '127.0.0.1', '-p', String(port), file],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Of its own group, so that npx and Prism end together.
    detached: true,
  },
);
let failures = 0;
try {
  await listening();
  const baseUrl = `http://127.0.0.1:${port}`;
  const violations: string[] = [];
  const watched: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (new URL(response.url).origin !== baseUrl) violations.push(`left the mock for ${response.url}`);
    return response;
  };
  const client = createSpotifyClient({ auth: bearerToken('any'), baseUrl, fetch: watched, retries: 0 });
  const all = { ...ids, device: 'device', category: 'party', user: 'somebody' };
  for (const { route, call } of [...operations(all), ...legacyOperations(all)]) {
    await call(client).catch((error: unknown) => {
      violations.push(SpotifyError.isInstance(error) ? `${error.message} ${error.body}` : String(error));
    });
    console.log(violations.length === 0 ? 'ok  ' : 'FAIL', route, violations.join('; '));
    failures += violations.length;
    violations.length = 0;
  }
  // The mock's `next` leads to the real Spotify: the client must stay.
  await getTopTracks(client).collect({ max: 3 });
  failures += violations.length;
} finally {
  process.kill(-(prism.pid as number));
}
console.log(failures === 0 ? 'No violation of the contract.' : `${failures} violations of the contract.`);
process.exitCode = failures === 0 ? 0 : 1;

function listening(): Promise<void> {
  return new Promise((resolve, reject) => {
    prism.once('exit', (code) => reject(new Error(`Prism ended with ${code} before it listened.`)));
    prism.stdout.on('data', (text: Buffer) => {
      if (text.includes('Prism is listening')) resolve();
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
