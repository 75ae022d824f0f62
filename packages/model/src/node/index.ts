// Saved models
export { loadModel } from './load-model.ts';
export { saveModel } from './save-model.ts';

// TensorBoard
export type { TensorBoardWriterOptions } from './tensorboard/tensorboard-writer.ts';
export { TensorBoardWriter } from './tensorboard/tensorboard-writer.ts';
