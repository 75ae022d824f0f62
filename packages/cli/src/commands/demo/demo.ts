import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toSafeCell, writeCsv } from '@ssrm/features';
import { writeFileAtomic } from '@ssrm/features/node';
import { memoryTokenStore, pkce } from '@ssrm/spotify-client';
import { createSpotifyServer, FEW_SONG_IDS, type SpotifyServer } from '@ssrm/spotify-client/testing';
import type { FolderFlags, TrainingFlags } from '../../options/groups.ts';
import { DEFAULT_FEW_SONGS } from '../../songs/few-songs-file.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { run } from '../run/run.ts';

/** The published settings. */
const settings = {
  preset: 'both',
  testSize: 0.15,
  lr: 0.1,
  nEpochs: 2000,
  printFreq: 50,
  testFreq: 5,
  nBatches: 10,
  plots: true,
  embedder: 'ngram',
  reducer: 'pca',
  // The built-in world knows none of the invented artists.
  background: 'search',
} as const satisfies Omit<TrainingFlags, 'seed'> & Record<string, unknown>;

/** The whole job on an invented listener: signs in to the stand-in over HTTP, and then does what `ssrm run` does. */
export async function runDemo(
  flags: FolderFlags & { readonly seed: number },
  context: StageContext,
): Promise<void> {
  const { output } = context;
  const server = await createSpotifyServer();
  try {
    output.note(`A stand-in for Spotify runs at ${server.apiUrl}; nothing leaves this machine.`);
    const token = await signIn(server, context.signal);
    output.hide(token);
    output.note(`Signed in as ${server.listener.displayName}, an invented listener.`);
    const fewSongs = await writeFewSongsFile(flags.out, server);
    const { apiUrl, accountsUrl } = server;
    await run({ ...settings, ...flags, token, apiUrl, accountsUrl, fewSongs }, context, 'demo');
  } finally {
    await server.close();
  }
  output.result(['', 'This was an invented listener. For your own music: ssrm --help']);
}

/** Authorization Code with PKCE; a plain request stands for the browser in which the person consents. */
async function signIn(server: SpotifyServer, signal: AbortSignal): Promise<string> {
  const { clientId, accountsUrl } = server;
  const store = memoryTokenStore();
  const redirectUri = 'http://127.0.0.1:8888/callback';
  const auth = pkce({ clientId, redirectUri, accountsUrl, store, scopes: ['user-top-read'] });
  const consent = await fetch(await auth.startSignIn(), { redirect: 'manual', signal });
  await auth.finishSignIn(consent.headers.get('location') ?? '', { signal });
  return (await store.read())?.accessToken ?? '';
}

/** The three songs of the published example. */
async function writeFewSongsFile(out: string, { world }: SpotifyServer): Promise<string> {
  const rows = FEW_SONG_IDS.map((id) => [id, toSafeCell(world.track(id)?.name ?? '')]);
  await mkdir(out, { recursive: true });
  const path = join(out, DEFAULT_FEW_SONGS);
  await writeFileAtomic(path, writeCsv(['id', 'name'], rows));
  return path;
}
