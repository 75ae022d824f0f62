import { expect, it } from 'vitest';
import { sparkline } from './sparkline.ts';

it('draws a falling curve, averages long ones and keeps constant ones low', () => {
  expect(sparkline([3, 2, 1], 10)).toBe('█▅▁');
  expect(
    sparkline(
      Array.from({ length: 1000 }, (_, index) => -index),
      8,
    ),
  ).toBe('█▇▆▅▄▃▂▁');
  expect(sparkline([5, 5], 10)).toBe('▁▁');
  expect(sparkline([], 10)).toBe('');
});
