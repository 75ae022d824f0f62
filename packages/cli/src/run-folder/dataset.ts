import {
  checkArtifact,
  datasetFromCsv,
  datasetToCsv,
  historyFromJSON,
  type ListeningHistory,
  type ScoredTrack,
  type Track,
} from '@ssrm/features';
import { RUN_FILES } from './files.ts';
import type { FolderChanges } from './folder-changes.ts';
import type { RunFolder } from './run-folder.ts';

/** What preset `taste` needs at the least. */
export const FEWEST_BACKGROUND_TRACKS = 10;

/** What the model learns from. */
export interface Dataset {
  /** Most listened first. */
  readonly tracks: readonly ScoredTrack[];
  /** Tracks the person did not choose; empty where there are none. */
  readonly background: readonly Track[];
  /** Every track the person has heard, as far as the source says. */
  readonly known: readonly Track[];
  /** When what was heard; absent where the source does not say. */
  readonly history?: ListeningHistory;
  readonly source: DatasetSource;
  /** Only with `--fill`. */
  readonly fill?: FillCounts;
}

/** What `--fill` did, as `--json` shows it: numbers of songs, and of requests. */
export interface FillCounts {
  /** Songs it was about. */
  readonly songs: number;
  /** Of these, songs that lacked something. */
  readonly incomplete: number;
  readonly filled: number;
  readonly fromCache: number;
  readonly requests: number;
  /** Spotify does not have them (any more). */
  readonly unavailable: number;
  /** Could not be asked about, now or ever. */
  readonly unresolved: number;
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
  readonly backgroundOrigin: 'none' | 'skips' | 'world' | 'file' | 'search';
  /** Rows of the source that were not used. */
  readonly setAside: readonly { readonly where: string; readonly reason: string }[];
  readonly setAsideCount: number;
  /** How the scores came about, in a sentence. */
  readonly scoring: string;
}

/** Whether the background holds what the person skips. */
export function isSkips(origin: DatasetSource['backgroundOrigin']): boolean {
  return origin === 'skips' || origin === 'world';
}

/** What a model is to tell the songs from: beside the world, and alone, skips are dislikes. */
export function othersOf(
  background: readonly Track[],
  origin: DatasetSource['backgroundOrigin'],
): { readonly background?: readonly Track[] | 'world'; readonly dislikes?: readonly Track[] } {
  if (origin === 'world') return { background: 'world', dislikes: background };
  if (background.length === 0) return {};
  return origin === 'skips' ? { dislikes: background } : { background };
}

/** Keeps `SongsDataset.csv`, `source.json`, and `history.json` and `BackgroundDataset.csv` where there is such a thing. */
export async function writeDataset(
  changes: FolderChanges,
  { tracks, background, history, source }: Dataset,
): Promise<void> {
  const origin = { fromSpotify: source.usesSpotifyApi };
  await changes.write('songs', datasetToCsv(tracks), origin);
  await changes.write('source', JSON.stringify({ kind: 'ssrm-source', version: 1, ...source }), origin);
  if (history === undefined) changes.remove('history');
  else await changes.write('history', JSON.stringify(history));
  if (background.length === 0) return changes.remove('background');
  const unwanted = background.map((track) => ({ ...track, score: 0 }));
  await changes.write('background', datasetToCsv(unwanted), origin);
}

/** The songs of the person in the folder. */
export async function readSongs(folder: RunFolder): Promise<ScoredTrack[]> {
  return datasetFromCsv(await folder.need('songs'), { file: RUN_FILES.songs.path });
}

/** The same; none where there is no such file. */
export async function readSongsIfAny(folder: RunFolder): Promise<ScoredTrack[]> {
  const text = await folder.read('songs');
  return text === undefined ? [] : datasetFromCsv(text, { file: RUN_FILES.songs.path });
}

/** The songs that the person did not choose; none where there is no such file. */
export async function readBackground(folder: RunFolder): Promise<readonly Track[]> {
  const text = await folder.read('background');
  return text === undefined ? [] : datasetFromCsv(text, { file: RUN_FILES.background.path });
}

/** When what was heard; `undefined` where the listening did not come from a history. */
export async function readHistory(folder: RunFolder): Promise<ListeningHistory | undefined> {
  const text = await folder.read('history');
  return text === undefined ? undefined : historyFromJSON(JSON.parse(text));
}

/** What `source.json` says; a plain answer where there is none. */
export async function readSource(folder: RunFolder): Promise<DatasetSource> {
  const text = await folder.read('source');
  if (text === undefined) {
    const unknown = {
      description: RUN_FILES.songs.path,
      listening: 'export' as const,
      usesSpotifyApi: false,
      backgroundOrigin: 'none' as const,
    };
    return { ...unknown, setAside: [], setAsideCount: 0, scoring: 'as the file gives them' };
  }
  return checkArtifact(JSON.parse(text), 'ssrm-source', 1) as unknown as DatasetSource;
}
