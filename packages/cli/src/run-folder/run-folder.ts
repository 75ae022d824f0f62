import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '../errors/cli-error.ts';
import type { Output } from '../terminal/output.ts';
import { type FolderUser, RUN_FILE_NAMES, RUN_FILES, type RunFileName, worksAs } from './files.ts';
import { fingerprint, fingerprintOf } from './fingerprint.ts';
import { FolderChanges } from './folder-changes.ts';
import {
  describeOutdated,
  explainOutdated,
  findOutdated,
  LEDGER_FILE,
  type Ledger,
  type Outdated,
  parseLedger,
} from './ledger.ts';
import { clearAbandoned, stage } from './staging.ts';

/** What a change of the folder may be given. */
export interface ChangeContext {
  readonly signal?: AbortSignal;
  readonly output?: Output;
}

/**
 * The output folder, as one command uses it. It knows of each file what it was made from, gives none that is out of
 * date, and puts new files in place all together.
 */
export class RunFolder {
  readonly directory: string;
  readonly #user: FolderUser;
  readonly #ledger: Ledger;
  /** Fingerprints of what was read: what this command makes is made from that. */
  readonly #read = new Map<RunFileName, string>();
  #outdated: Outdated | undefined;

  private constructor(directory: string, user: FolderUser, ledger: Ledger) {
    this.directory = directory;
    this.#user = user;
    this.#ledger = ledger;
  }

  /** Opens the folder, whether it is there yet or not; ends what a killed command had begun to put in place. */
  static async open(directory: string, user: FolderUser): Promise<RunFolder> {
    await clearAbandoned(directory);
    return new RunFolder(directory, user, await readLedger(directory));
  }

  /** Where the file is, or would be. */
  path(name: RunFileName): string {
    return join(this.directory, RUN_FILES[name].path);
  }

  /**
   * The text of a file that may be there.
   *
   * @throws {@link CliError} that names the command that renews it, if it is out of date.
   */
  async read(name: RunFileName): Promise<string | undefined> {
    await this.#check(name);
    try {
      const bytes = await readFile(this.path(name));
      this.#read.set(name, fingerprintOf(bytes));
      return bytes.toString('utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /**
   * The text of a file that has to be there.
   *
   * @throws {@link CliError} that names the command to run first, if it is not there or out of date.
   */
  async need(name: RunFileName): Promise<string> {
    const text = await this.read(name);
    if (text !== undefined) return text;
    const isStage = ['preprocess', 'preprocess-few-songs', 'train'].includes(this.#user);
    throw new CliError(
      `${this.path(name)} does not exist. Run ssrm ${isStage ? RUN_FILES[name].madeBy : 'run'} first, or name the folder with --out.`,
    );
  }

  /**
   * Where a folder of files that belong together is; `undefined` where there is none.
   *
   * @throws {@link CliError} that names the command that renews it, if it is out of date.
   */
  async find(name: RunFileName): Promise<string | undefined> {
    await this.#check(name);
    const found = await fingerprint(this.path(name));
    if (found === undefined) return undefined;
    this.#read.set(name, found);
    return this.path(name);
  }

  /** Why a file is not to be used, in a sentence that names the command that renews it; `undefined` if it may be. */
  async objection(name: RunFileName): Promise<string | undefined> {
    this.#outdated ??= await findOutdated(this.#ledger, (file) => fingerprint(this.path(file)));
    return this.#outdated.has(name) ? explainOutdated(name, this.#outdated, this.directory) : undefined;
  }

  /** The files of which anything came from the Web API, as far as is known. */
  async fromSpotify(): Promise<RunFileName[]> {
    const isUndocumented = await usesSpotifyApi(this.directory);
    const found: RunFileName[] = [];
    for (const name of RUN_FILE_NAMES) {
      if (!(this.#ledger[name]?.fromSpotify ?? isUndocumented)) continue;
      if ((await fingerprint(this.path(name))) !== undefined) found.push(name);
    }
    return found;
  }

  /**
   * Puts the files in place that the work keeps, all together. Those of this command that it did not make anew go
   * where they are out of date by it; others that are, are named.
   *
   * @returns The paths of what was made, in that order.
   * @throws {@link CliError} that names the folder, if there is no room in it or it must not be written to.
   */
  async change(
    { signal, output }: ChangeContext,
    work: (changes: FolderChanges) => Promise<void>,
  ): Promise<string[]> {
    return stage(this.directory, signal === undefined ? {} : { signal }, async (staging) => {
      const changes = new FolderChanges(staging);
      await work(changes);
      const known = {
        ledger: await readLedger(this.directory),
        read: this.#read,
        isUndocumentedFromSpotify: await usesSpotifyApi(this.directory),
      };
      const outdated = await changes.record(known, worksAs(this.#user));
      const files = await staging.commit();
      if (outdated.size > 0 && this.#user !== 'disconnect') output?.note(describeOutdated(outdated));
      return files.filter((file) => file !== join(this.directory, LEDGER_FILE));
    });
  }

  async #check(name: RunFileName): Promise<void> {
    if (!RUN_FILES[name].readBy.includes(this.#user)) {
      throw new Error(`${this.#user} is not listed as a reader of ${RUN_FILES[name].path}.`);
    }
    const objection = await this.objection(name);
    if (objection !== undefined) throw new CliError(objection);
  }
}

async function readLedger(directory: string): Promise<Ledger> {
  const path = join(directory, LEDGER_FILE);
  try {
    return parseLedger(await readFile(path, 'utf8'));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return {};
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw new CliError(
      `${path}, which says what the files beside it were made from, is damaged. Delete it and run ssrm run again.`,
      { cause: error },
    );
  }
}

/** What `source.json` says; it stands for files that have no record. */
async function usesSpotifyApi(directory: string): Promise<boolean> {
  try {
    const text = await readFile(join(directory, RUN_FILES.source.path), 'utf8');
    return (JSON.parse(text) as { usesSpotifyApi?: unknown } | null)?.usesSpotifyApi === true;
  } catch {
    return false;
  }
}
