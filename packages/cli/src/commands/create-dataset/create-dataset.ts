import { KnownSongs, scoreByRank } from '@ssrm/features';
import { CliError } from '../../errors/cli-error.ts';
import type { BackgroundFlags, FolderFlags, SourceFlags, SpotifyFlags } from '../../options/groups.ts';
import { showFiles } from '../../predictions/show-result.ts';
import { type Dataset, writeDataset } from '../../run-folder/dataset.ts';
import { checkFolder } from '../../run-folder/make-folder.ts';
import { RunFolder } from '../../run-folder/run-folder.ts';
import { connectPerson, forgetFetched } from '../../spotify/connect.ts';
import { fetchExcluded, parseExcludedPlaylists } from '../../spotify/fetch-excluded.ts';
import { withPatience } from '../../spotify/with-patience.ts';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';
import { addBackground, readBackgroundFile } from './background.ts';
import { excludeArtists } from './exclude-artists.ts';
import { fetchTopTracks } from './fetch-top-tracks.ts';
import { connectFill, fillDataset } from './fill-dataset.ts';
import { readExport } from './read-export.ts';

export type DatasetFlags = SourceFlags & BackgroundFlags & SpotifyFlags & { readonly seed: number };

const terms =
  "Spotify's developer terms forbid training models on what its API gives; whether you do is your decision (see the README).";

/** The person's tracks with their scores, from their files or from Spotify, and the background the flags ask for. */
export async function createDataset(flags: DatasetFlags, context: StageContext): Promise<Dataset> {
  const catalogue = await connectFill(flags, context);
  // Read first, so that a wrong file is noticed before anything is fetched.
  const fromFile = await readBackgroundFile(flags.background, context);
  const dataset =
    flags.fromExport === undefined
      ? await fetchDataset(flags, context)
      : await readExport(flags.fromExport, flags, context);
  const complete = await addBackground(dataset, fromFile, flags, context);
  if (flags.fill === undefined || catalogue === undefined) return complete;
  if (flags.apiUrl === undefined) context.output.note(terms);
  return fillDataset(complete, flags.fill, catalogue, flags, context);
}

async function fetchDataset(flags: DatasetFlags, context: StageContext): Promise<Dataset> {
  if (flags.since !== undefined || flags.until !== undefined) {
    context.output.warn(
      'Spotify does not say when you heard a top track: --since and --until count for exports only.',
    );
  }
  const playlists = parseExcludedPlaylists(flags.excludePlaylist);
  const client = await connectPerson(flags, context);
  if (flags.token !== undefined && flags.apiUrl === undefined) context.output.note(terms);
  const excluded = await withPatience(flags, context, () => fetchExcluded(client, playlists, context));
  const top = await withPatience(flags, context, () => fetchTopTracks(client, flags.topLimit, context));
  const unwanted = new KnownSongs();
  unwanted.addAll(excluded);
  const tracks = excludeArtists(top, flags.excludeArtist ?? []).filter((track) => !unwanted.has(track));
  if (tracks.length < top.length)
    context.output.note(`${count(top.length - tracks.length, 'track')} excluded.`);
  if (tracks.length === 0) throw new CliError('The exclusions leave no track to learn from.');
  return {
    tracks: scoreByRank(tracks),
    background: [],
    known: [...top, ...excluded],
    source: {
      description: "your top tracks from Spotify's Web API",
      listening: 'api',
      usesSpotifyApi: true,
      backgroundOrigin: 'none',
      setAside: [],
      setAsideCount: 0,
      scoring: 'by rank: the first is the most listened',
    },
  };
}

/** The command. */
export async function runCreateDataset(
  flags: DatasetFlags & FolderFlags,
  context: StageContext,
): Promise<void> {
  await checkFolder(flags.out);
  const dataset = await createDataset(flags, context);
  const folder = await RunFolder.open(flags.out, 'create-dataset');
  const files = await folder.change(context, (changes) => writeDataset(changes, dataset));
  await forgetFetched();
  showFiles(context.output, files);
  context.output.resultJson({
    command: 'create-dataset',
    files,
    source: dataset.source.description,
    tracks: dataset.tracks.length,
    background: dataset.background.length,
    fill: dataset.fill,
  });
}
