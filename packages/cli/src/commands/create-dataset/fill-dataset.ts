import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type FillReport, fillTracks, type LookupCache, type Track } from '@ssrm/features';
import { openLookupCache } from '@ssrm/features/node';
import { SpotifyAuthError, SpotifyForbiddenError } from '@ssrm/spotify-client';
import { UsageError } from '../../errors/cli-error.ts';
import { explainSpotifyError } from '../../errors/explain-spotify-error.ts';
import type { SourceFlags, SpotifyFlags } from '../../options/groups.ts';
import { type Dataset, type FillCounts, isSkips } from '../../run-folder/dataset.ts';
import { type Catalogue, connectCatalogueAt } from '../../spotify/connect.ts';
import { meterClient } from '../../spotify/metered-client.ts';
import { personalFiles } from '../../spotify/personal-files.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { trackSource } from './track-source.ts';

/**
 * Who is asked for `--fill`; `undefined` without the flag.
 *
 * @throws {@link UsageError} if there is no export to complete, or nobody who may ask.
 */
export async function connectFill(
  flags: SourceFlags & SpotifyFlags,
  context: StageContext,
): Promise<Catalogue | undefined> {
  if (flags.fill === undefined) return undefined;
  if (flags.fromExport === undefined) {
    throw new UsageError(
      '--fill completes the songs of an export, so it goes with --from-export PATH. What comes from Spotify itself lacks nothing that could be looked up.',
    );
  }
  const catalogue = await connectCatalogueAt(flags, context);
  if (catalogue !== undefined) return catalogue;
  throw new UsageError(
    '--fill asks Spotify: sign in with ssrm login, or give --token, or --client-id and --client-secret.',
  );
}

/** The dataset with what its first `songs` songs lack looked up at Spotify: liked ones and, in proportion, those the person skips. */
export async function fillDataset(
  dataset: Dataset,
  songs: number,
  { client, server }: Catalogue,
  flags: SpotifyFlags,
  context: StageContext,
): Promise<Dataset> {
  const { output, signal } = context;
  const skipped = isSkips(dataset.source.backgroundOrigin) ? dataset.background : [];
  const chosen = inProportion(dataset.tracks, skipped).slice(0, songs);
  const progress = output.progress('Looking up what the export lacks');
  const meter = meterClient(client, Number.POSITIVE_INFINITY);
  const source = trackSource(meter.client, flags, context);
  const path = personalFiles().lookUps;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await openLookupCache(path);
  try {
    const { tracks, report } = await fillTracks(chosen, source, {
      budget: chosen.length,
      cache: cacheOf(file, server),
      signal,
      onProgress: ({ done, total }) => progress.update(`${done} of ${count(total, 'song')}`),
    });
    const failure = source.lastFailure();
    // Waiting would not help; what was found before is kept.
    if (SpotifyAuthError.isInstance(failure) || SpotifyForbiddenError.isInstance(failure)) throw failure;
    progress.done(`${report.filled} of ${count(report.incomplete, 'song')} filled in`);
    tellReport(report, failure, context);
    return withFilled(dataset, tracks, countsOf(chosen.length, meter.spent(), report));
  } finally {
    await file.close();
  }
}

/**
 * Both lists as one, each in its order, so that every beginning of it holds the same share of both. If only liked songs
 * had a duration, having one would look like a reason to be liked.
 */
function inProportion(liked: readonly Track[], skipped: readonly Track[]): Track[] {
  const placed = [liked, skipped].flatMap((list) =>
    list.map((track, index) => ({ track, place: (index + 0.5) / list.length })),
  );
  return placed.sort((left, right) => left.place - right.place).map(({ track }) => track);
}

/** Another server of the same shape has songs of its own. */
function cacheOf(file: LookupCache, server: string): LookupCache {
  const key = (id: string): string => `${server} ${id}`;
  return { get: (id) => file.get(key(id)), set: (id, lookup) => file.set(key(id), lookup) };
}

function countsOf(
  songs: number,
  requests: number,
  { incomplete, filled, fromCache, unavailable, unresolved }: FillReport,
): FillCounts {
  return {
    songs,
    incomplete,
    filled,
    fromCache,
    requests,
    unavailable: unavailable.length,
    unresolved: unresolved.length,
  };
}

function withFilled(dataset: Dataset, filled: readonly Track[], fill: FillCounts): Dataset {
  const byId = new Map(filled.map((track) => [track.id, track]));
  const whole = <Item extends Track>(track: Item): Item => ({ ...track, ...byId.get(track.id) });
  const { source } = dataset;
  return {
    ...dataset,
    tracks: dataset.tracks.map(whole),
    background: dataset.background.map(whole),
    source: fill.filled === 0 ? source : { ...source, usesSpotifyApi: true, filled: fill.filled },
    fill,
  };
}

/** What Spotify does not have is told from what it was not asked. */
function tellReport(
  { unavailable, unresolved }: FillReport,
  failure: unknown,
  { output }: StageContext,
): void {
  if (unavailable.length > 0) {
    output.note(`Spotify does not have ${count(unavailable.length, 'song')}; the export's own data stays.`);
  }
  const later = unresolved.filter(({ retryable }) => retryable);
  const explanation = failure instanceof Error ? explainSpotifyError(failure) : undefined;
  if (later.length > 0) {
    const advice = explanation ?? 'Run the same command again later.';
    output.warn(`Not looked up yet: ${count(later.length, 'song')}. ${advice}`);
  }
  const never = unresolved.filter(({ retryable }) => !retryable).map(({ reason }) => reason);
  for (const reason of new Set(never)) {
    const songs = never.filter((other) => other === reason).length;
    output.note(`Not looked up: ${count(songs, 'song')}, because ${reason}.`);
  }
}
