import type { Command } from 'commander';
import {
  type BackgroundFlags,
  type EncoderFlags,
  type FewSongsFlags,
  type FolderFlags,
  type SourceFlags,
  type SpotifyFlags,
  type TrainingFlags,
  withBackground,
  withEncoder,
  withFewSongs,
  withFolder,
  withSeed,
  withSource,
  withSpotify,
  withTraining,
} from '../options/groups.ts';
import type { RunFlags } from '../stages/run.ts';
import { defineCommand, type Session } from './define-command.ts';

/** `ssrm run`: the four stages in order. */
export function runCommand(session: Session): Command {
  return defineCommand<RunFlags>(session, {
    name: 'run',
    summary: 'do everything: fetch your top tracks, learn your taste, score the songs of FewSongs.csv',
    options: [
      withSource,
      withFewSongs,
      withBackground,
      withTraining,
      withSeed,
      withEncoder,
      withSpotify,
      withFolder,
    ],
    examples: [
      ['ssrm run', 'your top tracks, after ssrm login'],
      [
        'ssrm run --from-export my_spotify_data.zip --few-songs few.csv',
        'your own data export, without the API',
      ],
      ['ssrm run --n-epochs 1000 --lr 0.05 --preset original', 'the published network, trained otherwise'],
    ],
    async run(flags, { output, signal }) {
      const { run } = await import('../stages/run.ts');
      await run(flags, { output, signal });
    },
  });
}

/** `ssrm create-dataset`. */
export function createDatasetCommand(session: Session): Command {
  return defineCommand<SourceFlags & BackgroundFlags & SpotifyFlags & FolderFlags & { seed: number }>(
    session,
    {
      name: 'create-dataset',
      summary: 'stage 1: your most listened tracks, each with a score, to SongsDataset.csv',
      options: [withSource, withBackground, withSeed, withSpotify, withFolder],
      examples: [
        ['ssrm create-dataset', 'from the API, after ssrm login'],
        ['ssrm create-dataset --from-export Your_Top_Songs_2025.csv', 'from a list, most listened first'],
      ],
      async run(flags, { output, signal }) {
        const { runCreateDataset } = await import('../stages/create-dataset.ts');
        await runCreateDataset(flags, { output, signal });
      },
    },
  );
}

/** `ssrm preprocess`. */
export function preprocessCommand(session: Session): Command {
  return defineCommand<EncoderFlags & FolderFlags>(session, {
    name: 'preprocess',
    summary: 'stage 2: every track as 16 numbers, to PreprocessedDataset.csv and encoder.json',
    options: [withEncoder, withSeed, withFolder],
    examples: [['ssrm preprocess', 'reads ./ssrm-output/SongsDataset.csv']],
    async run(flags, { output, signal }) {
      const { runPreprocess } = await import('../stages/preprocess.ts');
      await runPreprocess(flags, { output, signal });
    },
  });
}

/** `ssrm preprocess-few-songs`. */
export function preprocessFewSongsCommand(session: Session): Command {
  return defineCommand<FewSongsFlags & SpotifyFlags & FolderFlags>(session, {
    name: 'preprocess-few-songs',
    summary: 'stage 3: the songs to predict as 16 numbers, to FewSongsPreprocessed.csv',
    options: [withFewSongs, withSpotify, withFolder],
    examples: [['ssrm preprocess-few-songs --few-songs FewSongs.csv', 'looks the songs up and encodes them']],
    async run(flags, { output, signal }) {
      const { runPreprocessFewSongs } = await import('../stages/preprocess-few-songs.ts');
      await runPreprocessFewSongs(flags, { output, signal });
    },
  });
}

/** `ssrm train`. */
export function trainCommand(session: Session): Command {
  return defineCommand<TrainingFlags & FolderFlags>(session, {
    name: 'train',
    summary: 'stage 4: train, measure and save the model, and predict the few songs',
    options: [withTraining, withSeed, withFolder],
    examples: [
      ['ssrm train --n-epochs 3000', 'reads the files of the stages before'],
      ['ssrm train --model-path ssrm-output/models/original', 'continues from a saved model'],
    ],
    async run(flags, { output, signal }) {
      const { runTrain } = await import('../stages/run-train.ts');
      await runTrain(flags, { output, signal });
    },
  });
}

/** `ssrm demo`. */
export function demoCommand(session: Session): Command {
  return defineCommand<FolderFlags & { seed: number }>(session, {
    name: 'demo',
    summary: 'try everything offline, with an invented listener on a stand-in for Spotify',
    options: [withSeed, withFolder],
    examples: [['ssrm demo', 'takes seconds and needs no account']],
    async run(flags, { output, signal }) {
      const { runDemo } = await import('../stages/demo.ts');
      await runDemo(flags, { output, signal });
    },
  });
}
