import type { ListeningHistory } from '@ssrm/features';
import { loadArtistStyles, styleOfArtist } from './artist-styles.ts';

/** How much of a period's listening each style takes. */
export interface StylesOfPeriod {
  /** A year, `2023`; or a month, `2023-05`, where the history covers less than two years. */
  readonly period: string;
  /** In a reader's words, most played first; shares of the plays by artists whose style is known, and sum to 1. */
  readonly styles: readonly { readonly style: string; readonly share: number }[];
}

/** How a taste moved over the years, by the table of artists. Periods without a known style are left out. */
export async function stylesOverTime({ songs, months }: ListeningHistory): Promise<StylesOfPeriod[]> {
  await loadArtistStyles();
  const years = new Set(months.map(({ month }) => month.slice(0, 4)));
  const counts = new Map<string, Map<string, number>>();
  for (const { month, plays } of months) {
    const period = years.size > 2 ? month.slice(0, 4) : month;
    const ofPeriod = counts.get(period) ?? new Map<string, number>();
    counts.set(period, ofPeriod);
    for (const [song, count] of plays) {
      const style = styleOfArtist(songs[song]?.artistName ?? null);
      if (style !== undefined) ofPeriod.set(style, (ofPeriod.get(style) ?? 0) + count);
    }
  }
  return Array.from(counts).flatMap(([period, ofPeriod]) => {
    const total = Array.from(ofPeriod.values()).reduce((sum, count) => sum + count, 0);
    const styles = Array.from(ofPeriod, ([style, count]) => ({ style, share: count / total }));
    return total === 0 ? [] : [{ period, styles: styles.sort((left, right) => right.share - left.share) }];
  });
}
