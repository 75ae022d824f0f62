import { type Track, trackFromSpotify } from '@ssrm/features';
import { getTopTracks, type SpotifyClient } from '@ssrm/spotify-client';
import { CliError } from '../../errors/cli-error.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/**
 * The person's most listened tracks of about a year, most listened first, each once.
 *
 * @throws {@link CliError} if Spotify lists none.
 */
export async function fetchTopTracks(
  client: SpotifyClient,
  limit: number | undefined,
  { output, signal }: StageContext,
): Promise<Track[]> {
  const progress = output.progress('Fetching your top tracks');
  const tracks = new Map<string, Track>();
  for await (const item of getTopTracks(client, { timeRange: 'long_term', signal })) {
    const track = trackFromSpotify(item);
    if (!tracks.has(track.id)) tracks.set(track.id, track);
    progress.update(count(tracks.size, 'track'));
    if (tracks.size === limit) break;
  }
  if (tracks.size === 0) {
    throw new CliError(
      'Spotify lists no top tracks for this account yet. Listen for some days first, or use your data export with --from-export.',
    );
  }
  progress.done(count(tracks.size, 'track'));
  return [...tracks.values()];
}
