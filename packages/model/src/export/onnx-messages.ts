import { PbfWriter } from 'pbf';

// Field numbers as in https://github.com/onnx/onnx/blob/main/onnx/onnx.proto

/** TensorProto.DataType of 32- and 64-bit floats. */
export const floatType = 1;
export const doubleType = 11;

/** A constant of the graph. */
export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
  readonly type: typeof floatType | typeof doubleType;
}

/** One operation of the graph; `castTo` is the attribute of `Cast`. */
export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly castTo?: typeof floatType | typeof doubleType;
}

/** A table of floats with any number of rows. */
interface OnnxTable {
  readonly name: string;
  readonly columns: number;
}

/** A model with one table as input and one as output. */
export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly OnnxTensor[];
  readonly input: OnnxTable;
  readonly output: OnnxTable;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The model as an ONNX file: ModelProto of IR version 8, operator set 13. */
export function encodeOnnx(model: OnnxModel): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarintField(1, 8);
  writer.writeStringField(2, '@ssrm/model');
  writer.writeMessage(7, writeGraph, model);
  writer.writeMessage(8, (version, message) => message.writeVarintField(2, version), 13);
  for (const entry of Object.entries(model.metadata)) writer.writeMessage(14, writeMetadata, entry);
  return writer.finish();
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
  if (node.castTo !== undefined) writer.writeMessage(5, writeCastTarget, node.castTo);
}

/** AttributeProto { 1 name, 3 i, 20 type = INT (2) } */
function writeCastTarget(type: number, writer: PbfWriter): void {
  writer.writeStringField(1, 'to');
  writer.writeVarintField(3, type);
  writer.writeVarintField(20, 2);
}

function writeTensor(tensor: OnnxTensor, writer: PbfWriter): void {
  writer.writePackedVarint(1, [...tensor.shape]);
  writer.writeVarintField(2, tensor.type);
  writer.writeStringField(8, tensor.name);
  writer.writeBytesField(9, littleEndianBytes(tensor));
}

function littleEndianBytes({ values, type }: OnnxTensor): Uint8Array {
  const width = type === doubleType ? 8 : 4;
  const view = new DataView(new ArrayBuffer(values.length * width));
  for (let index = 0; index < values.length; index++) {
    if (type === doubleType) view.setFloat64(index * width, values[index] as number, true);
    else view.setFloat32(index * width, values[index] as number, true);
  }
  return new Uint8Array(view.buffer);
}

/** ValueInfoProto { 1 name, 2 type { 1 tensor_type { 1 elem_type, 2 shape { 1 dim … } } } } */
function writeTable(table: OnnxTable, writer: PbfWriter): void {
  writer.writeStringField(1, table.name);
  writer.writeMessage(2, (columns, type) => type.writeMessage(1, writeTableType, columns), table.columns);
}

function writeTableType(columns: number, writer: PbfWriter): void {
  writer.writeVarintField(1, floatType);
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
