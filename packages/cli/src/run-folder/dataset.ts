import { checkArtifact, datasetToCsv, type ScoredTrack, type Track } from '@ssrm/features';
import type { FillCounts } from '../commands/create-dataset/fill-dataset.ts';
import { OUTPUT_FILES } from './output-files.ts';
import { readOptionalOutput } from './read-output.ts';
import type { Staging } from './staging.ts';

/** What the model learns from. */
export interface Dataset {
  /** Most listened first. */
  readonly tracks: readonly ScoredTrack[];
  /** Tracks the person did not choose; empty where there are none. */
  readonly background: readonly Track[];
  /** Every track the person has heard, as far as the source says. */
  readonly known: readonly Track[];
  readonly source: DatasetSource;
  /** Only with `--fill`. */
  readonly fill?: FillCounts;
}

/** Where a dataset comes from: `source.json`. */
export interface DatasetSource {
  /** In words, such as a file's name. */
  readonly description: string;
  readonly listening: 'api' | 'export';
  /** True where anything came from the Web API: the songs, some of their values, or the background. */
  readonly usesSpotifyApi: boolean;
  /** How many songs of an export got values from the Web API; absent where none did. */
  readonly filled?: number;
  readonly backgroundOrigin: 'none' | 'skips' | 'file' | 'search';
  /** Rows of the source that were not used. */
  readonly setAside: readonly { readonly where: string; readonly reason: string }[];
  readonly setAsideCount: number;
  /** How the scores came about, in a sentence. */
  readonly scoring: string;
}

/** Keeps `SongsDataset.csv`, `source.json`, and `BackgroundDataset.csv` where there is a background. */
export async function writeDataset(staging: Staging, { tracks, background, source }: Dataset): Promise<void> {
  await staging.write(OUTPUT_FILES.songs, datasetToCsv(tracks));
  await staging.write(OUTPUT_FILES.source, JSON.stringify({ kind: 'ssrm-source', version: 1, ...source }));
  if (background.length === 0) return staging.remove(OUTPUT_FILES.background);
  const unwanted = background.map((track) => ({ ...track, score: 0 }));
  await staging.write(OUTPUT_FILES.background, datasetToCsv(unwanted));
}

/** What `source.json` in the output folder says; a plain answer where there is none. */
export async function readSource(out: string): Promise<DatasetSource> {
  const text = await readOptionalOutput(out, OUTPUT_FILES.source);
  if (text === undefined) {
    const unknown = {
      description: OUTPUT_FILES.songs,
      listening: 'export' as const,
      usesSpotifyApi: false,
      backgroundOrigin: 'none' as const,
    };
    return { ...unknown, setAside: [], setAsideCount: 0, scoring: 'as the file gives them' };
  }
  return checkArtifact(JSON.parse(text), 'ssrm-source', 1) as unknown as DatasetSource;
}
