import { artistKey, type KnownSongs, type Track, trackFromSpotify } from '@ssrm/features';
import { diversify } from '@ssrm/model';
import { getTracks } from '@ssrm/spotify-client';
import { predictAndExplain } from '../../predictions/explained-predictions.ts';
import { strongestModel, type TrainedModels } from '../../presets/trained-models.ts';
import type { MeteredClient } from '../../spotify/metered-client.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import type { Candidate } from './candidate-pool.ts';
import type { RecommendFlags } from './flags.ts';
import type { Recommendation } from './recommendation.ts';

/** What candidates are judged by. */
export interface Judgement {
  readonly models: TrainedModels;
  readonly known: KnownSongs;
  /** Songs of the artists who are not new to the person. */
  readonly knownTracks: readonly Track[];
}

interface Scored extends Candidate {
  readonly score: number;
  readonly artistKey: string;
  readonly isNewArtist: boolean;
}

/** One request asks for the details of so many. */
const batchSize = 50;

/** The candidates to recommend, best first, with reasons. */
export async function rankCandidates(
  candidates: readonly Candidate[],
  { models, known, knownTracks }: Judgement,
  { limit, discovery }: RecommendFlags,
  meter: MeteredClient,
  context: StageContext,
): Promise<Recommendation[]> {
  const progress = context.output.progress('Scoring');
  const familiar = new Set(knownTracks.map(artistKeyOf));
  const score = async (some: readonly Candidate[]): Promise<Scored[]> => {
    const judge = strongestModel(models);
    const tracks = some.map(({ track }) => track);
    const scores = (await judge?.predict(tracks, { signal: context.signal })) ?? [];
    return some.map((candidate, index) => {
      const artist = artistKeyOf(candidate.track);
      return {
        ...candidate,
        score: scores[index] ?? 0,
        artistKey: artist,
        isNewArtist: !familiar.has(artist),
      };
    });
  };
  const scored = await score(candidates);
  const shortlist = diversify(scored, { limit: 3 * limit, discovery });
  const detailed = await addDetails(shortlist, known, meter, context.signal);
  const chosen = diversify(detailed === shortlist ? scored : await score(detailed), { limit, discovery });
  progress.update(`explaining ${chosen.length}`);
  const explained = await predictAndExplain(
    chosen.map(({ track }) => track),
    models,
    context,
  );
  progress.done(`${chosen.length} of ${candidates.length.toLocaleString('en-US')} chosen`);
  return explained.map((prediction, index) => {
    const { track, isNewArtist, foundIn } = chosen[index] as Scored;
    return { ...prediction, albumName: track.albumName, isNewArtist, foundIn };
  });
}

function artistKeyOf({ artistName }: Track): string {
  return artistKey(artistName ?? '');
}

/**
 * Songs of albums come without popularity and ISRC. In extended mode, where fifty songs take one request, they are asked for,
 * and songs that turn out to be known under another id go; in development mode all stay as they are.
 */
async function addDetails(
  shortlist: readonly Scored[],
  known: KnownSongs,
  { client, left }: MeteredClient,
  signal: AbortSignal,
): Promise<readonly Scored[]> {
  const lacking = shortlist.filter(({ track }) => track.isrc === undefined).map(({ track }) => track.id);
  if (lacking.length < 2 || client.learned.batch !== true || left() < Math.ceil(lacking.length / batchSize)) {
    return shortlist;
  }
  const { items } = await getTracks(client, lacking, { signal });
  const details = new Map(items.map((item, index) => [lacking[index], item]));
  return shortlist.flatMap((candidate) => {
    const item = details.get(candidate.track.id);
    if (!item?.name) return candidate;
    // The id asked for is the one that goes into a playlist; Spotify may answer with another.
    const track = { ...trackFromSpotify(item), id: candidate.track.id };
    return known.has(track) ? [] : { ...candidate, track };
  });
}
