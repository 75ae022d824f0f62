import { type Track, trackFromSpotify } from '@ssrm/features';
import { getTrack, type SpotifyClient } from '@ssrm/spotify-client';
import { count } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import { isUnknown } from './is-unknown.ts';

/** Asks Spotify for each track; ids that it does not know are not in the result. */
export async function lookUpTracks(
  client: SpotifyClient,
  ids: readonly string[],
  { output, signal }: StageContext,
): Promise<ReadonlyMap<string, Track>> {
  const progress = output.progress('Looking up songs');
  let answered = 0;
  const entries = await Promise.all(
    ids.map(async (id): Promise<[string, Track] | undefined> => {
      const track = await lookUp(client, id, signal);
      answered += 1;
      progress.update(`${answered} of ${ids.length}`);
      // Spotify may answer with another id of the same song; the file's id is what the person knows.
      return track === undefined ? undefined : [id, { ...track, id }];
    }),
  );
  const found = new Map(entries.filter((entry) => entry !== undefined));
  progress.done(`${found.size} of ${count(ids.length, 'song')} found`);
  return found;
}

async function lookUp(client: SpotifyClient, id: string, signal: AbortSignal): Promise<Track | undefined> {
  try {
    return trackFromSpotify(await getTrack(client, id, { signal }));
  } catch (error) {
    if (isUnknownTrack(error)) return undefined;
    throw error;
  }
}

/** Spotify has no such track. A 400 says so of a track asked for by itself; of a batch it says nothing about each. */
export function isUnknownTrack(error: unknown): boolean {
  return isUnknown(error) && (error.status !== 400 || error.endpoint === 'GET /tracks/{id}');
}
