import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allQuestions, confidencesOf, foreseen, learnCalibrated, rankersOfFolds } from './quality/foresee.ts';
import { readFuturePeople } from './quality/future-people.ts';

// Learns what the columns beside the built-in world are worth from the people in DIR/future, and writes it into `src/world`.

const { values: flags } = parseArgs({ options: { data: { type: 'string' } } });
if (flags.data === undefined) {
  console.error('Usage: pnpm world:learn --data DIR   (DIR holds future/PERSON/past.zip and candidates.csv)');
  process.exit(2);
}
const questions = await allQuestions(await readFuturePeople(resolve(flags.data)));
const ofFolds = rankersOfFolds(questions);
const learned = learnCalibrated(questions, ofFolds);
const confidences = confidencesOf(await foreseen(questions, ofFolds));
const short = (numbers: readonly number[]) => numbers.map((number) => Number(number.toPrecision(5)));
const ranker = {
  names: learned.names,
  means: short(learned.means),
  deviations: short(learned.deviations),
  weights: short(learned.weights),
  bias: Number(learned.bias.toPrecision(5)),
  confidences,
};
const people = new Set(questions.map(({ person }) => person)).size;
const code = `import type { WorldRanker } from './world-ranker.ts';

/** Learned by \`pnpm world:learn\` from ${questions.length} moments of ${people} people's listening; not to be edited. */
export const WORLD_RANKER: WorldRanker = ${JSON.stringify(ranker)};
`;
writeFileSync(join(import.meta.dirname, '../src/world/world-ranker-figures.ts'), code);
console.log(`${questions.length} moments of ${people} people; confidences ${JSON.stringify(confidences)}.`);
