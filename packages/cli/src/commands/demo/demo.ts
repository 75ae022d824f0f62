import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toSafeCell, writeCsv } from '@ssrm/features';
import { writeFileAtomic } from '@ssrm/features/node';
import { memoryTokenStore, pkce } from '@ssrm/spotify-client';
import { createSpotifyServer, FEW_SONG_IDS, type SpotifyServer } from '@ssrm/spotify-client/testing';
import type { FolderFlags, TrainingFlags } from '../../options/groups.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { loadSavedModels } from '../../run-folder/saved-models.ts';
import { DEFAULT_FEW_SONGS } from '../../songs/few-songs-file.ts';
import { connectPerson } from '../../spotify/connect.ts';
import { SCOPES } from '../../spotify/signed-in-app.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { recommendFrom } from '../recommend/recommend.ts';
import { showRecommendations } from '../recommend/recommendation.ts';
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
    const spotify = { token, apiUrl, accountsUrl };
    await run({ ...settings, ...flags, ...spotify, fewSongs }, context, {
      command: 'demo',
      next: 'ssrm run --from-export my_spotify_data.zip (ssrm --help says how to get it)',
      showMore: () => showFinds({ ...flags, ...spotify }, context),
    });
  } finally {
    await server.close();
  }
}

/** Five songs of the stand-in's catalogue that the listener does not know. */
async function showFinds(
  flags: FolderFlags & { readonly seed: number; readonly token: string; readonly apiUrl: string },
  context: StageContext,
): Promise<void> {
  const folder = await RunFolder.open(flags.out, 'recommend');
  const client = await connectPerson(flags, context);
  const models = await loadSavedModels(folder, context);
  const rules = { links: [], excluded: [] };
  const wanted = { ...flags, limit: 5, discovery: 0.5, budget: 150 };
  const { found } = await recommendFrom(client, folder, models, rules, wanted, context);
  context.output.result([context.output.style.bold('For tonight:')]);
  showRecommendations(context.output, found.recommendations);
  context.output.result(['']);
}

/** Authorization Code with PKCE; a plain request stands for the browser in which the person consents. */
async function signIn(server: SpotifyServer, signal: AbortSignal): Promise<string> {
  const { clientId, accountsUrl } = server;
  const store = memoryTokenStore();
  const redirectUri = 'http://127.0.0.1:8888/callback';
  const auth = pkce({ clientId, redirectUri, accountsUrl, store, scopes: SCOPES });
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
