import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { equalMixCalibration } from '../src/evaluate/calibration.ts';
import { auc } from '../src/metrics/auc.ts';
import { ndcgAt } from '../src/metrics/ndcg.ts';
import { spearman } from '../src/metrics/spearman.ts';
import { discoveriesKept } from './quality/discoveries.ts';
import { allQuestions, foreseen, futureFigures } from './quality/foresee.ts';
import { readFuturePeople } from './quality/future-people.ts';
import {
  type RankedList,
  readRankedLists,
  readTasteListeners,
  type TasteListener,
} from './quality/listener-files.ts';
import { RANK_MODELS, TASTE_MODELS } from './quality/quality-models.ts';

interface TasteFigures {
  readonly auc: number;
  readonly aucNewArtists: number;
  readonly ndcg25: number;
  /** In an equal mix; of the models whose scores are meant as probabilities. */
  readonly calibrationError?: number;
}

const { values: flags } = parseArgs({
  options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
});
if (flags.data === undefined) {
  console.error(
    'Usage: pnpm bench:quality --data DIR [--json]   (DIR holds taste/LISTENER/*.csv, rank/*.csv and future/PERSON/)',
  );
  process.exit(2);
}
const report = await measure(resolve(flags.data), flags.json ? () => {} : console.log);
if (flags.json) console.log(JSON.stringify(report, null, 2));

/** Runs every model on every listener and list; `print` gets a line as soon as there is one. */
async function measure(data: string, print: (line: string) => void) {
  const listeners: Record<string, Record<string, TasteFigures>> = {};
  for (const listener of await readTasteListeners(data)) {
    const figures: Record<string, TasteFigures> = {};
    for (const [model, score] of Object.entries(TASTE_MODELS)) {
      figures[model] = tasteFigures(listener, await score(listener), model === 'taste');
      print(line(listener.name, model, { ...figures[model] }));
    }
    listeners[listener.name] = figures;
  }
  const means: Record<string, Record<string, number>> = {};
  for (const model of Object.keys(TASTE_MODELS)) {
    means[model] = meanFigures(Object.values(listeners).map((figures) => ({ ...figures[model] })));
    print(line('mean', model, means[model]));
  }
  const lists: Record<string, Record<string, number>> = {};
  for (const list of await readRankedLists(data)) {
    const figures: Record<string, number> = {};
    for (const [model, score] of Object.entries(RANK_MODELS)) {
      figures[model] = spearman(
        await outOfFold(list, score),
        list.tracks.map((track) => track.score),
      );
    }
    lists[list.name] = figures;
    print(line(list.name, 'Spearman', figures));
  }
  const rankMeans = meanFigures(Object.values(lists));
  print(line('mean', 'Spearman', rankMeans));
  return {
    listeners,
    means,
    rank: { lists, means: rankMeans },
    future: await measureFuture(data, print),
    recommended: await measureDiscoveries(data, print),
  };
}

/** Kept against others and skipped, of people whom the ranker was not learned from; beside a stand-in and simple guesses. */
async function measureFuture(data: string, print: (line: string) => void) {
  const results = await foreseen(await allQuestions(await readFuturePeople(data)));
  const figures = Object.keys(results[0]?.scores ?? {}).map((model) => {
    const people = results.map(({ question, scores }) => futureFigures(question, scores[model] as number[]));
    const means = meanFigures(people.map((own) => ({ ...own })));
    print(line('future', model, means));
    return [model, { means, people }] as const;
  });
  return Object.fromEntries(figures);
}

/** How many of the songs that are recommended to people they later keep. */
async function measureDiscoveries(data: string, print: (line: string) => void) {
  const kept = await discoveriesKept(await readFuturePeople(data));
  print(line('recommended', 'kept of 50', kept));
  return kept;
}

function tasteFigures(
  listener: TasteListener,
  scores: ArrayLike<number>,
  isProbability: boolean,
): TasteFigures {
  const { testLiked, testArtistSeen } = listener;
  const unseen = [...testLiked.keys()].filter((row) => !testArtistSeen[row]);
  const of = (values: ArrayLike<number>) => unseen.map((row) => values[row] as number);
  return {
    auc: auc(scores, testLiked),
    aucNewArtists: auc(of(scores), of(testLiked)),
    ndcg25: ndcgAt(25, scores, testLiked),
    ...(isProbability ? { calibrationError: equalMixCalibration(scores, testLiked).error } : {}),
  };
}

/** The score of each track by a model that was fitted on the other folds. */
async function outOfFold(list: RankedList, score: (typeof RANK_MODELS)[string]): Promise<Float64Array> {
  const scores = new Float64Array(list.tracks.length);
  for (const fold of new Set(list.folds)) {
    const test = [...list.folds.keys()].filter((row) => list.folds[row] === fold);
    const train = list.tracks.filter((_, row) => list.folds[row] !== fold);
    const predictions = await score(
      train,
      test.map((row) => list.tracks[row] as (typeof list.tracks)[0]),
    );
    for (const [position, row] of test.entries()) scores[row] = predictions[position] as number;
  }
  return scores;
}

function meanFigures(rows: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) {
    for (const name of Object.keys(row)) sums[name] ??= meanOf(rows.map((own) => own[name] as number));
  }
  return sums;
}

/** Mean of those that are known. */
function meanOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function line(of: string, model: string, figures: Readonly<Record<string, number>>): string {
  const shown = Object.entries(figures).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return `${of.padEnd(12)} ${model.padEnd(20)}  ${shown.join('  ')}`;
}
