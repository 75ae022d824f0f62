import type { Command } from 'commander';
import {
  type EncoderFlags,
  type FolderFlags,
  withEncoder,
  withFolder,
  withSeed,
} from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm preprocess`. */
export function preprocessCommand(session: Session): Command {
  return defineCommand<EncoderFlags & FolderFlags>(session, {
    name: 'preprocess',
    summary: 'stage 2: every track as 16 numbers, to PreprocessedDataset.csv and encoder.json',
    options: [withEncoder, withSeed, withFolder],
    examples: [['ssrm preprocess', 'reads ./ssrm-output/SongsDataset.csv']],
    async run(flags, { output, signal }) {
      const { runPreprocess } = await import('./preprocess.ts');
      await runPreprocess(flags, { output, signal });
    },
  });
}
