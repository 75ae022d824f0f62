import { worldSongs } from '@ssrm/model';
import { type SpotifyClient, type SpotifyError, SpotifyRateLimitError } from '@ssrm/spotify-client';
import { CliError } from '../../errors/cli-error.ts';
import { explainSpotifyError } from '../../errors/explain-spotify-error.ts';
import { fillPlaylist } from '../../playlists/fill-playlist.ts';
import { showFiles } from '../../predictions/show-result.ts';
import { judgeOfNewSongs, strongestModel, type TrainedModels } from '../../presets/trained-models.ts';
import { readSongs } from '../../run-folder/dataset.ts';
import { checkFolder } from '../../run-folder/make-folder.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { loadSavedModels } from '../../run-folder/saved-models.ts';
import { connectIfSignedIn, forgetFetched } from '../../spotify/connect.ts';
import {
  type ExcludedPlaylist,
  fetchExcluded,
  parseExcludedPlaylists,
} from '../../spotify/fetch-excluded.ts';
import { meterClient } from '../../spotify/metered-client.ts';
import { withPatience } from '../../spotify/with-patience.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { CandidatePool } from './candidate-pool.ts';
import { collectCandidates } from './collect-candidates.ts';
import { type CandidateLink, parseCandidateLink } from './collect-from-links.ts';
import { findKnown, readKnownFiles } from './find-known.ts';
import type { RecommendFlags } from './flags.ts';
import { describePlan, planRequests } from './plan-requests.ts';
import { rankCandidates } from './rank-candidates.ts';
import { recommendFromWorld } from './recommend-from-world.ts';
import {
  type Recommendation,
  recommendationsToCsv,
  recommendationToJson,
  showRecommendations,
} from './recommendation.ts';

const cannotJudge =
  'it has learned from your top list alone and has never seen a song you do not play, so the order says how much a song resembles your favourites, not whether you would like it. ssrm run --background search trains taste, which ranks better.';

/** Where songs are to come from, where that is limited, and what is left out. */
interface RecommendRules {
  readonly links: readonly CandidateLink[];
  readonly excluded: readonly ExcludedPlaylist[];
}

/** What was found, and how. */
interface Found {
  readonly recommendations: readonly Recommendation[];
  /** How many songs there were to choose from. */
  readonly candidates: number;
  readonly requests: number;
  readonly userId: string;
  /** What ended the search early. */
  readonly stoppedBy: SpotifyError | undefined;
}

/** The command `ssrm recommend`. */
export async function runRecommend(flags: RecommendFlags, context: StageContext): Promise<void> {
  const { output } = context;
  await checkFolder(flags.out);
  const links = (flags.from ?? []).map(parseCandidateLink);
  const excluded = parseExcludedPlaylists(flags.excludePlaylist, {
    skipNames: flags.fromExport !== undefined,
  });
  const folder = await RunFolder.open(flags.out, 'recommend');
  const models = await loadSavedModels(folder, context);
  const client = flags.offline === true ? undefined : await connectIfSignedIn(flags, context);
  if (client === undefined) return recommendOffline(folder, models, flags, context);
  const judge = strongestModel(models);
  if (judge !== undefined && judgeOfNewSongs(models) === undefined) {
    output.note(`Ranked by preset ${judge.preset}: ${cannotJudge}`);
  }
  const { found, files } = await recommendFrom(client, folder, models, { links, excluded }, flags, context);
  showRecommendations(output, found.recommendations);
  showFiles(output, files);
  if (found.stoppedBy !== undefined) output.warn(stoppedEarly(found.candidates, found.stoppedBy));
  const trackIds = found.recommendations.map(({ id }) => id);
  const playlist = await fillPlaylist({ trackIds, userId: found.userId }, folder, flags, context);
  if (found.stoppedBy === undefined) await forgetFetched();
  output.resultJson({
    command: 'recommend',
    files,
    rankedBy: judge?.preset,
    candidates: found.candidates,
    requests: { budget: flags.budget, used: found.requests },
    complete: found.stoppedBy === undefined,
    tryAgainAt: untilOf(found.stoppedBy)?.toISOString() ?? null,
    playlist: playlist ?? null,
    recommendations: found.recommendations.map(recommendationToJson),
  });
}

/** Looks for songs, and keeps them in the folder. */
export async function recommendFrom(
  client: SpotifyClient,
  folder: RunFolder,
  models: TrainedModels,
  rules: RecommendRules,
  flags: RecommendFlags,
  context: StageContext,
): Promise<{ readonly found: Found; readonly files: readonly string[] }> {
  const found = await withPatience(flags, context, () =>
    findRecommendations(client, folder, models, rules, flags, context),
  );
  const csv = recommendationsToCsv(found.recommendations);
  const files = await folder.change(context, (changes) =>
    changes.write('recommendations', csv, { fromSpotify: true }),
  );
  return { found, files };
}

/** Without a sign-in there is still what is built in. */
async function recommendOffline(
  folder: RunFolder,
  models: TrainedModels,
  flags: RecommendFlags,
  context: StageContext,
): Promise<void> {
  const { output } = context;
  const recommendations = await recommendFromWorld(folder, models, flags, context);
  const csv = recommendationsToCsv(recommendations);
  const files = await folder.change(context, (changes) => changes.write('recommendations', csv));
  const { length } = await worldSongs();
  output.note(`Chosen from ${count(length, 'song')} that many people keep, built in; nothing was fetched.`);
  showRecommendations(output, recommendations);
  showFiles(output, files);
  output.resultJson({
    command: 'recommend',
    files,
    rankedBy: judgeOfNewSongs(models)?.preset,
    recommendations: recommendations.map(recommendationToJson),
  });
}

async function findRecommendations(
  client: SpotifyClient,
  folder: RunFolder,
  models: TrainedModels,
  { links, excluded }: RecommendRules,
  flags: RecommendFlags,
  context: StageContext,
): Promise<Found> {
  const { budget, discovery, createPlaylist } = flags;
  const tracks = await readSongs(folder);
  const heard = [...tracks, ...(await readKnownFiles(folder, flags, context))];
  const plan = planRequests({ budget, discovery, fromLinks: links.length > 0 });
  const more = createPlaylist === undefined ? '' : ' The playlist takes a few more.';
  context.output.note(describePlan(plan, budget) + more);

  const meter = meterClient(client, budget);
  const {
    music,
    known,
    tracks: knownTracks,
  } = await findKnown(meter, plan.known, heard, { folder, links }, flags, context);
  known.addAll(await fetchExcluded(meter.client, excluded, context));
  const pool = new CandidatePool({ known, excludedArtists: flags.excludeArtist ?? [] });
  const stoppedBy = await collectCandidates(meter, pool, { links, tracks, music }, flags, context);
  if (pool.size === 0) throw new CliError(nothingFound(links));
  const judgement = { models, known, knownTracks };
  const recommendations = await rankCandidates(pool.candidates, judgement, flags, meter, context);
  return {
    recommendations,
    candidates: pool.size,
    requests: meter.spent(),
    userId: music.user.id,
    stoppedBy,
  };
}

function nothingFound(links: readonly CandidateLink[]): string {
  return links.length > 0
    ? 'You know every song there, or Spotify does not show its songs: there is nothing to recommend. Give another link with --from.'
    : 'No song was found that you do not know. Raise --budget, move --discovery towards 1, or try another --seed.';
}

function stoppedEarly(candidates: number, error: SpotifyError): string {
  return `Chosen from the ${count(candidates, 'song')} found before this: ${explainSpotifyError(error) ?? error.message}`;
}

function untilOf(error: SpotifyError | undefined): Date | undefined {
  return SpotifyRateLimitError.isInstance(error) ? error.until : undefined;
}
