import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { writeFileAtomic } from '@ssrm/features/node';
import { CliError } from '../errors/cli-error.ts';
import { isThere, makeFolder } from './make-folder.ts';

const stagingPrefix = '.ssrm-staging-';
const retiredSuffix = '.previous';
/** In the hidden folder once everything in it is whole: what is to be done with it. */
const planFile = '.commit.json';

interface Plan {
  /** Paths to put in place, in this order. */
  readonly entries: readonly string[];
  /** Paths to take away. */
  readonly obsolete: readonly string[];
}

/** What {@link Staging.open} needs to know. */
export interface StagingOptions {
  readonly signal?: AbortSignal;
}

/**
 * New files beside the old ones: everything is written to a hidden folder first, and only `commit` puts it in place,
 * by renaming. A run that fails or is interrupted before that leaves what was there; what one that is killed in the
 * middle of it has not put in place, the next does.
 */
export class Staging {
  readonly directory: string;
  readonly #workspace: string;
  readonly #signal: AbortSignal | undefined;
  readonly #entries = new Set<string>();
  readonly #obsolete = new Set<string>();

  private constructor(directory: string, workspace: string, signal: AbortSignal | undefined) {
    this.directory = directory;
    this.#workspace = workspace;
    this.#signal = signal;
  }

  /** Makes the folder where needed, and clears up what a killed run left. */
  static async open(directory: string, options: StagingOptions = {}): Promise<Staging> {
    await makeFolder(directory);
    await clearAbandoned(directory);
    const workspace = join(directory, `${stagingPrefix}${process.pid}`);
    await mkdir(workspace, { recursive: true });
    return new Staging(directory, workspace, options.signal);
  }

  /** Keeps a file to be put at `path` within the output folder. */
  async write(path: string, data: string | Uint8Array): Promise<void> {
    this.#signal?.throwIfAborted();
    const staged = this.path(path);
    await mkdir(dirname(staged), { recursive: true });
    await writeFile(staged, data, { flush: true });
    this.#entries.add(path);
  }

  /** An empty folder to fill; as a whole it replaces the folder at `path`. */
  async folder(path: string): Promise<string> {
    this.#signal?.throwIfAborted();
    const staged = this.path(path);
    await mkdir(staged, { recursive: true });
    this.#entries.add(path);
    return staged;
  }

  /** Where what is kept for `path` is until then. */
  path(path: string): string {
    return join(this.#workspace, path);
  }

  /** Has an outdated file or folder taken away at `commit`. */
  remove(path: string): void {
    this.#obsolete.add(path);
  }

  /** Puts everything in place and returns the paths, in the order they were made. */
  async commit(): Promise<string[]> {
    this.#signal?.throwIfAborted();
    const plan: Plan = { entries: [...this.#entries], obsolete: [...this.#obsolete] };
    await writeFileAtomic(this.path(planFile), JSON.stringify(plan));
    await carryOut(this.directory, this.#workspace, plan);
    return Array.from(this.#entries, (path) => join(this.directory, path));
  }

  /** Forgets what was not committed. */
  async discard(): Promise<void> {
    await rm(this.#workspace, { recursive: true, force: true });
  }
}

/**
 * Does the work with a staging folder that never outlives it.
 *
 * @throws {@link CliError} that names the folder, if there is no room in it or it must not be written to.
 */
export async function stage<Result>(
  directory: string,
  options: StagingOptions,
  work: (staging: Staging) => Promise<Result>,
): Promise<Result> {
  let staging: Staging | undefined;
  try {
    staging = await Staging.open(directory, options);
    return await work(staging);
  } catch (error) {
    throw explainWriting(error, directory);
  } finally {
    await staging?.discard();
  }
}

/** The system names a hidden file, or none at all; a person needs the folder. */
function explainWriting(error: unknown, directory: string): unknown {
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new CliError(
        `The disk is full: the files could not be written to ${directory}. What was there is as it was. Free some space, or choose another folder with --out, and run the same command again.`,
        { cause: error },
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new CliError(
        `Files cannot be written to ${directory}: ${(error as NodeJS.ErrnoException).code === 'EROFS' ? 'the disk is read-only' : 'you have no permission to'}. Choose another folder with --out, or change its permissions.`,
        { cause: error },
      );
    // Windows lets nobody replace a file that a program holds.
    case 'EBUSY':
      return new CliError(
        `A file in ${directory} is open in another program, such as a spreadsheet, and cannot be replaced. Close it there, and run the same command again.`,
        { cause: error },
      );
    default:
      return error;
  }
}

async function carryOut(directory: string, workspace: string, { entries, obsolete }: Plan): Promise<void> {
  for (const path of entries) await replace(join(workspace, path), join(directory, path));
  for (const path of obsolete) {
    const outdated = join(directory, path);
    await rm(outdated, { recursive: true, force: true });
    // The folder it was in goes with the last of it.
    if (dirname(path) !== '.') await rmdir(dirname(outdated)).catch(() => {});
  }
  await rm(workspace, { recursive: true, force: true });
}

/** Renames over a file; a folder that is in the way steps aside first, since folders cannot be renamed over. */
async function replace(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (error) {
    if (!isOccupied(error)) throw error;
    const retired = to + retiredSuffix;
    await rm(retired, { recursive: true, force: true });
    await rename(to, retired);
    await rename(from, to);
    await rm(retired, { recursive: true, force: true });
  }
}

function isOccupied(error: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/**
 * Staging folders of processes that no longer run go away, after what they had begun to put in place is in place; a
 * folder that had stepped aside when its run was killed comes back.
 */
export async function clearAbandoned(directory: string): Promise<void> {
  for (const name of await readdir(directory).catch(() => [])) {
    if (name.startsWith(stagingPrefix) && !isRunning(Number(name.slice(stagingPrefix.length)))) {
      await finish(directory, join(directory, name));
    }
  }
  for (const parent of [directory, join(directory, 'models')]) {
    for (const name of await readdir(parent).catch(() => [])) {
      if (name.endsWith(retiredSuffix)) await restore(join(parent, name));
    }
  }
}

async function finish(directory: string, workspace: string): Promise<void> {
  const text = await readFile(join(workspace, planFile), 'utf8').catch(() => undefined);
  const plan = text === undefined ? { entries: [], obsolete: [] } : (JSON.parse(text) as Plan);
  // The folder may come from anybody.
  const isInside = (path: string): boolean => resolve(directory, path).startsWith(resolve(directory) + sep);
  const entries: string[] = [];
  for (const path of plan.entries) {
    if (isInside(path) && (await isThere(join(workspace, path)))) entries.push(path);
  }
  await carryOut(directory, workspace, { entries, obsolete: plan.obsolete.filter(isInside) });
}

async function restore(retired: string): Promise<void> {
  try {
    await rename(retired, retired.slice(0, -retiredSuffix.length));
  } catch {
    await rm(retired, { recursive: true, force: true });
  }
}

function isRunning(processId: number): boolean {
  if (processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
