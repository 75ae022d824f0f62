// A track and its features

export { missingFeatureShares } from './missing-feature-shares.ts';
export type { ScoredTrackLike, SpotifyTrackObject, TrackLike, TrackRow } from './to-track.ts';
export { toScoredTracks, toTrack, toTracks } from './to-track.ts';
export type { AlbumType, DenseFeature, Listening, ScoredTrack, TextFeature, Track } from './track.ts';
export { DENSE_FEATURES, denseFeatures, TEXT_FEATURES, textFeatures } from './track.ts';
export { trackFromSpotify } from './track-from-spotify.ts';
export { toTrackId } from './track-values.ts';
export type { TrackDetail } from './withhold.ts';
export { isDetailKnown, TRACK_DETAILS, unequallyKnown, withhold } from './withhold.ts';

// Scores

export { scoreByValue } from './import/plays/score-by-plays.ts';
export { scoreByRank } from './score.ts';

// What a person listens to, from their files

export type { Exclusions, Period } from './import/exclusions.ts';
export { parseExclusions } from './import/exclusions.ts';
export type { ImportFile } from './import/files/import-file.ts';
export type { ImportedListening, ImportOptions, ImportProgress } from './import/import-listening.ts';
export { importListening } from './import/import-listening.ts';
export type {
  FileReport,
  ImportFormat,
  ImportReport,
  NotTaste,
  SetAsideCounts,
  SetAsideGroup,
  SetAsideKind,
} from './import/import-report.ts';
export type { DislikeOptions, ScoreByPlaysOptions, SongListening } from './import/plays/score-by-plays.ts';
export { isDisliked } from './import/plays/score-by-plays.ts';
export type { SongsFromTextOptions } from './import/songs/songs-from-text.ts';
export { songsFromText } from './import/songs/songs-from-text.ts';
export { createTrackReader } from './import/songs/track-reader.ts';

// When they heard what, as counts, and what of it is worth another hearing

export type { Find, FindKind, FindOptions, ScoredFind } from './history/finds.ts';
export { findInHistory } from './history/finds.ts';
export type { HistorySong, ListeningHistory } from './history/listening-history.ts';
export { historyFromJSON } from './history/listening-history.ts';
export type { Portrait, PortraitArtist, PortraitPeriod, PortraitSong } from './history/portrait.ts';
export { portraitOf } from './history/portrait.ts';

// What exports lack, looked up

export type {
  CachedLookup,
  FillOptions,
  FillReport,
  LookupCache,
  TrackSource,
  UnresolvedTrack,
} from './fill/fill-tracks.ts';
export { fillTracks } from './fill/fill-tracks.ts';

// Who and what is the same

export { artistKey } from './keys/artist-key.ts';
export { foldText, wellFormed } from './keys/fold-text.ts';
export { KnownSongs } from './keys/known-songs.ts';
export { songKey } from './keys/song-key.ts';

// CSV

export { datasetFromCsv, datasetToCsv, tracksToCsv } from './csv/dataset-csv.ts';
export type { NamedMatrix } from './csv/matrix-csv.ts';
export { matrixFromCsv, matrixToCsv } from './csv/matrix-csv.ts';
export type { CsvRecord, CsvTable, ReadCsvOptions, SetAsideRow } from './csv/read-csv.ts';
export { readCsv } from './csv/read-csv.ts';
export { fromSafeCell, numberCell, toSafeCell, writeCsv } from './csv/write-csv.ts';
export type { RequestedTrack, RequestedTracks } from './table/tracks-from-csv.ts';
export { tracksFromCsv } from './table/tracks-from-csv.ts';

// Scaling and filling of gaps

export type { MeanImputerJson, MeanImputerOptions } from './fit/mean-imputer.ts';
export { MeanImputer, missingShares } from './fit/mean-imputer.ts';
export type { StandardScalerJson, StandardScalerOptions } from './fit/standard-scaler.ts';
export { StandardScaler } from './fit/standard-scaler.ts';

// Splitting

export type { KFoldOptions } from './split/k-fold.ts';
export { kFold } from './split/k-fold.ts';
export type { TrainTestSplit, TrainTestSplitOptions } from './split/train-test-split.ts';
export { trainTestSplit } from './split/train-test-split.ts';

// Matrices and seeded randomness

export type { Matrix } from './matrix.ts';
export { createMatrix, matrixFromRows, matrixRow, matrixToRows, selectRows } from './matrix.ts';
export type { Random } from './random.ts';
export { createRandom, shuffledIndices } from './random.ts';

// The contract of everything fitted, and how it is saved

export type { Artifact, ArtifactReader, Fitted, FittedClass } from './artifact.ts';
export { checkArtifact, readArtifact } from './artifact.ts';
export { fromBase64, toBase64 } from './base64.ts';

// Errors, stopping, and what need not be worked out twice

export { throwIfAborted } from './abort.ts';
export type { SourceLocation, SsrmErrorCode, SsrmErrorOptions } from './errors.ts';
export { InvalidArtifactError, InvalidDataError, ShapeError, SsrmError } from './errors.ts';
export { remembering } from './remembering.ts';
