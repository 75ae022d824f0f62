import { createMatrix, createRandom, matrixFromRows, ShapeError, selectRows } from '@ssrm/features';
import { describe, expect, it, vi } from 'vitest';
import { publishedLayers } from '../network/initial-layers.ts';
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

  it('gives many rows the same as each alone, and as without WebAssembly', () => {
    const layers = publishedLayers({ seed: 1 });
    const random = createRandom(1);
    const rows = createMatrix(5000, 16);
    for (let at = 0; at < rows.values.length; at++) rows.values[at] = 4 * random() - 2;
    const together = predictLayers(layers, rows);
    expect([together.rowCount, together.columnCount]).toEqual([5000, 1]);
    for (const row of [0, 7, 2047, 2048, 4095, 4096, 4999]) {
      const alone = predictLayers(layers, selectRows(rows, [row]));
      expect(together.values[row]).toBe(alone.values[0]);
    }
    vi.stubGlobal('WebAssembly', undefined);
    expect(predictLayers(layers, rows)).toEqual(together);
    vi.unstubAllGlobals();
  });

  it('refuses rows of another width', () => {
    expect(() => predictLayers([layer('linear')], matrixFromRows([[1, 2, 3]]))).toThrow(ShapeError);
  });
});
