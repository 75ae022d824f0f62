import { InvalidArtifactError } from '@ssrm/features';
import { checkLayers, type DenseLayer, isActivation } from '../network/dense-layer.ts';
import { damaged, type JsonObject, readArray, readCount, readObject, readText } from './json-fields.ts';

/** Name, shape and type of one weight in `weightData`, as tfjs has it. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: number[];
  readonly dtype: 'float32';
}

/** A network in tfjs-layers' format: what `tf.io` handlers give and take. */
export interface LayersArtifact {
  readonly modelTopology: JsonObject;
  readonly weightSpecs: WeightSpec[];
  /** 32-bit floats, little endian, in the order of `weightSpecs`. */
  readonly weightData: ArrayBuffer;
}

/** Widest layer that is read: far above any use, far below what would exhaust memory. */
const widestLayer = 65_536;

/** The layers in the format of tfjs-layers 4.22.0, as its `Sequential.save` writes them. */
export function toLayersArtifact(layers: readonly DenseLayer[]): LayersArtifact {
  const weightSpecs: WeightSpec[] = layers.flatMap((layer, index) => [
    { name: `dense_${index + 1}/kernel`, shape: [layer.inputDim, layer.units], dtype: 'float32' as const },
    { name: `dense_${index + 1}/bias`, shape: [layer.units], dtype: 'float32' as const },
  ]);
  const values = layers.flatMap((layer) => [...layer.kernel, ...layer.bias]);
  const weightData = new ArrayBuffer(values.length * 4);
  const view = new DataView(weightData);
  for (const [index, value] of values.entries()) view.setFloat32(index * 4, value, true);
  const modelTopology = {
    class_name: 'Sequential',
    config: { name: 'sequential_1', layers: layers.map(layerTopology) },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
  return { modelTopology, weightSpecs, weightData };
}

/**
 * The layers that a tfjs-layers artifact holds. Nothing but a `Sequential` of dense layers is read, and every size
 * is checked before memory is taken.
 *
 * @throws {@link InvalidArtifactError} if it is anything else, or damaged.
 */
export function fromLayersArtifact(artifact: {
  readonly modelTopology: unknown;
  readonly weightSpecs: unknown;
  readonly weightData: ArrayBuffer;
}): DenseLayer[] {
  const topology = readObject(artifact.modelTopology, 'modelTopology');
  if (topology.class_name !== 'Sequential') throw damaged('class_name', '"Sequential"', topology.class_name);
  const config = readObject(topology.config, 'config');
  const configs = readArray(config.layers, 'layers').map((layer) => readObject(layer, 'a layer'));
  const specs = readArray(artifact.weightSpecs, 'weightSpecs');
  const weights = new WeightReader(artifact.weightData);
  let width = firstWidth(configs[0]);
  const layers = configs.map((layer, index) => {
    const { units, activation } = readLayer(layer);
    checkSpec(specs[2 * index], [width, units]);
    checkSpec(specs[2 * index + 1], [units]);
    const kernel = weights.next(width * units);
    const bias = weights.next(units);
    const read: DenseLayer = { inputDim: width, units, activation, kernel, bias };
    width = units;
    return read;
  });
  if (specs.length !== 2 * layers.length) {
    throw damaged('weightSpecs', `an array of ${2 * layers.length}`, specs);
  }
  weights.end();
  checkRead(layers);
  return layers;
}

function layerTopology(layer: DenseLayer, index: number): JsonObject {
  return {
    class_name: 'Dense',
    config: {
      units: layer.units,
      activation: layer.activation,
      use_bias: true,
      kernel_initializer: { class_name: 'Zeros', config: {} },
      bias_initializer: { class_name: 'Zeros', config: {} },
      kernel_regularizer: null,
      bias_regularizer: null,
      activity_regularizer: null,
      kernel_constraint: null,
      bias_constraint: null,
      name: `dense_${index + 1}`,
      trainable: true,
      ...(index === 0 ? { batch_input_shape: [null, layer.inputDim], dtype: 'float32' } : {}),
    },
  };
}

function firstWidth(layer: JsonObject | undefined): number {
  const shape = readArray(
    readObject(layer?.config, 'the first layer').batch_input_shape,
    'batch_input_shape',
    2,
  );
  return readCount(shape[1], 'batch_input_shape', 1, widestLayer);
}

function readLayer(layer: JsonObject): Pick<DenseLayer, 'units' | 'activation'> {
  if (layer.class_name !== 'Dense') throw damaged('class_name of a layer', '"Dense"', layer.class_name);
  const config = readObject(layer.config, 'config of a layer');
  if (config.use_bias !== true) throw damaged('use_bias', 'true', config.use_bias);
  const activation = readText(config.activation, 'activation');
  if (!isActivation(activation)) throw damaged('activation', 'linear, relu, sigmoid or tanh', activation);
  return { units: readCount(config.units, 'units', 1, widestLayer), activation };
}

function checkSpec(spec: unknown, expected: readonly number[]): void {
  const { shape, dtype } = readObject(spec, 'an entry of weightSpecs');
  const found = readArray(shape, 'shape', 2);
  if (found.length !== expected.length || found.some((size, axis) => size !== expected[axis])) {
    throw new InvalidArtifactError(
      `Expected weights of shape ${JSON.stringify(expected)}, but the saved model has ${JSON.stringify(found)}.`,
    );
  }
  if (dtype !== 'float32') throw damaged('dtype', '"float32"', dtype);
}

function checkRead(layers: readonly DenseLayer[]): void {
  try {
    checkLayers(layers);
  } catch (cause) {
    throw new InvalidArtifactError(`The saved network cannot be used. ${(cause as Error).message}`, {
      cause,
    });
  }
}

/** Takes weights from the binary in order, and notices when there are too few or too many. */
class WeightReader {
  readonly #view: DataView;
  #position = 0;

  constructor(weightData: ArrayBuffer) {
    this.#view = new DataView(weightData);
  }

  next(count: number): Float64Array {
    if (this.#position + count * 4 > this.#view.byteLength) {
      throw new InvalidArtifactError(
        `Expected more weights than the ${this.#view.byteLength} bytes of the saved model hold. The file was cut off.`,
      );
    }
    const values = new Float64Array(count);
    for (let index = 0; index < count; index++) {
      values[index] = this.#view.getFloat32(this.#position, true);
      this.#position += 4;
    }
    return values;
  }

  end(): void {
    if (this.#position !== this.#view.byteLength) {
      throw new InvalidArtifactError(
        `Expected ${this.#position} bytes of weights, but the saved model has ${this.#view.byteLength}.`,
      );
    }
  }
}
