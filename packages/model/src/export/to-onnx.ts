import type { ScoringNetwork } from '../model/preset.ts';
import { networkOf } from '../model/presets.ts';
import type { TasteModel } from '../model/taste-model.ts';
import type { Activation } from '../network/dense-layer.ts';
import { doubleType, encodeOnnx, floatType, type OnnxNode, type OnnxTensor } from './onnx-messages.ts';
import { tasteToOnnx } from './taste-to-onnx.ts';

const operators: Readonly<Record<Activation, string>> = {
  linear: 'Identity',
  relu: 'Relu',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
};

/**
 * An ONNX file (operator set 13) that scores rows of the columns of {@link TasteModel.encode}, whose names are in the file's
 * metadata as a JSON list `columns`. Output `score`, floats of shape `[n, 1]`.
 *
 * Preset `original`: input `rows`, floats of shape `[n, 16]`, unscaled; scaling is done in 64 bits inside, so that large
 * numbers such as milliseconds lose nothing. Preset `taste`: input `rows`, doubles of shape `[n, columns]`.
 *
 * @throws {@link SsrmError} `invalid-argument` if the model has neither a network nor stages.
 */
export function toOnnx(model: TasteModel): Uint8Array {
  return model.stages === undefined ? networkToOnnx(networkOf(model)) : tasteToOnnx(model.stages);
}

function networkToOnnx({ encoder, layers, scaler }: ScoringNetwork): Uint8Array {
  const columns = scaler.means.length;
  const tensors: OnnxTensor[] = [
    { name: 'means', shape: [columns], values: scaler.means, type: doubleType },
    { name: 'scales', shape: [columns], values: scaler.scales, type: doubleType },
  ];
  const nodes: OnnxNode[] = [
    { operator: 'Cast', inputs: ['rows'], output: 'rows64', attributes: { to: doubleType } },
    { operator: 'Sub', inputs: ['rows64', 'means'], output: 'centred' },
    { operator: 'Div', inputs: ['centred', 'scales'], output: 'scaled64' },
    { operator: 'Cast', inputs: ['scaled64'], output: 'layer0', attributes: { to: floatType } },
  ];
  for (const [index, layer] of layers.entries()) {
    const number = index + 1;
    const output = number === layers.length ? 'score' : `layer${number}`;
    tensors.push(
      {
        name: `kernel${number}`,
        shape: [layer.inputDim, layer.units],
        values: layer.kernel,
        type: floatType,
      },
      { name: `bias${number}`, shape: [layer.units], values: layer.bias, type: floatType },
    );
    nodes.push(
      { operator: 'MatMul', inputs: [`layer${index}`, `kernel${number}`], output: `products${number}` },
      { operator: 'Add', inputs: [`products${number}`, `bias${number}`], output: `sums${number}` },
      { operator: operators[layer.activation], inputs: [`sums${number}`], output },
    );
  }
  return encodeOnnx({
    nodes,
    tensors,
    input: { name: 'rows', columns, type: floatType },
    output: { name: 'score', columns: 1, type: floatType },
    metadata: { columns: JSON.stringify(encoder.featureNames) },
  });
}
