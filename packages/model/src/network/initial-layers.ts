import { createRandom } from '@ssrm/features';
import type { Activation, DenseLayer } from './dense-layer.ts';

/** Width and activation of one layer to be made. */
export interface LayerShape {
  readonly units: number;
  readonly activation: Activation;
}

/**
 * New layers with Glorot-uniform kernels, U(−√(6 / (in + out)), +√(6 / (in + out))), and zero biases.
 * The numbers are 32-bit and depend on the seed alone: they are the same in every runtime and backend.
 *
 * @param inputDim - Numbers per row that the first layer takes, ≥ 1.
 * @see Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", eq. 16
 */
export function initialLayers(inputDim: number, shapes: readonly LayerShape[], seed: number): DenseLayer[] {
  const random = createRandom(seed);
  let width = inputDim;
  return shapes.map(({ units, activation }) => {
    const layerInput = width;
    const limit = Math.sqrt(6 / (layerInput + units));
    const kernel = new Float64Array(layerInput * units);
    for (let index = 0; index < kernel.length; index++) {
      kernel[index] = Math.fround((2 * random() - 1) * limit);
    }
    width = units;
    return { inputDim: layerInput, units, activation, kernel, bias: new Float64Array(units) };
  });
}

/** The published network: `inputDim` → `hiddenUnits` sigmoid → 1 sigmoid, with seeded initial weights. */
export function publishedLayers(
  options: { readonly inputDim?: number; readonly hiddenUnits?: number; readonly seed?: number } = {},
): DenseLayer[] {
  const { inputDim = 16, hiddenUnits = 3, seed = 42 } = options;
  return initialLayers(
    inputDim,
    [
      { units: hiddenUnits, activation: 'sigmoid' },
      { units: 1, activation: 'sigmoid' },
    ],
    seed,
  );
}
