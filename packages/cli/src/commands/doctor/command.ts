import type { Command } from 'commander';
import { type FolderFlags, type SpotifyFlags, withFolder, withSpotify } from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm doctor`. */
export function doctorCommand(session: Session): Command {
  return defineCommand<SpotifyFlags & FolderFlags>(session, {
    name: 'doctor',
    summary: 'check Node.js, folder, connection, clock and sign-in, and say what to do',
    options: [withSpotify, withFolder],
    examples: [['ssrm doctor', 'when something does not work']],
    async run(flags, { output, signal }) {
      const { runDoctor } = await import('./doctor.ts');
      await runDoctor(flags, { output, signal });
    },
  });
}
