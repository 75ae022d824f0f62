/** Names of what a run leaves in its output folder; those of the published scripts where they have one. */
export const OUTPUT_FILES = {
  songs: 'SongsDataset.csv',
  source: 'source.json',
  background: 'BackgroundDataset.csv',
  preprocessed: 'PreprocessedDataset.csv',
  encoder: 'encoder.json',
  fewSongs: 'FewSongsDataset.csv',
  fewSongsPreprocessed: 'FewSongsPreprocessed.csv',
  predictions: 'predictions.csv',
  metrics: 'metrics.csv',
  plots: 'plots',
  tensorBoard: 'run_ssrm',
  originalModel: 'models/original',
  tasteModel: 'models/taste',
  evaluation: 'evaluation.json',
  report: 'report.html',
} as const;
