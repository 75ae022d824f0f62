/** A mean with the bounds between which it lies in 95 of 100 resamples. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Who is measured: the two presets and four baselines. */
export type CandidateName =
  | 'original'
  | 'taste'
  | 'popularity'
  | 'artist average'
  | 'nearest neighbours'
  | 'mean';

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
  readonly preset: 'original' | 'taste';
  readonly baseline: CandidateName;
  readonly metric: 'auc' | 'spearman';
  /** Preset less baseline, on the same resamples. */
  readonly difference: Interval;
  /** `unclear`: the interval of the difference holds 0. */
  readonly isBetter: 'yes' | 'no' | 'unclear';
  /** "Preset taste is better than guessing by artist: yes, 0.84 against 0.57." */
  readonly text: string;
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
  /** In plain words: is it worth anything? */
  readonly verdict: string;
}
