import type { Command } from 'commander';
import { type FolderFlags, withFolder, withSeed } from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm demo`. */
export function demoCommand(session: Session): Command {
  return defineCommand<FolderFlags & { seed: number }>(session, {
    name: 'demo',
    summary: 'try everything offline, with an invented listener on a stand-in for Spotify',
    options: [withSeed, withFolder],
    examples: [['ssrm demo', 'takes seconds and needs no account']],
    async run(flags, { output, signal }) {
      const { runDemo } = await import('./demo.ts');
      await runDemo(flags, { output, signal });
    },
  });
}
