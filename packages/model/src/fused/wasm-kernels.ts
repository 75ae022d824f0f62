import { fromBase64 } from '@ssrm/features';
import { KERNELS_WASM } from './kernels.generated.ts';

/** What `assembly/index.ts` exports; every argument but the last of `backward` and counts is an address. */
export interface WasmKernels {
  predict(network: number, input: number, blocks: number, target: number): void;
  backward(network: number, input: number, targets: number, rows: number, loss: number): void;
  /** Of `assembly/blocks.ts`. */
  toBlocks(rows: number, blocks: number, columns: number, target: number): void;
  /** Of `assembly/splits.ts`. */
  enterNode(rows: number, count: number, gradients: number, curvatures: number, ofRows: number): void;
  searchColumn(
    bins: number,
    rows: number,
    count: number,
    ofRows: number,
    edgeCount: number,
    sums: number,
    leafPenalty: number,
    minLeaf: number,
  ): number;
  /** Of `assembly/sparse.ts`. */
  addSparseProducts(
    starts: number,
    places: number,
    values: number,
    weights: number,
    rows: number,
    vector: number,
    result: number,
  ): void;
  /** Of `assembly/products.ts`. */
  addProducts(block: number, width: number, weights: number, system: number): void;
}

/** Below it are the constants of the kernels. */
export const FIRST_ADDRESS = 2048;

/** A memory that never grows, so that views of it stay valid; undefined where there is no WebAssembly, or not enough memory. */
export function createMemory(bytes: number): WebAssembly.Memory | undefined {
  const pages = Math.ceil(bytes / 65_536);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch {
    return undefined;
  }
}

let compiled: Promise<WebAssembly.Module | undefined> | undefined;
let compiledNow: WebAssembly.Module | undefined;

/**
 * The kernels, working on this memory; undefined where there is no WebAssembly with 128-bit vectors, or where a page's
 * policy forbids it.
 */
export async function startKernels(memory: WebAssembly.Memory): Promise<WasmKernels | undefined> {
  compiled ??= compileKernels();
  const module = await compiled;
  if (module === undefined) return undefined;
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  return instance.exports as unknown as WasmKernels;
}

/** Room for data, in WebAssembly with the kernels where there is such a thing, else an ordinary buffer without them. */
export async function roomFor(
  bytes: number,
): Promise<{ readonly buffer: ArrayBuffer; readonly kernels: WasmKernels | undefined }> {
  const memory = createMemory(bytes);
  const kernels = memory && (await startKernels(memory));
  return { buffer: memory?.buffer ?? new ArrayBuffer(bytes), kernels };
}

/** The same at once, for those that cannot wait; undefined also on pages that compile nothing at once. */
export function startKernelsNow(memory: WebAssembly.Memory): WasmKernels | undefined {
  try {
    compiledNow ??= new WebAssembly.Module(fromBase64(KERNELS_WASM, 'the kernels'));
    return new WebAssembly.Instance(compiledNow, { env: { memory } }).exports as unknown as WasmKernels;
  } catch {
    return undefined;
  }
}

async function compileKernels(): Promise<WebAssembly.Module | undefined> {
  try {
    return await WebAssembly.compile(fromBase64(KERNELS_WASM, 'the kernels'));
  } catch {
    return undefined;
  }
}
