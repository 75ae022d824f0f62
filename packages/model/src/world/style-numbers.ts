import { FAMILY_OF_STYLE, STYLE_OF_SUBSTYLE } from '../artists/styles.ts';
import type { ColumnValues } from './column-values.ts';
import type { ListenerProfile } from './listener-profile.ts';

/** How much more than others the listener hears of an artist's styles: logarithms of mean ratios. */
export function styleNumbers(profile: ListenerProfile, substyles: readonly number[]): ColumnValues {
  const { leanings, recentLeanings, newLeanings, substyleShares } = profile;
  const styles = substyles.map((substyle) => STYLE_OF_SUBSTYLE[substyle] as number);
  const families = styles.map((style) => FAMILY_OF_STYLE[style] as number);
  return {
    'sub-style': meanRatio(leanings.substyles, substyles),
    'best sub-style': Math.max(...substyles.map((substyle) => leanings.substyles[substyle] as number)),
    style: meanRatio(leanings.styles, styles),
    family: meanRatio(leanings.families, families),
    'recent sub-style': meanRatio(recentLeanings.substyles, substyles),
    'recent style': meanRatio(recentLeanings.styles, styles),
    'new sub-style': meanRatio(newLeanings.substyles, substyles),
    'new style': meanRatio(newLeanings.styles, styles),
    'share of the sub-styles': Math.log(
      1e-4 + substyles.reduce((sum, substyle) => sum + (substyleShares[substyle] as number), 0),
    ),
  };
}

/** Of an artist whose style is not known. */
export const UNKNOWN_STYLE: ColumnValues = {
  'sub-style': 0,
  'best sub-style': 0,
  style: 0,
  family: 0,
  'recent sub-style': 0,
  'recent style': 0,
  'new sub-style': 0,
  'new style': 0,
  'share of the sub-styles': 0,
};

function meanRatio(logarithms: Float64Array, places: readonly number[]): number {
  const sum = places.reduce((total, place) => total + Math.exp(logarithms[place] as number), 0);
  return Math.log(sum / places.length);
}
