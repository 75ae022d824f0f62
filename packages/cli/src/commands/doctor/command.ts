import type { Command } from 'commander';
import { type FolderFlags, type SpotifyFlags, withFolder, withSpotify } from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm doctor`. */
export function doctorCommand(session: Session): Command {
  return defineCommand<SpotifyFlags & FolderFlags>(session, {
    name: 'doctor',
    summary:
      'say what files are and how they will be read; without files, check the set-up, and say what to do',
    parameters: [['[files...]', 'exports, playlists or lists, alone, as ZIP or as folder']],
    options: [withSpotify, withFolder],
    examples: [
      ['ssrm doctor my_spotify_data.zip', 'what is in it, and how it will be read; nothing is written'],
      ['ssrm doctor', 'Node.js, folder, connection, clock and sign-in, when something does not work'],
    ],
    async run(flags, { output, signal }, [files]) {
      const paths = files as readonly string[];
      if (paths.length > 0) {
        const { describeFiles } = await import('./describe-files.ts');
        return describeFiles(paths, { output, signal });
      }
      const { checkSetUp } = await import('./check-set-up.ts');
      await checkSetUp(flags, { output, signal });
    },
  });
}
