import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RUN_FILES } from '../../run-folder/files.ts';
import type { Output } from '../../terminal/output.ts';

/** What there is to do after a run. */
export interface Ending {
  /** The files that the run made. */
  readonly files: readonly string[];
  readonly next: string;
}

/** The last lines of a run: where the report is, as an address that a terminal opens, and the one next command. */
export function showEnding(output: Output, { files, next }: Ending): void {
  const report = files.find((file) => basename(file) === RUN_FILES.report.path);
  if (report !== undefined) output.result([`Your report: ${pathToFileURL(resolve(report)).href}`]);
  output.result([`Next: ${next}`]);
}
