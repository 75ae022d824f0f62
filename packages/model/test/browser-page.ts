// Runs in a page and, loaded a second time, in its worker.
import { createRandom, matrixFromRows } from '@ssrm/features';
import { publishedLayers, TasteModel, trainLayers } from '../src/index.ts';

/** What the page reports to the test. */
export interface BrowserReport {
  readonly pageWeights: number[];
  readonly workerWeights: number[];
  readonly ticks: number;
  readonly scores: number[];
  readonly tasteScores: number[];
}

/** The weights after a training run that is the same everywhere. */
export async function trainExample(): Promise<number[]> {
  const random = createRandom(1);
  const rows = Array.from({ length: 1000 }, () => Array.from({ length: 16 }, () => 4 * random() - 2));
  const scores = rows.map(([first = 0, second = 0]) => (first + second + 4) / 8);
  const { layers } = await trainLayers(
    publishedLayers(),
    { trainX: matrixFromRows(rows), trainY: scores, testX: matrixFromRows([], 16), testY: [] },
    { epochs: 1000 },
  );
  return layers.flatMap((layer) => [...layer.kernel, ...layer.bias]);
}

async function runPage(): Promise<void> {
  const workerWeights = new Promise<number[]>((resolve) => {
    const worker = new Worker('/page.js', { type: 'module' });
    worker.onmessage = (event) => resolve(event.data);
  });
  let ticks = 0;
  const timer = setInterval(() => ticks++, 10);
  const pageWeights = await trainExample();
  clearInterval(timer);
  const { model, taste, tracks } = await (await fetch('/model.json')).json();
  const report: BrowserReport = {
    pageWeights,
    workerWeights: await workerWeights,
    ticks,
    scores: await TasteModel.fromJSON(model).predict(tracks),
    tasteScores: await TasteModel.fromJSON(taste).predict(tracks),
  };
  await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
}

if (typeof document !== 'undefined') await runPage();
else if (typeof self !== 'undefined' && 'postMessage' in self) self.postMessage(await trainExample());
