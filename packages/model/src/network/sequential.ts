import { SsrmError } from '@ssrm/features';
import * as tf from '@tensorflow/tfjs-core';
import { type Sequential, sequential, layers as tfLayers } from '@tensorflow/tfjs-layers';
import { type DenseLayer, isActivation } from './dense-layer.ts';

/**
 * A tfjs-layers `Sequential` with these layers and weights (rounded to 32 bits).
 *
 * @throws {@link SsrmError} `missing-dependency` if no tfjs backend has been imported.
 */
export function toSequential(layers: readonly DenseLayer[]): Sequential {
  requireBackend();
  const network = sequential();
  for (const [index, layer] of layers.entries()) {
    network.add(
      tfLayers.dense({
        name: `dense_${index + 1}`,
        units: layer.units,
        activation: layer.activation,
        kernelInitializer: 'zeros',
        ...(index === 0 ? { inputShape: [layer.inputDim] } : {}),
      }),
    );
  }
  assignLayers(network, layers);
  return network;
}

/**
 * The layers and weights of a tfjs-layers `Sequential` of dense layers.
 *
 * @throws {@link SsrmError} `invalid-argument` if it has other layers, or activations that are not
 * linear, relu, sigmoid or tanh.
 */
export function fromSequential(network: Sequential): DenseLayer[] {
  return network.layers
    .filter((layer) => layer.getClassName() !== 'InputLayer')
    .map((layer) => {
      const config = layer.getConfig();
      const activation = config.activation ?? 'linear';
      if (layer.getClassName() !== 'Dense' || config.useBias === false || !isActivation(activation)) {
        throw new SsrmError(
          `Expected dense layers with bias and a linear, relu, sigmoid or tanh activation, but layer ${layer.name} is ${layer.getClassName()} with ${String(activation)}.`,
          { code: 'invalid-argument' },
        );
      }
      const [kernel, bias] = layer.getWeights() as [tf.Tensor2D, tf.Tensor1D];
      const [inputDim, units] = kernel.shape;
      return {
        inputDim,
        units,
        activation,
        kernel: Float64Array.from(kernel.dataSync()),
        bias: Float64Array.from(bias.dataSync()),
      };
    });
}

/** Writes the weights of the layers, rounded to 32 bits, into a network of the same shape. */
export function assignLayers(network: Sequential, layers: readonly DenseLayer[]): void {
  tf.tidy(() => {
    const tensors = layers.flatMap((layer) => [
      tf.tensor2d(Float32Array.from(layer.kernel), [layer.inputDim, layer.units]),
      tf.tensor1d(Float32Array.from(layer.bias)),
    ]);
    network.setWeights(tensors);
  });
}

function requireBackend(): void {
  if (Object.keys(tf.engine().registryFactory).length === 0) {
    throw new SsrmError(
      "tfjs has no backend to hold tensors. Import one first, for example `import '@tensorflow/tfjs-backend-cpu'`.",
      { code: 'missing-dependency' },
    );
  }
}
