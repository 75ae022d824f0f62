import type { Portrait } from '@ssrm/features';
import type { EpochMetrics, Preset, StylesOfPeriod, TreeLoss, TypicalSongs } from '@ssrm/model';
import type { CalibrationData, VerdictData } from '../../../run-folder/saved-evaluation.ts';

/** Everything the report shows, as plain JSON: texts are data, never markup. A section left out is not shown. */
export interface ReportData {
  /** When the report was made, as an ISO 8601 date and time. */
  readonly createdAt: string;
  readonly source: ReportSource;
  readonly finds?: Section<FindsData>;
  readonly portrait?: Section<PortraitData>;
  readonly verdict?: Section<VerdictData>;
  readonly predictions?: Section<PredictionsData>;
  readonly training?: Section<TrainingData>;
  readonly tasteMap?: Section<TasteMapData>;
  readonly drivers?: Section<DriversData>;
  readonly calibration?: Section<CalibrationData>;
  readonly dataQuality?: Section<DataQualityData>;
  readonly method?: Section<MethodData>;
}

/** The data of a section, or one sentence that says why there is none. */
export type Section<Data> = Data | SectionAbsence;

export interface SectionAbsence {
  readonly absent: string;
}

interface ReportSource {
  /** Where the songs come from, such as `Exportify list Your_Top_Songs_2025.csv`. */
  readonly description: string;
  /** True where songs, or some of their values, were fetched from Spotify's Web API. */
  readonly usesSpotifyApi: boolean;
  readonly trackCount: number;
  readonly artistCount?: number;
  /** Tracks that stand for everything else; 0 or left out where there is no background. */
  readonly backgroundCount?: number;
}

export interface FindsData {
  /** In the order in which to hear them. */
  readonly songs: readonly ReportFind[];
}

export interface ReportFind {
  readonly name: string;
  readonly artistName: string | null;
  /** 0 … 1. */
  readonly score: number;
  /** What kind of find it is. */
  readonly label: string;
  /** One or two sentences. */
  readonly reason: string;
}

export interface PortraitData {
  readonly portrait: Portrait;
  readonly styles: readonly StylesOfPeriod[];
  readonly typical: TypicalSongs | null;
}

export interface PredictionsData {
  /** Best first. */
  readonly songs: readonly ReportPrediction[];
  /** A sentence about the list, such as what a score means. */
  readonly note?: string;
}

export interface ReportPrediction {
  /** Spotify's id; it makes the name a link. */
  readonly id?: string;
  readonly name: string;
  readonly artistName?: string | null;
  /** 0 … 1. Each preset that was trained. */
  readonly scores: Readonly<Partial<Record<Preset, number | null>>>;
  /** How sure the model is, 0 … 1. */
  readonly confidence?: number | null;
  /** Strongest first. */
  readonly reasons?: readonly ReportReason[];
}

export interface ReportReason {
  /** In words a listener understands. */
  readonly text: string;
  /** What it adds to the score (0 … 1 scale); negative where it takes away. */
  readonly effect: number;
}

/** How each preset that learned in steps did. */
export interface TrainingData {
  readonly curves: readonly (EpochCurve | TreeCurve)[];
}

export interface EpochCurve {
  readonly preset: Preset;
  /** In rising order of epoch. Test values that are `null` or not finite are not drawn. */
  readonly epochs: readonly EpochMetrics[];
}

export interface TreeCurve {
  readonly preset: Preset;
  /** In rising order of trees. */
  readonly trees: readonly TreeLoss[];
}

/** The unit of all places is the distance between two songs. */
export interface TasteMapData {
  /** Each with the round piece of the map that their songs take. */
  readonly artists: readonly TasteMapArtist[];
  readonly points: readonly TasteMapPoint[];
  /** Most songs first. */
  readonly neighbourhoods: readonly Neighbourhood[];
}

interface TasteMapArtist {
  /** Empty for songs without one. */
  readonly name: string;
  /** `null` where it is not known. */
  readonly style: string | null;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A place where one style clearly has most of the songs. */
export interface Neighbourhood {
  readonly name: string;
  readonly songCount: number;
  readonly x: number;
  readonly y: number;
}

/** `other` are songs that the person did not choose. */
export type TasteMapKind = 'liked' | 'recommended' | 'predicted' | 'skipped' | 'other';

export interface TasteMapPoint {
  readonly kind: TasteMapKind;
  readonly x: number;
  readonly y: number;
  readonly name: string;
  /** Index of the artist. */
  readonly artist: number;
  /** 0 … 1: the person's score for liked songs, the model's for recommended and predicted ones; else `null`. */
  readonly score: number | null;
}

export interface DriversData {
  /** What share of the scores' differences each feature makes, largest first. */
  readonly features: readonly TasteDriver[];
  /** A sentence on how the shares were found. */
  readonly note?: string;
}

export interface TasteDriver {
  /** A feature's column name, such as `artist_name`, or a name of its own. */
  readonly feature: string;
  /** 0 … 1. */
  readonly share: number;
  /** Which way it works for this person, such as "newer songs score higher". */
  readonly direction?: string;
}

export interface DataQualityData {
  /** Features with gaps, and the share of songs without a value (0 … 1). */
  readonly missing: readonly { readonly feature: string; readonly share: number }[];
  /** Rows that could not be used. */
  readonly setAside: readonly SetAsideRow[];
  /** How many were set aside in all, where `setAside` lists only some. */
  readonly setAsideCount?: number;
  /** Anything else worth knowing, one sentence each. */
  readonly notes?: readonly string[];
}

export interface SetAsideRow {
  /** Such as `few.csv, line 4`. */
  readonly where: string;
  readonly reason: string;
}

export interface MethodData {
  /** What was done, in order, one sentence each. */
  readonly steps: readonly string[];
  /** Settings and versions that it takes to do it again. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/** True where a section has no data but says why. */
export function isAbsent<Data extends object>(section: Section<Data>): section is SectionAbsence {
  return 'absent' in section;
}
