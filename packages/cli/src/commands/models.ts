import type { Command } from 'commander';
import {
  type EncoderFlags,
  type EvaluateFlags,
  type ExportFlags,
  type FolderFlags,
  type PredictFlags,
  type SpotifyFlags,
  withEncoder,
  withEvaluation,
  withExport,
  withFolder,
  withPredict,
  withSeed,
  withSpotify,
} from '../options/groups.ts';
import { defineCommand, type Session } from './define-command.ts';

/** `ssrm predict`. */
export function predictCommand(session: Session): Command {
  return defineCommand<PredictFlags & SpotifyFlags & FolderFlags>(session, {
    name: 'predict',
    summary: 'score songs with a saved model, and say why',
    parameters: [['<songs...>', 'Spotify ids, URIs or links, or CSV files with the columns id and name']],
    options: [withPredict, withSpotify, withFolder],
    examples: [
      ['ssrm predict https://open.spotify.com/track/4n93SK7dQsQVu9BM5QzvAx', 'one song, by its link'],
      ['ssrm predict songs.csv --csv > scores.csv', 'many songs, as CSV'],
    ],
    async run(flags, { output, signal }, [words]) {
      const { runPredict } = await import('../stages/predict.ts');
      await runPredict(words as readonly string[], flags, { output, signal });
    },
  });
}

/** `ssrm export`. */
export function exportCommand(session: Session): Command {
  return defineCommand<ExportFlags & FolderFlags>(session, {
    name: 'export',
    summary: 'write the saved model as one file: ONNX, SQL or JSON',
    options: [withExport, withFolder],
    examples: [
      ['ssrm export --format onnx', 'original.onnx, for any ONNX runtime'],
      ['ssrm export --format sql', 'original.sql: an expression over the columns of PreprocessedDataset.csv'],
    ],
    async run(flags, { output, signal }) {
      const { runExport } = await import('../stages/export-model.ts');
      await runExport(flags, { output, signal });
    },
  });
}

/** `ssrm report`. */
export function reportCommand(session: Session): Command {
  return defineCommand<FolderFlags>(session, {
    name: 'report',
    summary: 'make report.html anew from the files in the output folder',
    options: [withFolder],
    examples: [['ssrm report', 'after ssrm evaluate, with its verdict']],
    async run(flags, { output, signal }) {
      const { runReport } = await import('../stages/run-report.ts');
      await runReport(flags, { output, signal });
    },
  });
}

/** `ssrm evaluate`. */
export function evaluateCommand(session: Session): Command {
  return defineCommand<EvaluateFlags & EncoderFlags & FolderFlags>(session, {
    name: 'evaluate',
    summary: 'measure on your own songs whether the scores are better than guessing',
    options: [withEvaluation, withSeed, withEncoder, withFolder],
    examples: [['ssrm evaluate', 'after ssrm run; takes a minute or more']],
    async run(flags, { output, signal }) {
      const { runEvaluate } = await import('../stages/evaluate.ts');
      await runEvaluate(flags, { output, signal });
    },
  });
}
