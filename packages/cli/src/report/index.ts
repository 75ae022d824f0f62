// The page

// Its data, from what the model says
export { featureTitle } from './format.ts';
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
  TrainingData,
  VerdictData,
  VerdictModel,
} from './report-data.ts';
export { type ExplainedSong, tasteDrivers } from './taste-drivers.ts';
