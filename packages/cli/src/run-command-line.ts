import { CommanderError } from 'commander';
import type { Session } from './commands/define-command.ts';
import { CliError, EXIT } from './errors/cli-error.ts';
import { explainError } from './errors/explain-error.ts';
import { applyConfigFile } from './options/config-file.ts';
import { readEnvironmentFile } from './options/environment-file.ts';
import { createProgram } from './program.ts';
import { Output } from './terminal/output.ts';

/**
 * Runs the command once.
 *
 * @param words - The command line without `node` and the program's path.
 * @returns The exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const controller = new AbortController();
  const session: Session = { output: new Output(), signal: controller.signal };
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  // The reader of a pipe may leave early (`ssrm … | head`); that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed),
  );
  try {
    readEnvironmentFile();
    const program = createProgram(session);
    applyConfigFile(program);
    await program.parseAsync(words, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    session.output.close();
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUsage;
    const { message, exitCode } = explainError(error, controller.signal);
    session.output.error(message);
    const debug = process.env.SSRM_DEBUG === '1' && !(error instanceof CliError);
    if (debug && error instanceof Error) session.output.warn(error.stack ?? error.message);
    return exitCode;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
