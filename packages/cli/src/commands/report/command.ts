import type { Command } from 'commander';
import { type FolderFlags, withFolder } from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm report`. */
export function reportCommand(session: Session): Command {
  return defineCommand<FolderFlags>(session, {
    name: 'report',
    summary: 'make report.html anew from the files in the output folder',
    options: [withFolder],
    examples: [['ssrm report', 'after ssrm evaluate, with its verdict']],
    async run(flags, { output, signal }) {
      const { runReport } = await import('./report.ts');
      await runReport(flags, { output, signal });
    },
  });
}
