import { join } from 'node:path';
import { checkArtifact, InvalidArtifactError } from '@ssrm/features';
import { RUN_FILE_NAMES, RUN_FILES, type RunFileName, renewedBy } from './files.ts';

/** The file in which the folder keeps its {@link Ledger}. */
export const LEDGER_FILE = 'run.json';

/** How a file came about. */
export interface FileRecord {
  /** Fingerprints of what it was made from; `null` of what was not there. */
  readonly madeFrom: Readonly<Partial<Record<RunFileName, string | null>>>;
  /** True where anything in it came from the Web API. */
  readonly fromSpotify: boolean;
}

/** How the files of a folder came about; what was put there by hand has no record. */
export type Ledger = Readonly<Partial<Record<RunFileName, FileRecord>>>;

/** The fingerprint of a file as it is now, or is about to be; `undefined` where there is none. */
export type FingerprintNow = (name: RunFileName) => Promise<string | undefined>;

/** @throws {@link InvalidArtifactError} if the text is damaged. */
export function parseLedger(text: string): Ledger {
  const { files } = checkArtifact(JSON.parse(text), 'ssrm-run', 1) as unknown as {
    readonly files?: Readonly<Record<string, FileRecord>>;
  };
  if (typeof files !== 'object' || files === null) {
    throw new InvalidArtifactError('Expected the files of a run, but there are none.');
  }
  return Object.fromEntries(
    RUN_FILE_NAMES.flatMap((name) => {
      const record = files[RUN_FILES[name].path];
      return record === undefined ? [] : [[name, { ...record, madeFrom: byName(record.madeFrom) }]];
    }),
  );
}

/** The ledger as a file that says paths, for people too. */
export function ledgerText(ledger: Ledger): string {
  const files = Object.fromEntries(
    RUN_FILE_NAMES.flatMap((name) => {
      const record = ledger[name];
      return record === undefined
        ? []
        : [[RUN_FILES[name].path, { ...record, madeFrom: byPath(record.madeFrom) }]];
    }),
  );
  return `${JSON.stringify({ kind: 'ssrm-run', version: 1, files }, null, 2)}\n`;
}

function byName(madeFrom: object): FileRecord['madeFrom'] {
  const byItsPath = new Map(Object.entries(madeFrom) as [string, string | null][]);
  return Object.fromEntries(
    RUN_FILE_NAMES.flatMap((name) => {
      const value = byItsPath.get(RUN_FILES[name].path);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function byPath(madeFrom: FileRecord['madeFrom']): Record<string, string | null> {
  return Object.fromEntries(
    RUN_FILE_NAMES.flatMap((name) => {
      const value = madeFrom[name];
      return value === undefined ? [] : [[RUN_FILES[name].path, value]];
    }),
  );
}

/** What each file that is out of date was made from and is now otherwise, or is itself out of date. */
export type Outdated = ReadonlyMap<RunFileName, readonly RunFileName[]>;

/** The files that are out of date. */
export async function findOutdated(ledger: Ledger, now: FingerprintNow): Promise<Outdated> {
  const outdated = new Map<RunFileName, readonly RunFileName[]>();
  for (const name of RUN_FILE_NAMES) {
    const record = ledger[name];
    if (record === undefined || (await now(name)) === undefined) continue;
    const causes: RunFileName[] = [];
    for (const input of RUN_FILES[name].madeFrom) {
      if (outdated.has(input) || (await hasChanged(input, record, ledger, now))) causes.push(input);
    }
    if (causes.length > 0) outdated.set(name, causes);
  }
  return outdated;
}

async function hasChanged(
  input: RunFileName,
  { madeFrom }: FileRecord,
  ledger: Ledger,
  now: FingerprintNow,
): Promise<boolean> {
  const before = madeFrom[input] ?? null;
  const current = await now(input);
  // What a person took away does not outdate what was made of it; a command that took it away forgot its record too.
  if (current === undefined) return before !== null && ledger[input] === undefined;
  return current !== before;
}

/** Why a file is refused, and what to do about it. */
export function explainOutdated(name: RunFileName, outdated: Outdated, directory: string): string {
  const causes = outdated.get(name) ?? [];
  const roots = causes.filter((cause) => !outdated.has(cause));
  const why =
    roots.length > 0
      ? `${listed(roots)} ${roots.length === 1 ? 'has' : 'have'} changed since it was made`
      : `it was made from ${listed(causes)}, out of date as well`;
  const { path, isOptional } = RUN_FILES[name];
  const without = isOptional === true ? ' Or delete it, and go without it.' : '';
  return `${join(directory, path)} is out of date: ${why}. ${commandsIn(renewal([name], outdated))} renews it.${without}`;
}

/** Names the files that are out of date, and what renews them. */
export function describeOutdated(outdated: Outdated): string {
  const names = [...outdated.keys()];
  return `Out of date now: ${listed(names)}. ${commandsIn(renewal(names, outdated))} ${names.length === 1 ? 'renews it' : 'renews them'}.`;
}

/** The commands that renew these files and what they are made from. */
function renewal(names: readonly RunFileName[], outdated: Outdated): string[] {
  const needed = new Set<RunFileName>();
  const visit = (name: RunFileName): void => {
    if (!outdated.has(name) || needed.has(name)) return;
    needed.add(name);
    for (const cause of outdated.get(name) ?? []) visit(cause);
  };
  for (const name of names) visit(name);
  return renewedBy(needed);
}

function commandsIn(makers: readonly string[]): string {
  return makers.map((maker) => `ssrm ${maker}`).join(', then ');
}

function listed(names: readonly RunFileName[]): string {
  const paths = names.map((name) => RUN_FILES[name].path);
  return paths.length < 2 ? paths.join('') : `${paths.slice(0, -1).join(', ')} and ${paths.at(-1)}`;
}
