// The published plots as files
export { drawTrainingPlots, type TrainingRecord } from './draw-training-plots.ts';
