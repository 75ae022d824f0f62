/**
 * Distinct strings a second: the default embedder and PCA as `TrackEncoder` uses them for one text, fitted on all
 * strings and then applied to all, and the most memory the process has held so far. Processor time counts every
 * thread; wall-clock time depends on what else the machine does. Each size runs once to warm up, then three
 * times, of which the fastest counts.
 *
 * `pnpm --filter @ssrm/embeddings bench:throughput`
 */
import { createRandom } from '@ssrm/features';
import { TextColumn } from '../src/track-encoder/text-column.ts';

const RUNS = 3;

console.log(
  '| strings | processor ms | strings / s of processor | wall-clock ms | strings / s | peak memory MB |',
);
console.log('|---|---|---|---|---|---|');
for (const count of [1000, 10_000, 100_000]) {
  const titles = distinctTitles(count);
  await fitAndTransform(titles);
  const runs: { readonly processor: number; readonly wall: number }[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const before = process.cpuUsage();
    await fitAndTransform(titles);
    const { user, system } = process.cpuUsage(before);
    runs.push({ processor: (user + system) / 1000, wall: performance.now() - started });
  }
  const processor = Math.min(...runs.map((run) => run.processor));
  const wall = Math.min(...runs.map((run) => run.wall));
  const rate = (milliseconds: number): string =>
    Math.round((count / milliseconds) * 1000).toLocaleString('en');
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `| ${count.toLocaleString('en')} | ${processor.toFixed(0)} | ${rate(processor)} | ${wall.toFixed(0)} | ${rate(wall)} | ${memory} |`,
  );
}

async function fitAndTransform(titles: readonly string[]): Promise<void> {
  const column = await TextColumn.fit(titles, {
    components: 3,
    reducer: 'pca',
    embedder: undefined,
    ngrams: {},
    seed: 42,
    signal: undefined,
  });
  await column.transform(titles, undefined);
}

/** Titles of one to five words from a vocabulary with rare and common words, each made different by a number. */
function distinctTitles(count: number): string[] {
  const random = createRandom(1);
  const letter = (): string => String.fromCharCode(97 + Math.floor(26 * random() * random()));
  const words = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 8) }, letter).join(''),
  );
  return Array.from({ length: count }, (_, index) => {
    const length = 1 + Math.floor(random() * 5);
    const title = Array.from({ length }, () => words[Math.floor(words.length * random() ** 3)]).join(' ');
    return `${title}${random() < 0.1 ? ' (feat. Somebody Else)' : ''} ${index.toString(36)}`;
  });
}
