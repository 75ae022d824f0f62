import type { Command } from 'commander';
import {
  type FewSongsFlags,
  type FolderFlags,
  type SpotifyFlags,
  withFewSongs,
  withFolder,
  withSpotify,
} from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm preprocess-few-songs`. */
export function preprocessFewSongsCommand(session: Session): Command {
  return defineCommand<FewSongsFlags & SpotifyFlags & FolderFlags>(session, {
    name: 'preprocess-few-songs',
    summary: 'stage 3: the songs to predict as 16 numbers, to FewSongsPreprocessed.csv',
    options: [withFewSongs, withSpotify, withFolder],
    examples: [['ssrm preprocess-few-songs --few-songs FewSongs.csv', 'looks the songs up and encodes them']],
    async run(flags, { output, signal }) {
      const { runPreprocessFewSongs } = await import('./preprocess-few-songs.ts');
      await runPreprocessFewSongs(flags, { output, signal });
    },
  });
}
