import { expect, it } from 'vitest';
import { PlainProgress } from './progress.ts';

it('writes a line every ten seconds to a log, however often the state changes, and one at the end', () => {
  const lines: string[] = [];
  let milliseconds = 0;
  const progress = new PlainProgress(
    'Training',
    (line) => lines.push(line),
    () => milliseconds,
  );
  for (let epoch = 0; epoch < 2500; epoch++) {
    progress.update(`epoch ${epoch}`);
    milliseconds += 10;
  }
  progress.done('2,500 epochs');
  expect(lines).toEqual(['Training: epoch 1000', 'Training: epoch 2000', 'Training: 2,500 epochs']);
});
