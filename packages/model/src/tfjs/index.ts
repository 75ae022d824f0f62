// What takes or gives TensorFlow.js's own objects, apart so that nothing else loads it.
export type { NetworkOptions } from '../network/create-network.ts';
export { createNetwork } from '../network/create-network.ts';
export { fromSequential, toSequential } from '../network/sequential.ts';
export { trainNetwork } from '../training/train-network.ts';
