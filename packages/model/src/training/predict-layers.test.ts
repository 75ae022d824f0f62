import { matrixFromRows, ShapeError } from '@ssrm/features';
import { describe, expect, it } from 'vitest';
import { predictLayers } from './predict-layers.ts';

const layer = (activation: 'linear' | 'sigmoid') =>
  ({
    inputDim: 2,
    units: 1,
    activation,
    kernel: Float64Array.of(2, -1),
    bias: Float64Array.of(0.5),
  }) as const;

describe('predictLayers', () => {
  it('gives activation(x · kernel + bias)', () => {
    const rows = matrixFromRows([
      [1, 1],
      [0, 3],
    ]);
    expect([...predictLayers([layer('linear')], rows).values]).toEqual([1.5, -2.5]);
    const [first = 0] = predictLayers([layer('sigmoid')], rows).values;
    expect(first).toBeCloseTo(1 / (1 + Math.exp(-1.5)), 12);
  });

  it('refuses rows of another width', () => {
    expect(() => predictLayers([layer('linear')], matrixFromRows([[1, 2, 3]]))).toThrow(ShapeError);
  });
});
