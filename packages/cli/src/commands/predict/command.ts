import type { Command } from 'commander';
import {
  type FolderFlags,
  type PredictFlags,
  type SpotifyFlags,
  withFolder,
  withPredict,
  withSpotify,
} from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm predict`. */
export function predictCommand(session: Session): Command {
  return defineCommand<PredictFlags & SpotifyFlags & FolderFlags>(session, {
    name: 'predict',
    summary: 'score songs with a saved model, and say why',
    parameters: [
      ['<songs...>', 'Spotify ids, URIs or links, or files: playlists, exports, or a song a line'],
    ],
    options: [withPredict, withSpotify, withFolder],
    examples: [
      ['ssrm predict https://open.spotify.com/track/4n93SK7dQsQVu9BM5QzvAx', 'one song, by its link'],
      ['ssrm predict songs.csv --csv > scores.csv', 'many songs, as CSV'],
    ],
    async run(flags, { output, signal }, [words]) {
      const { runPredict } = await import('./predict.ts');
      await runPredict(words as readonly string[], flags, { output, signal });
    },
  });
}
