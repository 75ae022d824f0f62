import type { Command } from 'commander';
import { type ExportFlags, type FolderFlags, withExport, withFolder } from '../../options/groups.ts';
import { defineCommand, type Session } from '../define-command.ts';

/** `ssrm export`. */
export function exportCommand(session: Session): Command {
  return defineCommand<ExportFlags & FolderFlags>(session, {
    name: 'export',
    summary: 'write the saved model as one file: ONNX, SQL or JSON',
    options: [withExport, withFolder],
    examples: [
      ['ssrm export --format onnx', 'original.onnx, for any ONNX runtime'],
      ['ssrm export --format sql', 'original.sql: an expression over the columns of PreprocessedDataset.csv'],
      ['ssrm export --format sql --preset taste', 'taste.sql: a query for DuckDB or PostgreSQL'],
    ],
    async run(flags, { output, signal }) {
      const { runExport } = await import('./export-model.ts');
      await runExport(flags, { output, signal });
    },
  });
}
