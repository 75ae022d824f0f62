import {
  DENSE_FEATURES,
  type DenseFeature,
  denseFeatures,
  TEXT_FEATURES,
  type TextFeature,
  type Track,
  textFeatures,
} from '@ssrm/features';
import { shapleyValues } from './shapley-values.ts';

/** One of the eight features of a track. */
export type Feature = DenseFeature | TextFeature;

/** The eight features, in the column order of the published design. */
export const FEATURES: readonly Feature[] = [...DENSE_FEATURES, ...TEXT_FEATURES];

/** What one feature does to a score. */
export interface Contribution {
  readonly feature: Feature;
  /** The feature's value in a listener's words, `unknown` where the source does not say: "3:25", "explicit". */
  readonly value: string;
  /** How much it raises (or lowers, below 0) the score. */
  readonly contribution: number;
  /** One sentence: "The artist, Radiohead, raises the score by 12 points." */
  readonly text: string;
}

/** Why a track has its score: `baseline` plus all contributions is `score`. */
export interface Explanation {
  readonly score: number;
  /** The score of the song that the track is compared with: an average one, or one of which nothing is known. */
  readonly baseline: number;
  /** Of all eight features, strongest first. */
  readonly contributions: readonly Contribution[];
  /**
   * Those of the contributions that are reasons to a listener, strongest first. A feature that the source does not say is
   * none: the average that stands in for it may move the score a little. Nor is one that changes nothing.
   */
  readonly reasons: readonly Contribution[];
  /** One or two sentences for the listener, from the reasons. */
  readonly summary: string;
}

const nouns: Readonly<Record<Feature, string>> = {
  duration_ms: 'The length',
  explicit: 'The explicit flag',
  popularity: 'The popularity',
  album_type: 'The kind of release',
  album_name: "The album's name",
  release_date: 'The release date',
  artist_name: 'The artist',
  name: "The song's name",
};

/**
 * The explanation of a track by exact Shapley values over its eight features.
 *
 * @param values - Length 256: the score where just the features of the coalition are the track's, and the others those
 * of the song that it is compared with; bit p stands for `FEATURES[p]`.
 * @param comparedWith - That song in words: "an average song".
 */
export function explainScore(track: Track, values: ArrayLike<number>, comparedWith: string): Explanation {
  const shares = shapleyValues(values);
  const known = new Set<Feature>();
  const contributions = FEATURES.map((feature, index) => {
    const contribution = shares[index] as number;
    const described = describeFeature(track, feature);
    if (described !== null) known.add(feature);
    const value = described ?? 'unknown';
    return { feature, value, contribution, text: sentence(feature, value, contribution) };
  }).sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  const score = values[values.length - 1] as number;
  const baseline = values[0] as number;
  const reasons = contributions.filter(
    ({ feature, contribution }) => known.has(feature) && contribution !== 0,
  );
  const summary = summarise(score, baseline, comparedWith, reasons);
  return { score, baseline, contributions, reasons, summary };
}

/** The value of a feature, as a listener would say it; `null` where the source does not say. */
function describeFeature(track: Track, feature: Feature): string | null {
  const dense = denseFeatures(track);
  switch (feature) {
    case 'duration_ms':
      return track.durationMs === null ? null : minutesAndSeconds(track.durationMs);
    case 'explicit':
      return track.explicit === null ? null : track.explicit ? 'explicit' : 'not explicit';
    case 'popularity':
      return dense.popularity === null ? null : `${dense.popularity} of 100`;
    case 'album_type':
      return track.albumType;
    case 'album_name':
      // The features fall back to the song's name; a listener is told of no album that nobody named.
      return track.albumName;
    default:
      return textFeatures(track)[feature];
  }
}

function minutesAndSeconds(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function sentence(feature: Feature, value: string, contribution: number): string {
  const points = Math.round(Math.abs(contribution) * 100);
  const effect =
    points === 0
      ? 'hardly changes the score'
      : `${contribution > 0 ? 'raises' : 'lowers'} the score by ${points} ${points === 1 ? 'point' : 'points'}`;
  return `${nouns[feature]}, ${value}, ${effect}.`;
}

function summarise(
  score: number,
  baseline: number,
  comparedWith: string,
  reasons: readonly Contribution[],
): string {
  const percent = (value: number) => `${Math.round(value * 100)} of 100`;
  const strong = reasons.filter(({ contribution }) => Math.abs(contribution) >= 0.005).slice(0, 3);
  const opening = `Scored ${percent(score)}; ${comparedWith} has ${percent(baseline)}.`;
  return [opening, ...strong.map(({ text }) => text)].join(' ');
}
