import type { Track } from '@ssrm/features';
import { stylesOfArtist } from '../artists/artist-styles.ts';
import { FAMILY_COUNT, FAMILY_OF_STYLE, STYLE_OF_SUBSTYLE, STYLES, SUBSTYLES } from '../artists/styles.ts';
import { mean } from '../metrics/mean.ts';

/** How strongly a rate is drawn to that of the group above it: as if so many tracks more had been counted. */
const PRIOR_COUNT = 4;

/** Names of the numbers of {@link styleRates}, in order. */
export const STYLE_RATE_NAMES = [
  'style',
  'style family',
  'best style',
  'sub-style',
  'best sub-style',
] as const;

/** Liked and other tracks counted by style; plain numbers, so it is its own JSON. */
export interface StyleCounts {
  /** Share of liked tracks among all, 0 … 1. */
  readonly base: number;
  /** Length {@link STYLES}.length each. */
  readonly likedByStyle: readonly number[];
  readonly otherByStyle: readonly number[];
  /** Length {@link SUBSTYLES}.length each. */
  readonly likedBySubstyle: readonly number[];
  readonly otherBySubstyle: readonly number[];
  /** Length {@link FAMILY_COUNT} each. */
  readonly likedByFamily: readonly number[];
  readonly otherByFamily: readonly number[];
}

/**
 * Counts of the tracks at `indices` by style of their artist.
 *
 * @param targets - Length n: how much each track is liked, 0 … 1; 0.4 counts as 0.4 liked and 0.6 not.
 */
export function countStyles(
  tracks: readonly Track[],
  targets: ArrayLike<number>,
  indices: readonly number[],
): StyleCounts {
  const likedByStyle = new Array<number>(STYLES.length).fill(0);
  const otherByStyle = new Array<number>(STYLES.length).fill(0);
  const likedBySubstyle = new Array<number>(SUBSTYLES.length).fill(0);
  const otherBySubstyle = new Array<number>(SUBSTYLES.length).fill(0);
  const likedByFamily = new Array<number>(FAMILY_COUNT).fill(0);
  const otherByFamily = new Array<number>(FAMILY_COUNT).fill(0);
  let liked = 0;
  for (const index of indices) {
    const target = targets[index] as number;
    liked += target;
    const { styles, substyles } = stylesOfArtist((tracks[index] as Track).artistName);
    count(substyles, target, likedBySubstyle, otherBySubstyle);
    count(styles, target, likedByStyle, otherByStyle);
    count(familiesOf(styles), target, likedByFamily, otherByFamily);
  }
  const base = Math.min(1 - 1e-6, Math.max(1e-6, liked / Math.max(1, indices.length)));
  return { base, likedByStyle, otherByStyle, likedBySubstyle, otherBySubstyle, likedByFamily, otherByFamily };
}

/**
 * How much more a track's styles are liked than tracks in general, as log odds; 0 for an artist whose style is unknown.
 * The rate of a family is (liked + 4 · base) / (all + 4), that of a style (liked + 4 · family) / (all + 4), that of a sub-style
 * (liked + 4 · style) / (all + 4).
 *
 * @returns Mean over the artist's styles, mean over their families, the best style, mean over sub-styles, the best sub-style.
 */
export function styleRates(counts: StyleCounts, artistName: string | null): readonly number[] {
  const { styles, substyles } = stylesOfArtist(artistName);
  if (styles.length === 0) return STYLE_RATE_NAMES.map(() => 0);
  const { likedByFamily, otherByFamily, likedByStyle, otherByStyle, likedBySubstyle, otherBySubstyle } =
    counts;
  const familyRate = mean(
    familiesOf(styles).map((family) => shrunk(family, likedByFamily, otherByFamily, counts.base)),
  );
  const styleRate = (style: number) => shrunk(style, likedByStyle, otherByStyle, familyRate);
  const rates = styles.map(styleRate);
  const subrates = substyles.map((substyle) =>
    shrunk(substyle, likedBySubstyle, otherBySubstyle, styleRate(STYLE_OF_SUBSTYLE[substyle] as number)),
  );
  const origin = logOdds(counts.base);
  return [
    logOdds(mean(rates)) - origin,
    logOdds(familyRate) - origin,
    Math.max(...rates.map(logOdds)) - origin,
    logOdds(mean(subrates)) - origin,
    Math.max(...subrates.map(logOdds)) - origin,
  ];
}

/** Each family once. */
function familiesOf(styles: readonly number[]): number[] {
  return [...new Set(styles.map((style) => FAMILY_OF_STYLE[style] as number))];
}

/** Counts a track, liked to the degree of its target, in each of its groups. */
function count(groups: readonly number[], target: number, liked: number[], other: number[]): void {
  for (const group of groups) {
    liked[group] = (liked[group] as number) + target;
    other[group] = (other[group] as number) + 1 - target;
  }
}

function shrunk(group: number, liked: readonly number[], other: readonly number[], prior: number): number {
  const likedCount = liked[group] as number;
  return (likedCount + PRIOR_COUNT * prior) / (likedCount + (other[group] as number) + PRIOR_COUNT);
}

function logOdds(rate: number): number {
  return Math.log(rate / (1 - rate));
}
