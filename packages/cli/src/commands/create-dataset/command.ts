import type { Command } from 'commander';
import {
  type BackgroundFlags,
  type FolderFlags,
  type SourceFlags,
  type SpotifyFlags,
  withBackground,
  withFolder,
  withSeed,
  withSource,
  withSpotify,
} from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

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
        const { runCreateDataset } = await import('./create-dataset.ts');
        await runCreateDataset(flags, { output, signal });
      },
    },
  );
}
