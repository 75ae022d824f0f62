import type { Portrait } from '@ssrm/features';
import type { StylesOfPeriod } from '@ssrm/model';
import type { CardPart } from '../../charts/share-card.ts';

/** What a card can show, by the word that asks for it. */
export const CARD_PARTS = ['artists', 'songs', 'styles', 'numbers'] as const;

export type CardPartName = (typeof CARD_PARTS)[number];

/** The parts that were asked for, in that order, each once. */
export function cardParts(
  names: readonly CardPartName[],
  portrait: Portrait,
  styles: readonly StylesOfPeriod[],
): CardPart[] {
  const make: Record<CardPartName, () => CardPart> = {
    artists: () => ({
      heading: 'Artists I play most',
      lines: portrait.topArtists.map(({ name }) => ({ text: name })),
    }),
    songs: () => ({
      heading: 'Songs I play most',
      lines: portrait.topSongs.map(({ name, artistName }) => ({
        text: artistName === null ? name : `${name} – ${artistName}`,
      })),
    }),
    styles: () => stylesPart(styles),
    numbers: () => ({
      heading: 'In numbers',
      lines: [
        { number: count(portrait.hours), text: 'hours of music' },
        { number: count(portrait.artists), text: 'artists' },
        { number: count(portrait.songs), text: 'different songs' },
        { number: count(portrait.longestStreak.days), text: 'days on end with music' },
      ],
    }),
  };
  return [...new Set(names)].map((name) => make[name]());
}

/** The styles of the last period: what somebody plays now. */
function stylesPart(periods: readonly StylesOfPeriod[]): CardPart {
  const last = periods.at(-1);
  const styles = last?.styles ?? [];
  const [{ share: most } = { share: 1 }] = styles;
  return {
    heading: last === undefined ? 'Styles' : `Styles in ${periodInWords(last.period)}`,
    lines: styles.map(({ style, share }) => ({ text: style, share: share / most })),
  };
}

/** A year as it is, a month (`2023-05`) with its name. */
function periodInWords(period: string): string {
  return period.length === 4 ? period : monthInWords(period);
}

/** The month of a day or month that begins `YYYY-MM`, such as `May 2023`. */
export function monthInWords(day: string): string {
  const first = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  return first.toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}
