import type { TrackSource } from '@ssrm/features';
import { getTrack, getTracks, type SpotifyClient, SpotifyRateLimitError, search } from '@ssrm/spotify-client';
import type { SpotifyFlags } from '../../options/groups.ts';
import { isUnknownTrack } from '../../spotify/look-up-tracks.ts';
import { withPatience } from '../../spotify/with-patience.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/** What `fillTracks` asks, and what last went wrong with it: it keeps only a few words of an error. */
export interface WatchedTrackSource extends Required<TrackSource> {
  lastFailure(): unknown;
}

/** The client as `fillTracks` asks it: in batches where the quota mode has them; `--wait` waits out a cool-down. */
export function trackSource(
  client: SpotifyClient,
  flags: Pick<SpotifyFlags, 'wait'>,
  context: StageContext,
): WatchedTrackSource {
  let failure: unknown;
  const watched = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await withPatience(flags, context, work);
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  return {
    lastFailure: () => failure,
    getTrack: (id, options) => watched(() => getTrack(client, id, options)),
    getTracks: (ids, options) =>
      watched(async () => {
        const { items, failures } = await getTracks(client, ids, options);
        const errors = new Map(failures.map(({ id, error }) => [id, error]));
        const answers = ids.map(
          (id, place) => items[place] ?? (isUnknownTrack(errors.get(id)) ? null : undefined),
        );
        const refusal = failures.find(({ error }) => !isUnknownTrack(error))?.error;
        const isOverSoon = SpotifyRateLimitError.isInstance(refusal) && refusal.until !== undefined;
        // Begun again after the wait, or a batch that failed as a whole; else what it brought counts.
        if ((isOverSoon && flags.wait === true) || answers.every((answer) => answer === undefined))
          throw refusal;
        failure = refusal ?? failure;
        return answers;
      }),
    searchTracks: (query, options) =>
      watched(async () => (await search(client, query, ['track'], { limit: 10, ...options })).tracks.items),
  };
}
