import { join } from 'node:path';
import { type Maker, RUN_FILE_NAMES, RUN_FILES, type RunFileName } from './files.ts';
import { fingerprint } from './fingerprint.ts';
import {
  type FileRecord,
  findOutdated,
  LEDGER_FILE,
  type Ledger,
  ledgerText,
  type Outdated,
} from './ledger.ts';
import type { Staging } from './staging.ts';

/** Where the content of a file comes from. */
export interface Origin {
  /** True where anything of it came from the Web API itself, and not only by what it was made from. */
  readonly fromSpotify?: boolean;
}

/** What the folder and its command know before the change. */
export interface KnownBefore {
  readonly ledger: Ledger;
  /** Fingerprints of what the command has read. */
  readonly read: ReadonlyMap<RunFileName, string>;
  readonly isUndocumentedFromSpotify: boolean;
}

/** Files that are about to be put in place, and those that are to go. */
export class FolderChanges {
  readonly #staging: Staging;
  readonly #made = new Map<RunFileName, Origin>();
  readonly #removed = new Set<RunFileName>();
  /** Of what is there now; it changes at the end only. */
  readonly #fingerprints = new Map<string, string | undefined>();

  constructor(staging: Staging) {
    this.#staging = staging;
  }

  /** Keeps a file. */
  async write(name: RunFileName, data: string | Uint8Array, origin: Origin = {}): Promise<void> {
    await this.#staging.write(RUN_FILES[name].path, data);
    this.#made.set(name, origin);
  }

  /** An empty folder to fill; as a whole it replaces the one that is there. */
  async folder(name: RunFileName): Promise<string> {
    this.#made.set(name, {});
    return this.#staging.folder(RUN_FILES[name].path);
  }

  /** Has a file or folder taken away that may be there. */
  remove(name: RunFileName): void {
    this.#staging.remove(RUN_FILES[name].path);
    this.#removed.add(name);
  }

  /**
   * Keeps how everything came about. What these makers did not make anew, and is out of date by what they made, goes.
   *
   * @returns What is out of date then.
   */
  async record(
    { ledger, read, isUndocumentedFromSpotify }: KnownBefore,
    makers: readonly Maker[],
  ): Promise<Outdated> {
    const after: Partial<Record<RunFileName, FileRecord>> = { ...ledger };
    for (const name of [...this.#removed, ...this.#made.keys()]) delete after[name];
    await this.#removeOutdated(after, makers);
    for (const name of RUN_FILE_NAMES) {
      const origin = this.#made.get(name);
      if (origin === undefined) continue;
      const { madeFrom: inputs } = RUN_FILES[name];
      const madeFrom: Partial<Record<RunFileName, string | null>> = {};
      for (const input of inputs) {
        const known = this.#made.has(input) || this.#removed.has(input) ? undefined : read.get(input);
        madeFrom[input] = known ?? (await this.#now(input)) ?? null;
      }
      const isByInputs = inputs.some(
        (input) => madeFrom[input] !== null && (after[input]?.fromSpotify ?? isUndocumentedFromSpotify),
      );
      after[name] = { madeFrom, fromSpotify: origin.fromSpotify === true || isByInputs };
    }
    if (Object.keys(after).length > 0) await this.#staging.write(LEDGER_FILE, ledgerText(after));
    else this.#staging.remove(LEDGER_FILE);
    return findOutdated(after, (name) => this.#now(name));
  }

  async #removeOutdated(
    after: Partial<Record<RunFileName, FileRecord>>,
    makers: readonly Maker[],
  ): Promise<void> {
    // Each that goes may outdate others.
    for (;;) {
      const outdated = await findOutdated(after, (name) => this.#now(name));
      const gone = [...outdated.keys()].filter(
        (name) => makers.includes(RUN_FILES[name].madeBy) && !this.#made.has(name),
      );
      if (gone.length === 0) return;
      for (const name of gone) {
        this.remove(name);
        delete after[name];
      }
    }
  }

  async #now(name: RunFileName): Promise<string | undefined> {
    if (this.#removed.has(name)) return undefined;
    const { path } = RUN_FILES[name];
    const place = this.#made.has(name) ? this.#staging.path(path) : join(this.#staging.directory, path);
    if (!this.#fingerprints.has(place)) this.#fingerprints.set(place, await fingerprint(place));
    return this.#fingerprints.get(place);
  }
}
