import type { Command } from 'commander';
import {
  withBackground,
  withEncoder,
  withFewSongs,
  withFolder,
  withRankFiles,
  withSeed,
  withSource,
  withSpotify,
  withTraining,
} from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';
import type { RunFlags } from './run.ts';

/** `ssrm run`: the four stages in order. */
export function runCommand(session: Session): Command {
  return defineCommand<RunFlags>(session, {
    name: 'run',
    summary: 'do everything: fetch your top tracks, learn your taste, score the songs of FewSongs.csv',
    options: [
      withSource,
      withFewSongs,
      withRankFiles,
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
      [
        'ssrm run --from-export my_spotify_data.zip --rank charts.csv',
        'and a playlist or chart by your taste',
      ],
      ['ssrm run --n-epochs 1000 --lr 0.05 --preset original', 'the published network, trained otherwise'],
    ],
    async run(flags, { output, signal }) {
      const { run } = await import('./run.ts');
      await run(flags, { output, signal });
    },
  });
}
