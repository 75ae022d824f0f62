import type { Sequential } from '@tensorflow/tfjs-layers';
import { assignLayers, fromSequential } from '../network/sequential.ts';
import { createFusedEngine } from './fused-engine.ts';
import { createTfjsEngine } from './tfjs-engine.ts';
import { runTraining, type TrainingData } from './train-layers.ts';
import type { TrainingOptions } from './training-options.ts';
import type { TrainingResult } from './training-progress.ts';

/**
 * Trains a tfjs-layers `Sequential` of dense layers, like its `fit`: its weights are replaced when training has ended
 * (and left as they were if it fails or is stopped). See {@link trainLayers} for batches and errors.
 *
 * @returns The measurements, and the layers in 64 bits (the network holds them in 32).
 */
export async function trainNetwork(
  network: Sequential,
  data: TrainingData,
  options: TrainingOptions = {},
): Promise<TrainingResult> {
  const createEngine = options.engine === 'tfjs' ? createTfjsEngine : createFusedEngine;
  const result = await runTraining(fromSequential(network), data, options, createEngine);
  assignLayers(network, result.layers);
  return result;
}
