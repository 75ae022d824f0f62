import { featureNoun } from './feature-labels.ts';

/**
 * A sentence on the features that were filled in, or `undefined` where nothing was missing.
 *
 * @param missing - Share of the tracks, 0 … 1, without each feature.
 */
export function missingNote(missing: Readonly<Record<string, number>>, whose: string): string | undefined {
  const gaps = Object.entries(missing)
    .filter(([, share]) => share > 0)
    .sort(([, left], [, right]) => right - left)
    .map(([feature, share]) => `${featureNoun(feature)} (${shareInWords(share)})`);
  return gaps.length === 0
    ? undefined
    : `Not known ${whose}, so the average of your tracks stands in: ${gaps.join(', ')}.`;
}

/** A sentence on features that were left out of all songs. */
export function withheldNote(withheld: readonly string[], because: string): string {
  return `Left out: ${withheld.map(featureNoun).join(', ')}. ${because}.`;
}

function shareInWords(share: number): string {
  if (share === 1) return 'all';
  return share < 0.01 ? 'under 1 %' : `${Math.round(share * 100)} %`;
}
