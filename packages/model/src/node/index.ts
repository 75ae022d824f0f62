// Saved models
export { loadModel } from './load-model.ts';
export { saveModel } from './save-model.ts';

// TensorBoard
export type { TensorBoardWriterOptions } from './tensorboard/tensorboard-writer.ts';
export { TensorBoardWriter } from './tensorboard/tensorboard-writer.ts';

// Threads
export type { ThreadPool, WorkerPoolOptions } from './worker-threads.ts';
export { createWorkerPool } from './worker-threads.ts';
