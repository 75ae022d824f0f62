// Its data, from what the model says
export { calibrationData } from './calibration-data.ts';
export { type ExplainedSong, predictionReasons, tasteDrivers } from './from-explanations.ts';
// The page
export { renderReport } from './render-report.ts';
export type {
  CalibrationBin,
  CalibrationData,
  DataQualityData,
  DriversData,
  Estimate,
  MethodData,
  PredictionsData,
  PresetName,
  ReportData,
  ReportPrediction,
  ReportReason,
  ReportSource,
  Section,
  SectionAbsence,
  SetAsideRow,
  TasteDriver,
  TasteMapData,
  TasteMapPoint,
  TrainingCurves,
  TrainingData,
  VerdictData,
  VerdictModel,
} from './report-data.ts';
export { type MappedSongs, tasteMapData } from './taste-map-data.ts';
