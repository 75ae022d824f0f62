import { trackFromSpotify } from '@ssrm/features';
import { bearerToken, createSpotifyClient, getTrack } from '@ssrm/spotify-client';
import { candidateSongs } from '../listeners.ts';
import type { Office } from '../office.ts';
import { failures } from '../queues.ts';
import type { Settings } from '../settings.ts';
import { importSongs, score, train, type Watch } from '../stages.ts';
import type { Upload } from '../tasks.ts';

/** A listener's output as it has to be, as JSON; undefined where the input cannot be used. */
export type Expected = ReadonlyMap<string, string | undefined>;

/** What stands in the table, held against what has to. */
export interface Count {
  readonly listeners: number;
  readonly right: number;
  readonly lost: number;
  readonly doubled: number;
  /** With another output than the listener's own input gives. */
  readonly foreign: number;
  /** Given up as they must be: their input cannot be used. */
  readonly refused: number;
  readonly wronglyGivenUp: number;
  /** Saved more than once, in the same place: a worker was lost between saving and saying so. */
  readonly savedAgain: number;
}

/** The outputs without a fleet: one listener after the other, in this process. */
export async function expectedOutputs(
  uploads: readonly Upload[],
  spotify: Settings['spotify'],
): Promise<Expected> {
  const client = createSpotifyClient({ auth: bearerToken(spotify.token), baseUrl: spotify.apiUrl });
  const candidates = await candidateSongs();
  const watch: Watch = { signal: new AbortController().signal, onProgress: async () => {} };
  const expected = new Map<string, string | undefined>();
  for (const { listener, csv } of uploads) {
    const tracks = await importSongs(csv, async (id) => trackFromSpotify(await getTrack(client, id)), watch);
    const model = await train(tracks, watch).catch(() => undefined);
    const output = model && (await score(JSON.parse(JSON.stringify(model)), candidates, watch));
    expected.set(listener, output && JSON.stringify(output));
  }
  return expected;
}

export async function count({ store, queues }: Office, expected: Expected): Promise<Count> {
  const rows = await store.results();
  const outputs = new Map(rows.map(({ listener, output }) => [listener, JSON.stringify(output)]));
  const givenUp = new Set((await failures(queues)).map(({ listener }) => listener));
  const listeners = [...expected.keys()];
  const isUsable = (listener: string): boolean => expected.get(listener) !== undefined;
  const usable = listeners.filter(isUsable);
  return {
    listeners: listeners.length,
    right: usable.filter((listener) => outputs.get(listener) === expected.get(listener)).length,
    lost: listeners.filter((listener) => !outputs.has(listener) && !givenUp.has(listener)).length,
    doubled: rows.length - outputs.size,
    foreign: [...outputs].filter(([listener, output]) => output !== expected.get(listener)).length,
    refused: listeners.filter((listener) => !isUsable(listener) && givenUp.has(listener)).length,
    wronglyGivenUp: usable.filter((listener) => givenUp.has(listener)).length,
    savedAgain: rows.filter(({ times }) => times > 1).length,
  };
}
