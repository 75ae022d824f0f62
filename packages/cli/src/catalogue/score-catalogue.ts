import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnownSongs } from '@ssrm/features';
import { writeFileAtomic } from '@ssrm/features/node';
import type { TasteModel } from '@ssrm/model';
import { fingerprintOf } from '../run-folder/fingerprint.ts';
import { personalFiles } from '../spotify/personal-files.ts';
import { count } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import { BestSongs, type ScoredSong } from './best-songs.ts';
import type { Catalogue } from './read-catalogue.ts';

/** How far a catalogue was scored; kept so that an interrupted command goes on from there. */
interface ScoringState {
  readonly rows: number;
  readonly best: readonly ScoredSong[];
}

/** What the scoring of a catalogue came to. */
export interface ScoredCatalogue {
  readonly rows: number;
  readonly best: readonly ScoredSong[];
}

const savedEveryMs = 1000;

/**
 * The songs of a catalogue that a model scores highest, known ones left out, in memory that does not grow with the
 * catalogue. What was scored before an interruption is not scored again.
 */
export async function scoreCatalogue(
  catalogue: Catalogue,
  model: TasteModel,
  options: { readonly top: number; readonly known: KnownSongs },
  { output, signal }: StageContext,
): Promise<ScoredCatalogue> {
  const stateFile = join(personalFiles().catalogues, `${versionOf(catalogue, model, options.top)}.json`);
  const before = await readState(stateFile);
  const best = new BestSongs(options.top, before.best);
  const progress = output.progress(`Scoring ${catalogue.name}`);
  const startedAt = performance.now();
  let savedAt = Number.NEGATIVE_INFINITY;
  let rows = before.rows;
  const save = (): Promise<void> => writeState(stateFile, { rows, best: best.songs });
  for await (const batch of catalogue.batches(before.rows)) {
    const tracks = batch.filter((track) => track !== undefined);
    const scores = await model.predict(tracks);
    for (const [index, track] of tracks.entries()) {
      const score = scores[index] as number;
      if (best.wouldKeep(score) && !options.known.has(track)) best.add(track, score);
    }
    rows += batch.length;
    progress.update(describe(rows, catalogue.rowCount, rows - before.rows, startedAt));
    if (signal.aborted) {
      await save();
      progress.clear();
      output.note(`${count(rows, 'row')} are scored; the same command goes on from there.`);
      signal.throwIfAborted();
    }
    if (performance.now() - savedAt < savedEveryMs) continue;
    await save();
    savedAt = performance.now();
  }
  progress.done(describe(rows, undefined, rows - before.rows, startedAt));
  await rm(stateFile, { force: true });
  return { rows, best: best.songs };
}

function describe(rows: number, of: number | undefined, now: number, startedAt: number): string {
  const perSecond = Math.round((now / (performance.now() - startedAt)) * 1000);
  const total = of === undefined ? '' : ` of ${of.toLocaleString('en')}`;
  return `${rows.toLocaleString('en')}${total} rows, ${perSecond.toLocaleString('en')} a second`;
}

function versionOf(catalogue: Catalogue, model: TasteModel, top: number): string {
  return fingerprintOf(JSON.stringify([catalogue.version, model, top]));
}

async function readState(file: string): Promise<ScoringState> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return { rows: 0, best: [] };
  }
}

async function writeState(file: string, state: ScoringState): Promise<void> {
  await mkdir(join(file, '..'), { recursive: true });
  await writeFileAtomic(file, JSON.stringify(state));
}
