import { PbfWriter } from 'pbf';

// Field numbers as in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto

/** TensorProto.DataType of 32- and 64-bit floats, and of 64-bit integers. */
export const floatType = 1;
export const integerType = 7;
export const doubleType = 11;

/** A constant of the graph. */
export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
  readonly type: typeof floatType | typeof integerType | typeof doubleType;
}

/** A whole number, a text, lists of both, or a tensor. */
type OnnxAttribute = number | string | readonly number[] | readonly string[] | OnnxTensor;

/** One operation of the graph. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
  /** Operators of the standard have none. */
  readonly domain?: typeof machineLearning;
}

/** The domain of operators such as trees. */
export const machineLearning = 'ai.onnx.ml';

/** A table with any number of rows. */
interface OnnxTable {
  readonly name: string;
  readonly columns: number;
  readonly type: typeof floatType | typeof doubleType;
}

/** A model with one table as input and one as output. */
export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
  readonly input: OnnxTable;
  readonly output: OnnxTable;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The model as an ONNX file: ModelProto of IR version 8, operator set 13, and 3 of {@link machineLearning} where it occurs. */
export function encodeOnnx(model: OnnxModel): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarintField(1, 8);
  writer.writeStringField(2, '@ssrm/model');
  writer.writeMessage(7, writeGraph, model);
  writer.writeMessage(8, writeOperatorSet, { domain: '', version: 13 });
  if (model.nodes.some(({ domain }) => domain === machineLearning)) {
    writer.writeMessage(8, writeOperatorSet, { domain: machineLearning, version: 3 });
  }
  for (const entry of Object.entries(model.metadata)) writer.writeMessage(14, writeMetadata, entry);
  return writer.finish();
}

function writeOperatorSet({ domain, version }: { domain: string; version: number }, writer: PbfWriter): void {
  if (domain !== '') writer.writeStringField(1, domain);
  writer.writeVarintField(2, version);
}

function writeGraph(model: OnnxModel, writer: PbfWriter): void {
  for (const node of model.nodes) writer.writeMessage(1, writeNode, node);
  writer.writeStringField(2, 'ssrm');
  for (const tensor of model.tensors) writer.writeMessage(5, writeTensor, tensor);
  writer.writeMessage(11, writeTable, model.input);
  writer.writeMessage(12, writeTable, model.output);
}

function writeNode(node: OnnxNode, writer: PbfWriter): void {
  for (const input of node.inputs) writer.writeStringField(1, input);
  writer.writeStringField(2, node.output);
  writer.writeStringField(4, node.operator);
  for (const attribute of Object.entries(node.attributes ?? {})) {
    writer.writeMessage(5, writeAttribute, attribute);
  }
  if (node.domain !== undefined) writer.writeStringField(7, node.domain);
}

/** AttributeProto { 1 name, 3 i, 4 s, 5 t, 8 ints, 9 strings, 20 type } */
function writeAttribute([name, value]: [string, OnnxAttribute], writer: PbfWriter): void {
  writer.writeStringField(1, name);
  if (typeof value === 'number') {
    writer.writeVarintField(3, value);
    writer.writeVarintField(20, 2);
  } else if (typeof value === 'string') {
    writer.writeStringField(4, value);
    writer.writeVarintField(20, 3);
  } else if ('values' in value && 'shape' in value) {
    writer.writeMessage(5, writeTensor, value);
    writer.writeVarintField(20, 4);
  } else if (typeof value[0] === 'string') {
    for (const text of value) writer.writeStringField(9, String(text));
    writer.writeVarintField(20, 8);
  } else {
    for (const number of value) writer.writeVarintField(8, Number(number));
    writer.writeVarintField(20, 7);
  }
}

function writeTensor(tensor: OnnxTensor, writer: PbfWriter): void {
  writer.writePackedVarint(1, [...tensor.shape]);
  writer.writeVarintField(2, tensor.type);
  writer.writeStringField(8, tensor.name);
  writer.writeBytesField(9, littleEndianBytes(tensor));
}

function littleEndianBytes({ values, type }: OnnxTensor): Uint8Array {
  const width = type === floatType ? 4 : 8;
  const view = new DataView(new ArrayBuffer(values.length * width));
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (type === doubleType) view.setFloat64(index * width, value, true);
    else if (type === integerType) view.setBigInt64(index * width, BigInt(value), true);
    else view.setFloat32(index * width, value, true);
  }
  return new Uint8Array(view.buffer);
}

/** ValueInfoProto { 1 name, 2 type { 1 tensor_type { 1 elem_type, 2 shape { 1 dim … } } } } */
function writeTable(table: OnnxTable, writer: PbfWriter): void {
  writer.writeStringField(1, table.name);
  writer.writeMessage(2, (of, type) => type.writeMessage(1, writeTableType, of), table);
}

function writeTableType({ type, columns }: OnnxTable, writer: PbfWriter): void {
  writer.writeVarintField(1, type);
  writer.writeMessage(2, writeTableShape, columns);
}

/** The first dimension has a name, and so any size. */
function writeTableShape(columns: number, writer: PbfWriter): void {
  writer.writeMessage(1, (name, dimension) => dimension.writeStringField(2, name), 'n');
  writer.writeMessage(1, (size, dimension) => dimension.writeVarintField(1, size), columns);
}

function writeMetadata([key, value]: [string, string], writer: PbfWriter): void {
  writer.writeStringField(1, key);
  writer.writeStringField(2, value);
}
