import { initialLayers, publishedLayers, type TrainingOptions, trainLayers } from '../src/index.ts';
import { createFusedEngine, createLoopEngine } from '../src/training/fused-engine.ts';
import { runTraining } from '../src/training/train-layers.ts';
import type { EngineFactory } from '../src/training/training-engine.ts';
import { exampleData } from './example-data.ts';
import { timePytorch } from './pytorch.ts';
import { fitWithLayers, loopWithCore } from './reference-loops.ts';
import { bestOf, type Cost, costOf, duration, printTable } from './report.ts';

const batches = 10;

/** Times a reference on a share of the epochs, and says so where it is not all. */
async function timeReference(
  name: string,
  epochs: number,
  share: number,
  work: (epochs: number) => unknown,
): Promise<[string, Cost]> {
  const measured = Math.max(1, Math.round(epochs * share));
  const { clock, processor } = await costOf(() => work(measured));
  const scale = epochs / measured;
  const label = measured === epochs ? name : `${name} (extrapolated from ${measured} epochs)`;
  return [label, { clock: clock * scale, processor: processor * scale }];
}

async function compare(rowCount: number, epochs: number, share: number): Promise<void> {
  const data = exampleData(rowCount);
  const rare = { epochs, batches, testFrequency: epochs };
  const train = (engine: EngineFactory, options: TrainingOptions) =>
    bestOf(5, () => runTraining(publishedLayers(), data, options, engine));
  await train(createFusedEngine, { ...rare, epochs: Math.ceil(epochs / 10) });
  loopWithCore(exampleData(100), 5, batches);
  const own: [string, Cost][] = [
    ['fused, WebAssembly', await train(createFusedEngine, rare)],
    ['  with metrics every 5 epochs', await train(createFusedEngine, { epochs, batches })],
    ['fused, TypeScript', await train(createLoopEngine, rare)],
  ];
  const core = await timeReference('tfjs-core loop', epochs, share, (count) =>
    loopWithCore(data, count, batches),
  );
  const fit = await timeReference('tfjs-layers fit', epochs, share, (count) =>
    fitWithLayers(data, count, batches),
  );
  const torch = await timePytorch(rowCount, epochs, batches);
  const against = (reference: number | undefined, clock: number) =>
    reference === undefined ? '' : `${(reference / clock).toFixed(1)}×`;
  const line = ([name, { clock, processor }]: [string, Cost]) => [
    name,
    duration(clock),
    duration(processor),
    ...[fit[1].clock, core[1].clock, torch?.ms].map((reference) => against(reference, clock)),
  ];
  printTable(`Training ${rowCount} rows × 16, ${epochs} epochs, ${batches} batches`, [
    ['', 'time', 'of processor', 'against fit', 'against core', 'against PyTorch'],
    ...[...own, core, fit].map(line),
    ...(torch
      ? [line([`PyTorch ${torch.version} loop, one thread`, { clock: torch.ms, processor: torch.ms }])]
      : []),
  ]);
  if (torch === undefined) console.log('  PyTorch did not run: no python with torch was found.');
}

async function anotherNetwork(): Promise<void> {
  const deep = initialLayers(
    16,
    [
      { units: 16, activation: 'tanh' },
      { units: 16, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ],
    1,
  );
  const adam = await bestOf(3, () =>
    trainLayers(deep, exampleData(1000), {
      epochs: 200,
      batches,
      testFrequency: 200,
      optimizer: { kind: 'adam' },
      loss: 'bce',
      learningRate: 0.01,
    }),
  );
  printTable(
    'Another network: 16 → 16 tanh → 16 tanh → 1 sigmoid, Adam, cross-entropy (1000 rows, 200 epochs)',
    [['fused', duration(adam.clock)]],
  );
}

/**
 * Prints training time of the published network, our fused loop beside tfjs and PyTorch, and that of another network. `isQuick` shortens the references and extrapolates, which the output then says.
 */
export async function benchTraining(isQuick: boolean): Promise<void> {
  await compare(1000, 2000, isQuick ? 0.05 : 1);
  await compare(100_000, 100, isQuick ? 0.01 : 0.05);
  await anotherNetwork();
}
