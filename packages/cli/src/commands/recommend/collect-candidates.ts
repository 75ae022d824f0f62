import type { ScoredTrack } from '@ssrm/features';
import { SpotifyError } from '@ssrm/spotify-client';
import { type MeteredClient, withShare } from '../../spotify/metered-client.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import type { CandidatePool } from './candidate-pool.ts';
import { type CollectOptions, collectFromArtists } from './collect-from-artists.ts';
import { type CandidateLink, collectFromLink } from './collect-from-links.ts';
import { collectFromSearch } from './collect-from-search.ts';
import type { RecommendFlags } from './flags.ts';
import { likedArtists } from './liked-artists.ts';
import type { KnownMusic } from './read-known.ts';

/** Where candidates come from. */
export interface CandidateSources {
  readonly links: readonly CandidateLink[];
  /** The songs of the dataset. */
  readonly tracks: readonly ScoredTrack[];
  readonly music: KnownMusic;
}

/**
 * Fills the pool from what the flags ask for.
 *
 * @returns The error that ended it early, where songs had been found before: a cool-down, or Spotify out of order.
 */
export async function collectCandidates(
  meter: MeteredClient,
  pool: CandidatePool,
  sources: CandidateSources,
  flags: RecommendFlags,
  { output, signal }: StageContext,
): Promise<SpotifyError | undefined> {
  const progress = output.progress('Looking for songs');
  const onProgress = (): void =>
    progress.update(`${count(pool.size, 'song')}, ${meter.spent()} of at most ${meter.budget} requests`);
  let stoppedBy: SpotifyError | undefined;
  try {
    await collect(meter, pool, sources, flags, { signal, onProgress });
  } catch (error) {
    const isPassing =
      SpotifyError.isInstance(error) && /^(rate-limit|server|network|timeout|response)$/.test(error.code);
    if (!isPassing || pool.size === 0 || (flags.wait === true && error.code === 'rate-limit')) {
      throw error;
    }
    stoppedBy = error;
  }
  progress.done(`${count(pool.size, 'song')} you do not know, ${count(meter.spent(), 'request')}`);
  return stoppedBy;
}

async function collect(
  meter: MeteredClient,
  pool: CandidatePool,
  { links, tracks, music }: CandidateSources,
  flags: RecommendFlags,
  options: CollectOptions,
): Promise<void> {
  if (flags.rediscover === true) for (const { track, foundIn } of music.library) pool.add(track, foundIn);
  if (links.length > 0) {
    for (const [index, link] of links.entries()) {
      const share = Math.max(2, Math.floor(meter.left() / (links.length - index)));
      await collectFromLink(withShare(meter, share), link, pool, options);
    }
    return;
  }
  const share = Math.round(meter.left() * (1 - flags.discovery));
  await collectFromArtists(withShare(meter, share), likedArtists(tracks), music.artists, pool, options);
  if (flags.discovery === 0) return;
  const { topArtists } = music;
  await collectFromSearch(meter, { tracks, topArtists, seed: flags.seed }, pool, options);
}
