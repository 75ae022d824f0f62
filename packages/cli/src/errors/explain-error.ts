import { CliError, EXIT } from './cli-error.ts';
import { explainSpotifyError } from './explain-spotify-error.ts';

/** What the person reads when a command stops, and the exit code. */
export interface Explanation {
  readonly message: string;
  readonly exitCode: number;
}

/**
 * The error as a message without a stack trace: errors thrown on purpose keep their own words,
 * faults of the file system get a sentence of ours, anything else is called a fault of the program.
 */
export function explainError(error: unknown, signal: AbortSignal): Explanation {
  if (signal.aborted) {
    return {
      message: 'Interrupted. Files that were already there are as they were.',
      exitCode: EXIT.interrupted,
    };
  }
  if (error instanceof CliError) return { message: error.message, exitCode: error.exitCode };
  if (isErrorLike(error)) {
    const location = locationOf(error);
    const spotifyMessage = explainSpotifyError(error);
    if (spotifyMessage !== undefined) return { message: spotifyMessage, exitCode: EXIT.failed };
    if (isTyped(error)) return { message: location + error.message, exitCode: EXIT.failed };
    const fileMessage = fileSystemMessage(error);
    if (fileMessage !== undefined) return { message: fileMessage, exitCode: EXIT.failed };
  }
  const message = isErrorLike(error) ? error.message : String(error);
  return {
    message: `This is a fault in ssrm itself: ${message}\nRun the same command with SSRM_DEBUG=1 to see where, and please report it.`,
    exitCode: EXIT.failed,
  };
}

interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly path?: unknown;
  readonly location?: unknown;
}

function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === 'object' && value !== null && 'message' in value && 'name' in value;
}

/** The libraries mark their errors with a symbol that works across copies of a package. */
function isTyped(error: ErrorLike): boolean {
  return Symbol.for('@ssrm/error') in error;
}

/** `file:line:column: `, as editors and terminals make clickable, unless the message names the file itself. */
function locationOf(error: ErrorLike): string {
  const location = error.location as { file?: string; line?: number; column?: string | number } | undefined;
  if (location?.file === undefined || error.message.includes(location.file)) return '';
  const place = [location.file, location.line, location.column].filter((part) => part !== undefined);
  return `${place.join(':')}: `;
}

function fileSystemMessage(error: ErrorLike): string | undefined {
  const path = typeof error.path === 'string' ? error.path : 'A file';
  switch (error.code) {
    case 'ENOENT':
      return `${path} does not exist. Check the path.`;
    case 'EACCES':
    case 'EPERM':
      return `No permission to use ${path}. Choose another folder with --out, or change its permissions.`;
    case 'EROFS':
      return `${path} is on a read-only disk. Choose another folder with --out.`;
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return `The disk is full: ${path} could not be written. Nothing that was there has been changed. Free some space and run the command again.`;
    case 'EISDIR':
      return `${path} is a folder, but a file was expected.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${path} is a file, but a folder was expected. Choose another folder with --out.`;
    default:
      return undefined;
  }
}
