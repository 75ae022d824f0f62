import type { Preset } from '../model/presets.ts';

/** A mean with the bounds between which it lies in 95 of 100 resamples. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Who is measured: the presets and four baselines. */
export type CandidateName = Preset | 'popularity' | 'artist average' | 'nearest neighbours' | 'mean';

/** What a model of a history is compared with: what knowing how widely a song is kept, whether the artist was heard, or how much of the style is heard would give. */
export type BaselineInTime = 'popularity' | 'artist average' | 'style rate';

/** How well a candidate orders the songs that the person plays by how much they play them. */
export interface RankingQuality {
  /** −1 … 1, the mean over the folds; 0 where all predictions are equal. */
  readonly spearman: Interval;
  readonly meanAbsoluteError: Interval;
  readonly rootMeanSquaredError: Interval;
  /** As published: share of songs whose prediction and score, both rounded, are equal. */
  readonly accuracy: Interval;
}

/** How well a candidate tells songs that the person plays from others. */
export interface LikingQuality {
  /** 0.5 is a coin toss, 1 perfect. */
  readonly auc: Interval;
  readonly ndcg25: Interval;
  /** Of ten bins, in an equal mix of liked and other songs; 0 is perfect. */
  readonly calibrationError: Interval;
}

export interface CandidateQuality {
  readonly name: CandidateName;
  readonly ranking: RankingQuality;
  /** `null` where there are no background tracks and no dislikes. */
  readonly liking: LikingQuality | null;
}

/** A preset beside a baseline. */
export interface Comparison {
  readonly preset: Preset;
  readonly baseline: CandidateName | BaselineInTime;
  readonly metric: 'auc' | 'spearman';
  /** Preset less baseline, on the same resamples. */
  readonly difference: Interval;
  /** `unclear`: the interval of the difference holds 0. */
  readonly isBetter: 'yes' | 'no' | 'unclear';
  /** "Preset taste is better than guessing by artist: yes, 0.84 against 0.57." */
  readonly text: string;
}

/** Songs whose scores are in the same tenth of 0 … 1, in an equal mix of liked and other songs. */
export interface CalibrationBin {
  /** 0 … 1. */
  readonly meanScore: number;
  /** 0 … 1; of perfect scores, the mean score. */
  readonly shareLiked: number;
  /** Share of the mix, > 0; the bins add up to 1. */
  readonly weight: number;
  /** Predictions in the bin: each song has one in every repeat. */
  readonly count: number;
}

/** Are scores what they say: of an equal mix of liked and other songs, are 80 % of those scored 0.8 liked? */
export interface Calibration {
  /** In rising order of score; bins without a song are left out. */
  readonly bins: readonly CalibrationBin[];
  /** The mean, by weight, of |mean score − share liked|; 0 is perfect. */
  readonly error: number;
}

/** What cross-validation says of the presets on one person's songs. */
export interface Evaluation {
  readonly likedCount: number;
  /** Background tracks and dislikes. */
  readonly otherCount: number;
  readonly folds: number;
  readonly repeats: number;
  /** `new`: no artist is both trained on and tested on; `any`: songs are split without regard to artists. */
  readonly artists: 'new' | 'any';
  readonly candidates: readonly CandidateQuality[];
  readonly comparisons: readonly Comparison[];
  /**
   * Of preset `taste`, the strongest that judges new songs: the predictions of all repeats together, which makes its error at most `liking.calibrationError`, the
   * mean over the repeats. `null` where `taste` is not measured.
   */
  readonly calibration: Calibration | null;
  /** In plain words: is it worth anything? */
  readonly verdict: string;
}
