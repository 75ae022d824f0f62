import type { ReducerName } from '@ssrm/embeddings';
import type { Preset } from '@ssrm/model';
import { type Command, Option } from 'commander';
import { EMBEDDERS, parseEmbedder } from '../embedder/parse-embedder.ts';
import { PRESET_NAMES, type PresetChoice } from '../presets/presets.ts';
import { collectText, numberParser, parseAddress, parseDay, parseModelPath } from './parsers.ts';

/** Options that every command has. */
export interface OutputFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Where the files of a person are. */
export interface FolderFlags {
  readonly out: string;
}

/** Who is asking Spotify, and which server is asked. */
export interface SpotifyFlags {
  readonly token?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly apiUrl?: string;
  readonly accountsUrl?: string;
  readonly wait?: boolean;
}

/** Where the person's listening comes from. */
export interface SourceFlags {
  readonly fromExport?: string;
  readonly topLimit?: number;
  /** Songs of the export whose missing values are looked up. */
  readonly fill?: number;
  readonly excludeArtist?: readonly string[];
  /** Links, URIs or ids; names where the listening comes from an export. */
  readonly excludePlaylist?: readonly string[];
  /** Texts that `parseExclusions` of `@ssrm/features` reads. */
  readonly exclude?: readonly string[];
  /** `YYYY-MM-DD` */
  readonly since?: string;
  readonly until?: string;
  /** The order of a list is that of listening, or says nothing. */
  readonly ranked?: boolean;
  readonly unranked?: boolean;
}

/** Which songs to predict. */
export interface FewSongsFlags {
  readonly fewSongs?: string;
}

/** Lists to rank once the model is trained. */
export interface RankFilesFlags {
  readonly rank?: readonly string[];
}

/** How a track becomes 16 numbers. */
export interface EncoderFlags {
  /** See `parseEmbedder`. */
  readonly embedder: string;
  readonly reducer: ReducerName;
  readonly seed: number;
}

/** How the model is trained; the published flags. */
export interface TrainingFlags {
  readonly preset: PresetChoice;
  readonly testSize: number;
  readonly lr: number;
  readonly nEpochs: number;
  readonly printFreq: number;
  readonly testFreq: number;
  /** False leaves `plots/` out. */
  readonly plots: boolean;
  readonly nBatches: number;
  readonly modelPath?: string;
  readonly seed: number;
}

/** Tracks the person did not choose. */
export interface BackgroundFlags {
  readonly background: string;
}

/** How thoroughly the models are measured. */
export interface EvaluateFlags {
  readonly folds: number;
  readonly repeats: number;
}

/** How to sign in. */
export interface LoginFlags {
  readonly browser: boolean;
  readonly redirectUri?: string;
}

/** How songs are scored with a saved model. */
export interface PredictFlags {
  readonly csv?: boolean;
  readonly modelPath?: string;
}

/** What file a saved model becomes. */
export interface ExportFlags {
  readonly format: 'json' | 'onnx' | 'sql';
  readonly preset?: Preset;
  readonly to?: string;
}

/** Adds a group of options to a command. */
export type OptionGroup = (command: Command) => Command;

const positiveWhole = numberParser({ integer: true, minimum: 1 });

function add(command: Command, heading: string, options: readonly Option[]): Command {
  for (const option of options) command.addOption(option.helpGroup(heading));
  return command;
}

export const withOutput: OptionGroup = (command) =>
  add(command, 'Output:', [
    new Option('--json', 'print the result as JSON on stdout, everything else on stderr'),
    new Option('--quiet', 'print only the result and what went wrong'),
  ]);

export const withFolder: OptionGroup = (command) =>
  add(command, 'Output:', [
    new Option('--out <folder>', 'where the files are written and found').default('./ssrm-output'),
  ]);

export const withSpotify: OptionGroup = (command) =>
  add(command, 'Spotify:', [
    new Option('--token <token>', 'access token, instead of ssrm login').env('SPOTIFY_TOKEN'),
    new Option('--client-id <id>', 'of your app at developer.spotify.com').env('SPOTIFY_CLIENT_ID'),
    new Option('--client-secret <secret>', 'of your app; looks up songs without a sign-in').env(
      'SPOTIFY_CLIENT_SECRET',
    ),
    new Option('--wait', 'wait out a cool-down of hours instead of stopping'),
    new Option('--api-url <url>', 'another server of the same shape')
      .env('SSRM_API_URL')
      .argParser(parseAddress),
    new Option('--accounts-url <url>', 'another accounts service of the same shape')
      .env('SSRM_ACCOUNTS_URL')
      .argParser(parseAddress),
  ]);

export const withSource: OptionGroup = (command) =>
  add(command, 'Listening:', [
    new Option(
      '--from-export <path>',
      "your listening from files instead of the API: Spotify's ZIP, a folder, or a list as CSV or JSON",
    ),
    new Option(
      '--fill <songs>',
      'look up at Spotify what the export lacks (duration, explicit, popularity, album type, release date) for so many songs that count most, those you skip among them; needs a sign-in (exports only)',
    ).argParser(positiveWhole),
    new Option('--top-limit <tracks>', 'use at most this many of the most listened tracks').argParser(
      positiveWhole,
    ),
    new Option(
      '--exclude-artist <name>',
      'keep this artist out of training (may be repeated); what you heard still counts as known',
    ).argParser(collectText),
    new Option(
      '--exclude-playlist <link>',
      'keep the songs of this playlist of yours out of training; its name instead of its link where listening comes from an export (may be repeated)',
    ).argParser(collectText),
    new Option(
      '--exclude <what>',
      'leave out album:NAME, artist:NAME, days as FROM..TO, or offline plays; incognito plays, what is to sleep by (sleep), for children, or in loops is left out anyway, unless no-incognito, no-sleep, no-children or no-loops count it (may be repeated; exports only)',
    ).argParser(collectText),
    new Option('--since <date>', 'count listening from this day on, YYYY-MM-DD (exports only)').argParser(
      parseDay,
    ),
    new Option('--until <date>', 'count listening up to this day, YYYY-MM-DD (exports only)').argParser(
      parseDay,
    ),
    new Option(
      '--ranked',
      'in a list without plays, the first row is the most listened (exports only)',
    ).conflicts('unranked'),
    new Option('--unranked', 'in a list without plays, the order says nothing (exports only)'),
  ]);

export const withFewSongs: OptionGroup = (command) =>
  add(command, 'Songs to predict:', [
    new Option(
      '--few-songs <file>',
      'CSV with the columns id and name (default: FewSongs.csv, where there is one)',
    ),
  ]);

export const withRankFiles: OptionGroup = (command) =>
  add(command, 'Songs to predict:', [
    new Option('--rank <files...>', 'then rank these playlists, charts or lists, as ssrm rank does'),
  ]);

const seedOption = (): Option =>
  new Option('--seed <number>', 'same seed and input, same result')
    .argParser(numberParser({ integer: true, minimum: 0, maximum: 4_294_967_295 }))
    .default(42);

export const withEncoder: OptionGroup = (command) =>
  add(command, 'Encoding:', [
    new Option(
      '--embedder <name>',
      'how text becomes numbers for preset original: ngram; use (Universal Sentence Encoder); transformers (BERT, as published), or transformers:MODEL-or-./PATH',
    )
      .choices(EMBEDDERS)
      .argParser(parseEmbedder)
      .default('ngram'),
    new Option('--reducer <name>', 'how many numbers become three').choices(['pca', 'umap']).default('pca'),
  ]);

export const withSeed: OptionGroup = (command) => add(command, 'Training:', [seedOption()]);

export const withTraining: OptionGroup = (command) =>
  add(command, 'Training:', [
    new Option('--preset <name>', 'the published network, the stronger model, or both')
      .choices([...PRESET_NAMES, 'both'])
      .default('both'),
    new Option('--test-size <share>', 'share of the tracks kept for testing')
      .argParser(numberParser({ minimum: 0, maximum: 1, exclusive: true }))
      .default(0.15),
    new Option('--lr <rate>', 'learning rate')
      .argParser(numberParser({ minimum: 0, exclusive: true }))
      .default(0.1),
    new Option('--n-epochs <epochs>', '1000 to 3000 is usual').argParser(positiveWhole).default(2000),
    new Option('--n-batches <batches>', 'equal batches per epoch').argParser(positiveWhole).default(10),
    new Option(
      '--print-freq <epochs>',
      'epochs between two losses of the first batch that are shown; a file or pipe gets a line every 10 s',
    )
      .argParser(positiveWhole)
      .default(50),
    new Option('--test-freq <epochs>', 'epochs between two measurements of loss and accuracy')
      .argParser(positiveWhole)
      .default(5),
    new Option(
      '--model-path <folder>',
      'continue training from this saved model; empty or "none" for a new one',
    )
      .argParser(parseModelPath)
      .default('', 'a new model'),
    new Option('--no-plots', 'without plots/: the numbers are in metrics.csv and report.html'),
  ]);

export const withBackground: OptionGroup = (command) =>
  add(command, 'Listening:', [
    new Option(
      '--background <source>',
      "what to compare with: auto (what many people keep, built in), none, search (a sample of Spotify's search) or a file of tracks you did not choose",
    ).default('auto'),
  ]);

export const withPredict: OptionGroup = (command) =>
  add(command, 'Prediction:', [
    new Option('--model-path <folder>', 'this saved model instead of those in --out').argParser(
      parseModelPath,
    ),
    new Option('--csv', 'print CSV instead of a table'),
  ]);

export const withExport: OptionGroup = (command) =>
  add(command, 'Export:', [
    new Option('--format <format>', 'what to write').choices(['json', 'onnx', 'sql']).default('json'),
    new Option('--preset <name>', 'which model, where there are two').choices(PRESET_NAMES),
    new Option('--to <file>', 'where to write it (default: PRESET.FORMAT in this folder)'),
  ]);

export const withLogin: OptionGroup = (command) =>
  add(command, 'Sign-in:', [
    new Option('--no-browser', 'do not open a browser; print the address only'),
    new Option('--redirect-uri <uri>', 'as registered for the app (default: http://127.0.0.1:8888/callback)'),
  ]);

export const withEvaluation: OptionGroup = (command) =>
  add(command, 'Evaluation:', [
    new Option('--folds <parts>', 'parts that are tested in turn')
      .argParser(numberParser({ integer: true, minimum: 2, maximum: 20 }))
      .default(5),
    new Option('--repeats <times>', 'how often everything is split anew').argParser(positiveWhole).default(3),
  ]);
