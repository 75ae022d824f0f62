// The published plots as files

// What charts are made of
export { type CurveLine, type CurveOptions, curveOption } from './curve.ts';
export { drawTrainingPlots, type TrainingRecord } from './draw-training-plots.ts';
export { type IntervalOptions, type IntervalRow, intervalOption } from './interval.ts';
export { type MapLayer, type MapOptions, type MapPoint, mapOption } from './map.ts';
export { filePalette, type Palette, pagePalette } from './palette.ts';
export { type ReliabilityBin, type ReliabilityOptions, reliabilityOption } from './reliability.ts';
export { type ChartOption, type RenderSvgOptions, renderSvg } from './render-svg.ts';
export { svgToPng } from './svg-to-png.ts';
