import { fromBase64 } from '@ssrm/features';
import { KERNELS_WASM } from './kernels.generated.ts';

/** What `assembly/index.ts` exports; every argument but the last of `backward` and counts is an address. */
export interface WasmKernels {
  predict(network: number, input: number, blocks: number, target: number): void;
  backward(network: number, input: number, targets: number, rows: number, loss: number): void;
}

let compiled: Promise<WebAssembly.Module | undefined> | undefined;

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

async function compileKernels(): Promise<WebAssembly.Module | undefined> {
  try {
    return await WebAssembly.compile(fromBase64(KERNELS_WASM, 'the kernels'));
  } catch {
    return undefined;
  }
}
