import type { StandardScaler } from '@ssrm/features';
import type { DenseLayer } from '../../network/dense-layer.ts';

/**
 * Layers that take unscaled rows and give what `layers` give for the scaled ones: the first layer's weights are
 * divided by the scales, w′ = w / s, and its biases take up the means, b′ = b − Σ w′ · mean.
 */
export function foldScaler(layers: readonly DenseLayer[], scaler: StandardScaler): DenseLayer[] {
  return layers.map((layer, index) => {
    if (index > 0) return layer;
    const kernel = layer.kernel.slice();
    const bias = layer.bias.slice();
    for (let column = 0; column < layer.inputDim; column++) {
      for (let unit = 0; unit < layer.units; unit++) {
        const position = column * layer.units + unit;
        const weight = (kernel[position] as number) / (scaler.scales[column] as number);
        kernel[position] = weight;
        bias[unit] = (bias[unit] as number) - weight * (scaler.means[column] as number);
      }
    }
    return { ...layer, kernel, bias };
  });
}
