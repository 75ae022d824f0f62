// The structures that `wasm-network.ts` writes to memory: 32-bit numbers, in this order. `usize` is an address.

/** Rows are kept in blocks of eight, `[block][column][8]`: neighbouring rows fill a vector. A column of a block has 64 bytes. */
export const BLOCK_ROWS: i32 = 8;
export const COLUMN_BYTES: usize = 64;

/** Rows that are worked on at once: their intermediate numbers stay in the processor's cache. */
export const CHUNK_BLOCKS: i32 = 16;

@unmanaged
export class Network {
  layerCount: i32;
  parameterCount: i32;
  /** The {@link Layer}s, one after the other. */
  layers: usize;
  /** Shape `[parameterCount]`. */
  gradients: usize;
  /** Shape `[parameterCount, 2]`: what the even rows and what the odd rows add to each gradient. */
  sums: usize;
}

@unmanaged
export class Layer {
  inputDim: i32;
  units: i32;
  activation: i32;
  /** Shape `[units, inputDim]`. */
  kernel: usize;
  /** Shape `[units]`. */
  bias: usize;
  /** Where {@link Network.sums} has the kernel's, and the biases'. */
  kernelSums: usize;
  biasSums: usize;
  /** Of one chunk, in blocks of rows. */
  outputs: usize;
  deltas: usize;
}

export const LINEAR: i32 = 0;
export const SIGMOID: i32 = 1;
export const TANH: i32 = 2;
export const RELU: i32 = 3;

export const MEAN_SQUARED_ERROR: i32 = 0;

export function layerAt(network: Network, index: i32): Layer {
  return changetype<Layer>(network.layers + <usize>index * offsetof<Layer>());
}
