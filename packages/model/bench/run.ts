// Prints all measurements of speed, in one run: `pnpm bench`, or `pnpm bench -- --quick` for shorter references.
import { enableProdMode } from '@tensorflow/tfjs-core';
import { benchMany } from './many.ts';
import { benchPrediction } from './prediction.ts';
import { benchTraining } from './training.ts';

enableProdMode();
console.log(`Node ${process.version} on ${process.arch}, one thread`);
await benchTraining(process.argv.includes('--quick'));
await benchMany();
await benchPrediction();
