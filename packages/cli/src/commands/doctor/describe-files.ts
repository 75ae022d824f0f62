import type { FileReport, ImportReport } from '@ssrm/features';
import { importPath } from '@ssrm/features/node';
import { CliError } from '../../errors/cli-error.ts';
import { explainError } from '../../errors/explain-error.ts';
import { describeFaults, describeImport } from '../../songs/describe-import.ts';
import { readSongs } from '../../songs/read-songs.ts';
import { count, plainText } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/** What one path of the command line turned out to be. */
interface Account {
  readonly path: string;
  readonly files: readonly FileReport[];
  /** A sentence each. */
  readonly lines: readonly string[];
  readonly faults: readonly string[];
}

/**
 * `ssrm doctor FILES…`: what the files are, what is in them, and how `ssrm run --from-export` would read each.
 *
 * @throws {@link CliError} if one of them cannot be used.
 */
export async function describeFiles(paths: readonly string[], context: StageContext): Promise<void> {
  const { output } = context;
  const accounts: Account[] = [];
  for (const path of paths) {
    const account = await describePath(path, context);
    const isUsable = account.lines.length > 0;
    const mark = isUsable ? output.style.green('✔') : output.style.red('✘');
    output.result([
      `${mark} ${plainText(path)}`,
      ...account.files.filter(({ isDamaged }) => !isDamaged).map((file) => `  ${describeFile(file)}`),
      ...account.lines.map((line) => `  ${line}`),
      ...account.faults.map((fault) => `  ${output.style.yellow('!')} ${fault}`),
    ]);
    accounts.push(account);
  }
  output.resultJson({ command: 'doctor', paths: accounts });
  const useless = accounts.filter(({ lines }) => lines.length === 0).length;
  if (useless > 0)
    throw new CliError(
      `${useless} of ${count(paths.length, 'path')} cannot be used; why stands beside each.`,
    );
}

async function describePath(path: string, { signal }: StageContext): Promise<Account> {
  try {
    const { report, tracks, known } = await importPath(path, { signal });
    if (known.length === 0) return { path, files: report.files, lines: [], faults: describeNothing(report) };
    const songs = `${count(tracks.length, 'song')} to learn from, ${known.length.toLocaleString('en-US')} known in all.`;
    return {
      path,
      files: report.files,
      lines: [songs, ...describeImport(report)],
      faults: describeFaults(report),
    };
  } catch (error) {
    signal.throwIfAborted();
    const songs = await readSongs(path, { signal }).catch(() => []);
    if (songs.length > 0) {
      const text = `a list of ${count(songs.length, 'song')}, one a line: ssrm rank and ssrm predict score them; there is no listening to learn from.`;
      return { path, files: [], lines: [text], faults: [] };
    }
    return { path, files: [], lines: [], faults: [explainError(error, signal).message] };
  }
}

function describeFile({ file, what, rowsRead, rowsKept }: FileReport): string {
  const rows =
    rowsRead === rowsKept
      ? count(rowsRead, 'row')
      : `${rowsKept.toLocaleString('en-US')} of ${count(rowsRead, 'row')} used`;
  return `${plainText(file)}: ${what}, ${rows}`;
}

/** Of files that are readable, but hold no song. */
function describeNothing(report: ImportReport): string[] {
  const faults = describeFaults(report);
  return faults.length > 0 ? faults : ['No song is in it.', ...describeImport(report).slice(0, -1)];
}
