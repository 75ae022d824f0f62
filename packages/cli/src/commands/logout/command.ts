import type { Command } from 'commander';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm logout`. */
export function logoutCommand(session: Session): Command {
  return defineCommand(session, {
    name: 'logout',
    summary: 'forget the sign-in',
    options: [],
    examples: [['ssrm logout', 'files that were made stay']],
    async run(_flags, { output }) {
      const { runLogout } = await import('./logout.ts');
      await runLogout({ output });
    },
  });
}
