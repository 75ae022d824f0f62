import type { SpotifyClient } from '../client.ts';
import { inChunks } from '../endpoints/chunks.ts';
import { parseSpotifyId } from '../ids.ts';
import { readList } from '../request/read-body.ts';
import type { RequestOptions } from '../request/transport.ts';
import type { AudioAnalysis, AudioFeatures } from '../types/legacy.ts';

/**
 * What Spotify's analysis makes of one track. Any token. Closed since 27 November 2024, except to client ids in
 * extended mode that had it then: others get 403.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-features
 */
export async function getAudioFeatures(
  client: SpotifyClient,
  id: string,
  options: RequestOptions = {},
): Promise<AudioFeatures> {
  return client.request({ route: '/audio-features/{id}', ids: [parseSpotifyId(id, 'track')] }, options);
}

/**
 * The same for many tracks, in requests of 100: in the order of the ids, `null` where there is none. Any token; for
 * whom, as {@link getAudioFeatures}.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-several-audio-features
 */
export async function getSeveralAudioFeatures(
  client: SpotifyClient,
  ids: readonly string[],
  options: RequestOptions = {},
): Promise<(AudioFeatures | null)[]> {
  const plain = ids.map((id) => parseSpotifyId(id, 'track'));
  const answers = await inChunks(plain, 100, (some) =>
    client.request<(AudioFeatures | null)[]>(
      { route: '/audio-features', query: { ids: some.join() }, read: readList('audio_features') },
      options,
    ),
  );
  return answers.flat();
}

/**
 * Bars, beats, sections and segments of one track. Any token; for whom, as {@link getAudioFeatures}.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-audio-analysis
 */
export async function getAudioAnalysis(
  client: SpotifyClient,
  id: string,
  options: RequestOptions = {},
): Promise<AudioAnalysis> {
  return client.request({ route: '/audio-analysis/{id}', ids: [parseSpotifyId(id, 'track')] }, options);
}
