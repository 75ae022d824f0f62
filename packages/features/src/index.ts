// A track and its features

export type { Artifact, ArtifactReader, Fitted, FittedClass } from './artifact.ts';
// The contract of everything fitted
export { checkArtifact, readArtifact } from './artifact.ts';
export type { SourceLocation, SsrmErrorCode, SsrmErrorOptions } from './errors.ts';
// Errors
export { InvalidArtifactError, InvalidDataError, ShapeError, SsrmError } from './errors.ts';
export type { Matrix } from './matrix.ts';

// Matrices and seeded randomness
export { createMatrix, matrixFromRows, matrixRow, matrixToRows, selectRows } from './matrix.ts';
export type { Random } from './random.ts';
export { createRandom, shuffledIndices } from './random.ts';
export { scoreByRank } from './score.ts';
export type { AlbumType, DenseFeature, ScoredTrack, TextFeature, Track } from './track.ts';
export { DENSE_FEATURES, denseFeatures, TEXT_FEATURES, textFeatures } from './track.ts';
