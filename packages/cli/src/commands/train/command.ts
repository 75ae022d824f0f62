import type { Command } from 'commander';
import {
  type FolderFlags,
  type TrainingFlags,
  withFolder,
  withSeed,
  withTraining,
} from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

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
      const { runTrain } = await import('./train.ts');
      await runTrain(flags, { output, signal });
    },
  });
}
