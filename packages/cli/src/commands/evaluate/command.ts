import type { Command } from 'commander';
import {
  type EncoderFlags,
  type EvaluateFlags,
  type FolderFlags,
  withEncoder,
  withEvaluation,
  withFolder,
  withSeed,
} from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm evaluate`. */
export function evaluateCommand(session: Session): Command {
  return defineCommand<EvaluateFlags & EncoderFlags & FolderFlags>(session, {
    name: 'evaluate',
    summary: 'measure on your own songs whether the scores are better than guessing',
    options: [withEvaluation, withSeed, withEncoder, withFolder],
    examples: [['ssrm evaluate', 'after ssrm run; takes a minute or more']],
    async run(flags, { output, signal }) {
      const { runEvaluate } = await import('./evaluate.ts');
      await runEvaluate(flags, { output, signal });
    },
  });
}
