import type { Command } from 'commander';
import { type FolderFlags, withFolder } from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm disconnect`. */
export function disconnectCommand(session: Session): Command {
  return defineCommand<FolderFlags>(session, {
    name: 'disconnect',
    summary: 'forget the sign-in and delete everything fetched from Spotify',
    options: [withFolder],
    examples: [['ssrm disconnect', 'also deletes what a run fetched to ./ssrm-output']],
    async run(flags, { output }) {
      const { runDisconnect } = await import('./disconnect.ts');
      await runDisconnect(flags, { output });
    },
  });
}
