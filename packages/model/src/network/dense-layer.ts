import { ShapeError, SsrmError } from '@ssrm/features';

/** What a layer applies to each weighted sum: the sum itself, max(0, z), 1 / (1 + e^−z) or tanh z. */
export type Activation = 'linear' | 'relu' | 'sigmoid' | 'tanh';

/** A fully connected layer: `activation(x · kernel + bias)`. */
export interface DenseLayer {
  readonly inputDim: number;
  readonly units: number;
  readonly activation: Activation;
  /** Shape `[inputDim, units]`, row-major, as tfjs keeps it. */
  readonly kernel: Float64Array;
  /** Shape `[units]`. */
  readonly bias: Float64Array;
}

const activations: readonly string[] = ['linear', 'relu', 'sigmoid', 'tanh'] satisfies Activation[];

/** True for the names of the activations that this package computes. */
export function isActivation(value: unknown): value is Activation {
  return typeof value === 'string' && activations.includes(value);
}

/**
 * Checks that the layers fit together and that every number is finite.
 *
 * @throws {@link ShapeError} if a layer does not take what the one before it gives, or has too few numbers.
 * @throws {@link SsrmError} `invalid-argument` if there is no layer or a weight is not finite.
 */
export function checkLayers(layers: readonly DenseLayer[]): void {
  if (layers.length === 0) {
    throw new SsrmError('Expected at least one layer, but the network has none.', {
      code: 'invalid-argument',
    });
  }
  for (const [index, layer] of layers.entries()) {
    const previous = layers[index - 1];
    if (previous !== undefined && previous.units !== layer.inputDim) {
      throw new ShapeError(
        `Layer ${index} takes ${layer.inputDim} numbers, but layer ${index - 1} gives ${previous.units}.`,
      );
    }
    if (layer.kernel.length !== layer.inputDim * layer.units || layer.bias.length !== layer.units) {
      throw new ShapeError(
        `Layer ${index} needs a kernel of ${layer.inputDim} × ${layer.units} numbers and ${layer.units} biases, but has ${layer.kernel.length} and ${layer.bias.length}.`,
      );
    }
    if (!layer.kernel.every(Number.isFinite) || !layer.bias.every(Number.isFinite)) {
      throw new SsrmError(`Layer ${index} holds a weight that is not a finite number.`, {
        code: 'invalid-argument',
      });
    }
  }
}

/** The layers with every weight rounded to 32 bits, which is what tfjs computes with and what is saved. */
export function roundLayers(layers: readonly DenseLayer[]): DenseLayer[] {
  return layers.map((layer) => ({
    ...layer,
    kernel: layer.kernel.map(Math.fround),
    bias: layer.bias.map(Math.fround),
  }));
}
