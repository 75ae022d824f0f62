import { describe, expect, it } from 'vitest';
import { calibrationData } from './calibration-data.ts';

describe('calibrationData', () => {
  it('groups songs by score and leaves out empty groups', () => {
    const { bins, error } = calibrationData([0.72, 0.78, 0.1, 1, 0], [1, 0, 0, 1, 0]);
    expect(bins).toEqual([
      { predicted: 0.05, observed: 0, count: 2 },
      { predicted: 0.75, observed: 0.5, count: 2 },
      { predicted: 1, observed: 1, count: 1 },
    ]);
    // (2 · 0.05 + 2 · 0.25 + 1 · 0) / 5
    expect(error).toBeCloseTo(0.12, 12);
  });
});
