import { createMatrix } from '@ssrm/features';
import { equalMixCalibration } from '../../src/evaluate/calibration.ts';
import { auc } from '../../src/metrics/auc.ts';
import { mean } from '../../src/metrics/mean.ts';
import { ndcgAt } from '../../src/metrics/ndcg.ts';
import { fitLogisticScale, type LogisticScale } from '../../src/taste/logistic-scale.ts';
import { type Acquaintance, standardise, type WorldRanker } from '../../src/world/world-ranker.ts';
import type { FuturePerson } from './future-people.ts';
import { calibrated, type LearnedRanker, learnWorldRanker } from './learn-world-ranker.ts';
import { finalQuestions, pastCuts } from './past-cuts.ts';
import { type QuestionColumns, questionColumns } from './question-columns.ts';

const FOLDS = 6;
const SEED = 1;
/** Fewer skipped songs say too little. */
const FEWEST_SKIPPED = 20;

/** Against the slight pull of the scale to 1. */
const PERSON_WEIGHT = 500;

/** What is measured of one person's songs. */
export type FutureFigures = Readonly<
  Record<'auc' | 'aucNewArtists' | 'ndcg25' | 'aucSkipped' | 'calibrationError', number>
>;

/** Scores of somebody's candidates, in their order. */
export interface Foreseen {
  readonly question: QuestionColumns;
  readonly scores: Readonly<Record<string, readonly number[]>>;
}

/** The columns of all questions: those of the folder, and of earlier moments of the same people. */
export async function allQuestions(people: readonly FuturePerson[]): Promise<QuestionColumns[]> {
  const questions: QuestionColumns[] = [];
  for (const question of [...finalQuestions(people), ...pastCuts(people, SEED)]) {
    questions.push(await questionColumns(question));
  }
  return questions;
}

/** Everybody's songs scored by a ranker that was learned from other people, and by what it is to be compared with. */
export async function foreseen(
  questions: readonly QuestionColumns[],
  raw: readonly LearnedRanker[] = rankersOfFolds(questions),
): Promise<Foreseen[]> {
  const final = questions.filter(({ cut }) => cut === 1);
  const rankers = raw.map((ranker, fold) => {
    const others = final.filter(({ person }) => person % FOLDS !== fold);
    return calibrated(ranker, scaleOf(others, raw));
  });
  const results: Foreseen[] = [];
  for (const question of final) {
    const ranker = rankers[question.person % FOLDS] as LearnedRanker;
    const { plays } = final[(question.person + 1) % final.length] as QuestionColumns;
    const column = (name: string): number[] => columnOf(question, name);
    results.push({
      question,
      scores: {
        world: rank(question, ranker),
        "somebody else's past": rank(await questionColumns(question, plays), ranker),
        'plays of the artist': column('plays of the artist'),
        'sub-style': column('sub-style'),
        popularity: column("song's listeners"),
      },
    });
  }
  return results;
}

/** For each fold a ranker learned from the people outside it. */
export function rankersOfFolds(questions: readonly QuestionColumns[]): LearnedRanker[] {
  return Array.from({ length: FOLDS }, (_, fold) =>
    learnWorldRanker(questions.filter(({ person }) => person % FOLDS !== fold)),
  );
}

/** The ranker of everybody, its scores made probabilities in an equal mix of kept and others. */
export function learnCalibrated(
  questions: readonly QuestionColumns[],
  raw: readonly LearnedRanker[],
): LearnedRanker {
  const final = questions.filter(({ cut }) => cut === 1);
  return calibrated(learnWorldRanker(questions), scaleOf(final, raw));
}

/** The scale of sums on people whom the rankers were not learned from; everybody counts alike, and so do kept and others. */
function scaleOf(questions: readonly QuestionColumns[], rankers: readonly LearnedRanker[]): LogisticScale {
  const rows = questions.flatMap((question) => {
    const sums = sumsOf(question, rankers[question.person % FOLDS] as LearnedRanker);
    const counts = { kept: 0, other: 0, skipped: Number.POSITIVE_INFINITY };
    for (const { label } of question.candidates) counts[label]++;
    return question.candidates.map(({ label }, row) => ({
      sum: sums[row] as number,
      target: Number(label === 'kept'),
      weight: PERSON_WEIGHT / counts[label],
    }));
  });
  return fitLogisticScale(
    rows.map(({ sum }) => sum),
    rows.map(({ target }) => target),
    rows.map(({ weight }) => weight),
  );
}

/** σ of the ranker's sum for each candidate. */
function rank(question: QuestionColumns, ranker: LearnedRanker): number[] {
  return sumsOf(question, ranker).map((sum) => 1 / (1 + Math.exp(-sum)));
}

function sumsOf({ columns }: QuestionColumns, ranker: LearnedRanker): number[] {
  const own = createMatrix(columns.rowCount, columns.columnCount);
  own.values.set(columns.values);
  standardise(own, ranker);
  return Array.from({ length: own.rowCount }, (_, row) =>
    ranker.weights.reduce(
      (total, weight, column) => total + weight * (own.values[row * own.columnCount + column] as number),
      ranker.bias,
    ),
  );
}

function columnOf({ columns, names }: QuestionColumns, name: string): number[] {
  const at = names.indexOf(name);
  return Array.from(
    { length: columns.rowCount },
    (_, row) => columns.values[row * columns.columnCount + at] as number,
  );
}

/** The protocol of the data folder: kept against others, against others of new artists, and against skipped. */
export function futureFigures({ candidates }: QuestionColumns, scores: readonly number[]): FutureFigures {
  const rows = [...candidates.keys()];
  const labelOf = (row: number) => candidates[row]?.label;
  const others = rows.filter((row) => labelOf(row) !== 'skipped');
  const measure = <Value>(
    of: readonly number[],
    metric: (scores: number[], kept: number[]) => Value,
  ): Value =>
    metric(
      of.map((row) => scores[row] as number),
      of.map((row) => Number(labelOf(row) === 'kept')),
    );
  const skipped = rows.filter((row) => labelOf(row) === 'skipped').length;
  return {
    auc: measure(others, auc),
    aucNewArtists: measure(
      others.filter((row) => candidates[row]?.isArtistKnown === false),
      auc,
    ),
    ndcg25: measure(others, (values, kept) => ndcgAt(25, values, kept)),
    aucSkipped:
      skipped < FEWEST_SKIPPED
        ? Number.NaN
        : measure(
            rows.filter((row) => labelOf(row) !== 'other'),
            auc,
          ),
    calibrationError: measure(others, (values, kept) => equalMixCalibration(values, kept).error),
  };
}

/** For each acquaintance 2 · AUC − 1 of the songs known so far, mean over the people who have enough of them. */
export function confidencesOf(results: readonly Foreseen[]): WorldRanker['confidences'] {
  const of = (acquaintance: Acquaintance): number => {
    const aucs = results.flatMap(({ question, scores: { world = [] } }) => {
      const rows = [...question.candidates.keys()].filter(
        (row) =>
          question.acquaintances[row] === acquaintance && question.candidates[row]?.label !== 'skipped',
      );
      const kept = rows.map((row) => Number(question.candidates[row]?.label === 'kept'));
      const keptCount = kept.filter((value) => value === 1).length;
      if (Math.min(keptCount, kept.length - keptCount) < 5) return [];
      return [
        auc(
          rows.map((row) => world[row] as number),
          kept,
        ),
      ];
    });
    return Number((2 * mean(aucs) - 1).toFixed(2));
  };
  return { heard: of('heard'), world: of('world'), style: of('style'), name: of('name') };
}
