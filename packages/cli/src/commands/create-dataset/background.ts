import { existsSync } from 'node:fs';
import type { Track } from '@ssrm/features';
import { CliError, UsageError } from '../../errors/cli-error.ts';
import type { BackgroundFlags, SpotifyFlags } from '../../options/groups.ts';
import type { Dataset } from '../../run-folder/dataset.ts';
import { readSongs } from '../../songs/read-songs.ts';
import { connectCatalogue } from '../../spotify/connect.ts';
import { withPatience } from '../../spotify/with-patience.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { sampleSearch } from './sample-search.ts';

/** More would not teach more, and cost requests. */
const mostSampled = 1000;

/** The tracks of `--background FILE`, a file of any kind; `undefined` where the flag names no file. */
export async function readBackgroundFile(
  background: string,
  { signal }: StageContext,
): Promise<readonly Track[] | undefined> {
  if (['auto', 'none', 'search'].includes(background)) return undefined;
  if (!existsSync(background)) {
    throw new CliError(
      `The background file ${background} does not exist. (Other values: auto, search, none.)`,
    );
  }
  const songs = await readSongs(background, { signal });
  return songs.map(({ track }) => track);
}

/** The dataset with the background that the flags ask for. `auto`: the built-in world, and what the person skips. */
export async function addBackground(
  dataset: Dataset,
  fromFile: readonly Track[] | undefined,
  flags: BackgroundFlags & SpotifyFlags & { readonly seed: number },
  context: StageContext,
): Promise<Dataset> {
  if (fromFile !== undefined) return withBackground(dataset, fromFile, 'file');
  if (flags.background === 'none') return withBackground(dataset, [], 'none');
  if (flags.background === 'auto') return withBackground(dataset, dataset.background, 'world');
  const client = await connectCatalogue(flags, context);
  if (client === undefined) {
    throw new UsageError('--background search asks Spotify: sign in with ssrm login, or give --token.');
  }
  const { known, tracks } = dataset;
  const wanted = Math.min(mostSampled, 3 * tracks.length);
  const sample = await withPatience(flags, context, () =>
    sampleSearch(client, { seed: flags.seed, known, wanted }, context),
  );
  return withBackground(dataset, sample, sample.length === 0 ? 'none' : 'search');
}

function withBackground(
  dataset: Dataset,
  background: readonly Track[],
  backgroundOrigin: Dataset['source']['backgroundOrigin'],
): Dataset {
  const usesSpotifyApi = dataset.source.usesSpotifyApi || backgroundOrigin === 'search';
  return { ...dataset, background, source: { ...dataset.source, backgroundOrigin, usesSpotifyApi } };
}
