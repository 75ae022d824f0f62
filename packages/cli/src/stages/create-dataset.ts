import { datasetToCsv, type ScoredTrack, scoreByRank, type Track } from '@ssrm/features';
import { OUTPUT_FILES } from '../files/output-files.ts';
import { type Staging, stage } from '../files/staging.ts';
import type { BackgroundFlags, FolderFlags, SourceFlags, SpotifyFlags } from '../options/groups.ts';
import { connectPerson } from '../spotify/connect.ts';
import { fetchTopTracks } from '../spotify/fetch-top-tracks.ts';
import { readExport } from './read-export.ts';
import { showFiles } from './show-result.ts';
import type { StageContext } from './stage-context.ts';

/** What the model learns from. */
export interface Dataset {
  /** Most listened first. */
  readonly tracks: readonly ScoredTrack[];
  /** Tracks the person did not choose; empty where there are none. */
  readonly background: readonly Track[];
  /** Where it comes from, in words. */
  readonly description: string;
  readonly usesSpotifyApi: boolean;
}

export type DatasetFlags = SourceFlags & BackgroundFlags & SpotifyFlags & { readonly seed: number };

const terms =
  "Spotify's developer terms forbid training models on what its API gives; whether you do is your decision (see the README).";

/** The person's tracks with their scores, from their files or from Spotify. */
export async function createDataset(flags: DatasetFlags, context: StageContext): Promise<Dataset> {
  if (flags.fromExport !== undefined) return readExport(flags.fromExport, flags, context);
  const client = await connectPerson(flags, context);
  if (flags.token !== undefined && flags.apiUrl === undefined) context.output.note(terms);
  const tracks = await fetchTopTracks(client, flags.topLimit, context);
  return {
    tracks: scoreByRank(tracks),
    background: [],
    description: "your top tracks from Spotify's Web API",
    usesSpotifyApi: true,
  };
}

/** Keeps `SongsDataset.csv`, and `BackgroundDataset.csv` where there is a background. */
export async function writeDataset(staging: Staging, { tracks, background }: Dataset): Promise<void> {
  await staging.write(OUTPUT_FILES.songs, datasetToCsv(tracks));
  if (background.length === 0) return staging.remove(OUTPUT_FILES.background);
  const unwanted = background.map((track) => ({ ...track, score: 0 }));
  await staging.write(OUTPUT_FILES.background, datasetToCsv(unwanted));
}

/** The command. */
export async function runCreateDataset(
  flags: DatasetFlags & FolderFlags,
  context: StageContext,
): Promise<void> {
  const dataset = await createDataset(flags, context);
  const files = await stage(flags.out, context, async (staging) => {
    await writeDataset(staging, dataset);
    return staging.commit();
  });
  showFiles(context.output, files);
  context.output.resultJson({
    command: 'create-dataset',
    files,
    source: dataset.description,
    tracks: dataset.tracks.length,
    background: dataset.background.length,
  });
}
