import type { Preset } from '@ssrm/model';
import { PRESET_NAMES, SHOWN_PRESETS } from '../presets/presets.ts';

/** The command that renews a file; `run` and `demo` do the work of the first four. */
export type Maker =
  | 'create-dataset'
  | 'preprocess'
  | 'preprocess-few-songs'
  | 'train'
  | 'evaluate'
  | 'recommend'
  | 'report'
  | 'card';

/** Every command that opens the folder. */
export type FolderUser = Maker | 'run' | 'demo' | 'predict' | 'rank' | 'export' | 'disconnect';

/** What is known of a file, or of a folder that is made as a whole. */
export interface RunFile {
  /** Within the output folder; the name of the published scripts where they have one. */
  readonly path: string;
  readonly madeBy: Maker;
  /** What its maker takes from the folder; when one of these changes, it is out of date. */
  readonly madeFrom: readonly RunFileName[];
  /** Who takes it from the folder. Those with `--model-path` may be pointed at a model of any folder. */
  readonly readBy: readonly FolderUser[];
  /** True where its readers can do without it. */
  readonly isOptional?: boolean;
}

export type RunFileName =
  | 'songs'
  | 'source'
  | 'background'
  | 'history'
  | 'embedder'
  | 'encoder'
  | 'preprocessed'
  | 'fewSongs'
  | 'fewSongsPreprocessed'
  | ModelName
  | 'metrics'
  | 'plots'
  | 'tensorBoard'
  | 'predictions'
  | 'evaluation'
  | 'recommendations'
  | 'playlists'
  | 'report'
  | 'card';

/** The folder of a preset's model. */
export type ModelName = `${Preset}Model`;

export function modelNameOf(preset: Preset): ModelName {
  return `${preset}Model`;
}

const modelNames = PRESET_NAMES.map(modelNameOf);

const scoring: readonly FolderUser[] = ['predict', 'rank', 'export', 'recommend', 'report'];

const learnedFrom = {
  rows: ['songs', 'encoder', 'preprocessed'],
  songs: ['songs', 'source', 'background'],
} as const;

const models = Object.fromEntries(
  PRESET_NAMES.map((preset): [ModelName, RunFile] => {
    const { folder, learnsFrom } = SHOWN_PRESETS[preset];
    const madeFrom = learnedFrom[learnsFrom];
    return [modelNameOf(preset), { path: folder, madeBy: 'train', madeFrom, readBy: scoring }];
  }),
) as Record<ModelName, RunFile>;

/** Every file that a command leaves in its output folder, those first that others are made from. */
export const RUN_FILES: Readonly<Record<RunFileName, RunFile>> = {
  songs: {
    path: 'SongsDataset.csv',
    madeBy: 'create-dataset',
    madeFrom: [],
    readBy: [
      ...['preprocess', 'preprocess-few-songs', 'train', 'predict'],
      ...['rank', 'evaluate', 'recommend', 'report'],
    ] as FolderUser[],
  },
  source: {
    path: 'source.json',
    madeBy: 'create-dataset',
    madeFrom: [],
    readBy: ['train', 'rank', 'evaluate', 'recommend', 'report'],
  },
  background: {
    path: 'BackgroundDataset.csv',
    madeBy: 'create-dataset',
    madeFrom: [],
    readBy: ['train', 'rank', 'evaluate', 'recommend', 'report'],
  },
  history: {
    path: 'history.json',
    madeBy: 'create-dataset',
    madeFrom: [],
    readBy: ['rank', 'recommend', 'evaluate', 'report', 'card'],
  },
  embedder: {
    path: 'embedder.json',
    madeBy: 'preprocess',
    madeFrom: [],
    readBy: ['preprocess-few-songs', 'train', 'run', ...scoring],
  },
  encoder: {
    path: 'encoder.json',
    madeBy: 'preprocess',
    madeFrom: ['songs'],
    readBy: ['preprocess-few-songs', 'train', 'report'],
  },
  preprocessed: {
    path: 'PreprocessedDataset.csv',
    madeBy: 'preprocess',
    madeFrom: ['songs', 'encoder'],
    readBy: ['train'],
  },
  fewSongs: {
    path: 'FewSongsDataset.csv',
    madeBy: 'preprocess-few-songs',
    madeFrom: [],
    readBy: ['train', 'report'],
  },
  fewSongsPreprocessed: {
    path: 'FewSongsPreprocessed.csv',
    madeBy: 'preprocess-few-songs',
    madeFrom: ['fewSongs', 'encoder'],
    readBy: ['train'],
    isOptional: true,
  },
  ...models,
  metrics: {
    path: 'metrics.csv',
    madeBy: 'train',
    madeFrom: ['songs', 'encoder', 'preprocessed'],
    readBy: [],
  },
  plots: { path: 'plots', madeBy: 'train', madeFrom: ['songs', 'encoder', 'preprocessed'], readBy: [] },
  tensorBoard: {
    path: 'run_ssrm',
    madeBy: 'train',
    madeFrom: ['songs', 'encoder', 'preprocessed'],
    readBy: [],
  },
  predictions: {
    path: 'predictions.csv',
    madeBy: 'train',
    madeFrom: [...modelNames, 'fewSongs', 'fewSongsPreprocessed'],
    readBy: [],
  },
  evaluation: {
    path: 'evaluation.json',
    madeBy: 'evaluate',
    madeFrom: ['songs', 'source', 'background'],
    readBy: ['report'],
  },
  recommendations: {
    path: 'recommendations.csv',
    madeBy: 'recommend',
    madeFrom: ['songs', 'source', 'background', ...modelNames],
    readBy: [],
  },
  playlists: { path: 'playlists.json', madeBy: 'recommend', madeFrom: [], readBy: ['recommend', 'rank'] },
  report: {
    path: 'report.html',
    madeBy: 'report',
    madeFrom: ['songs', 'source', 'background', 'encoder', 'fewSongs', ...modelNames, 'evaluation'],
    readBy: [],
  },
  card: { path: 'card', madeBy: 'card', madeFrom: ['history'], readBy: [] },
};

/** Their names, those first that others are made from. */
export const RUN_FILE_NAMES: readonly RunFileName[] = Object.keys(RUN_FILES) as RunFileName[];

/** In the order in which they work. */
const makers: readonly Maker[] = [
  'create-dataset',
  'preprocess',
  'preprocess-few-songs',
  'train',
  'evaluate',
  'recommend',
  'report',
  'card',
];

/** What `run` and `demo` leave to whoever wants it. */
const onlyWhenAsked: readonly Maker[] = ['recommend', 'card'];

/** Commands that renew these files, in the order in which they have to work. */
export function renewedBy(names: Iterable<RunFileName>): Maker[] {
  const needed = new Set(Array.from(names, (name) => RUN_FILES[name].madeBy));
  return makers.filter((maker) => needed.has(maker));
}

/** Whose work a command does: what it makes of these when it runs is all there should be. */
export function worksAs(user: FolderUser): readonly Maker[] {
  if (user === 'run' || user === 'demo') return makers.filter((maker) => !onlyWhenAsked.includes(maker));
  return makers.filter((maker) => maker === user);
}
