import type { Portrait, PortraitArtist, PortraitSong } from '@ssrm/features';
import type { StylesOfPeriod, TypicalSongs } from '@ssrm/model';
import { barsOption } from '../../../../charts/bars.ts';
import { pagePalette } from '../../../../charts/palette.ts';
import { chartFigure, chartImage } from '../chart-figure.ts';
import { percent, thousands } from '../format.ts';
import { type Fragment, html, type Markup } from '../html.ts';
import type { PortraitData, Section } from '../report-data.ts';
import { renderSection } from './section.ts';

/** So many styles have a colour of their own; the others are one. */
const namedStyles = 5;
/** More periods are too narrow to read. */
const mostPeriods = 24;

const seasons: Readonly<Record<string, string>> = {
  '12': 'December to February',
  '03': 'March to May',
  '06': 'June to August',
  '09': 'September to November',
};

/** What the history says of its listener. */
export function renderPortrait(section: Section<PortraitData> | undefined): Markup {
  const frame = { id: 'portrait', title: 'You, in music' };
  return renderSection(section, frame, ({ portrait, styles, typical }) => {
    const { hours, plays, songs, artists, longestStreak } = portrait;
    return html`<p class="lead">${firstAndLast(portrait)}${typical && typicalAndSurprising(typical)}</p>
<dl class="tiles">${tile('hours of music', hours)}${tile('plays', plays)}${tile('different songs', songs)}${tile('artists', artists)}${tile('days on end with music', longestStreak.days)}</dl>
<div class="panel"><h3>Over time</h3><div class="curves">${styles.length > 1 && stylesFigure(styles)}${hoursFigure(portrait)}</div></div>
<div class="lists">
${box('Artists', portrait.topArtists.map(artistText), true)}
${box('Songs', portrait.topSongs.map(songText), true)}
${box('Year by year', portrait.years.map(periodText), false)}
${box(
  'Through the year',
  portrait.seasons.map((season) =>
    periodText({ ...season, period: seasons[season.period] ?? season.period }),
  ),
  false,
)}
${box(
  'Skipped again and again',
  portrait.skippedSongs.map(
    (song) => html`${named(song)}<span class="count">, skipped ${song.skips} times</span>`,
  ),
  false,
)}
</div>`;
  });
}

function firstAndLast({ from, to, firstSong, busiestDay, longestStreak }: Portrait): Markup {
  return html`From ${inWords(from)} to ${inWords(to)}. It began with ${named(firstSong)}. The fullest day was ${inWords(busiestDay.day)}, with ${busiestDay.hours.toFixed(1)} hours; the longest streak ran from ${inWords(longestStreak.from)} to ${inWords(longestStreak.to)}. Days and hours are those of UTC.`;
}

function typicalAndSurprising({ typical, surprising }: TypicalSongs): Markup {
  return html` Of what you play most, ${named(typical)} is most like the rest; ${named(surprising)}, played ${times(surprising.plays)}, is the most surprising love: people who play the rest hardly play it.`;
}

function tile(name: string, value: number): Markup {
  return html`<div><dt>${name}</dt><dd>${thousands(Math.round(value))}</dd></div>`;
}

/** A list under its heading; nothing where it is empty. */
function box(title: string, items: readonly Fragment[], isRanked: boolean): Fragment {
  if (items.length === 0) return undefined;
  const lines = items.map((line) => html`<li>${line}</li>`);
  return html`<div><h3>${title}</h3>${isRanked ? html`<ol>${lines}</ol>` : html`<ul>${lines}</ul>`}</div>`;
}

function named({ name, artistName }: Pick<PortraitSong, 'name' | 'artistName'>): Markup {
  return html`<bdi>${name}</bdi>${artistName && html` by <bdi>${artistName}</bdi>`}`;
}

function songText(song: PortraitSong): Markup {
  return html`${named(song)}<span class="count">, ${times(song.plays)}</span>`;
}

function artistText({ name, plays, hours }: PortraitArtist): Markup {
  return html`<bdi>${name}</bdi><span class="count">, ${times(plays)}, ${thousands(Math.round(hours))} h</span>`;
}

function periodText({ period, topArtist, topSong }: Portrait['years'][number]): Markup {
  return html`${period}: ${topArtist && html`<bdi>${topArtist.name}</bdi><span class="count">, ${times(topArtist.plays)}; </span>`}<span class="count">most played: ${named(topSong)}</span>`;
}

function times(plays: number): string {
  return plays === 1 ? 'once' : `${thousands(plays)} times`;
}

/** The styles that take most of the whole, and the rest, in each period. */
function stylesFigure(all: readonly StylesOfPeriod[]): Markup {
  const periods = all.slice(-mostPeriods);
  const totals = new Map<string, number>();
  for (const { styles } of periods) {
    for (const { style, share } of styles) totals.set(style, (totals.get(style) ?? 0) + share);
  }
  const names = [...totals]
    .sort(([, left], [, right]) => right - left)
    .slice(0, namedStyles)
    .map(([name]) => name);
  const shareOf = ({ styles }: StylesOfPeriod, name: string): number =>
    styles.find(({ style }) => style === name)?.share ?? 0;
  const series = names.map((name, index) => ({
    name,
    values: periods.map((period) => shareOf(period, name)),
    colour: `var(--s${index + 1})`,
  }));
  const rest = periods.map(
    (_, at) => 1 - series.reduce((sum, { values }) => sum + (values[at] as number), 0),
  );
  const shown = [
    ...series,
    { name: 'other', values: rest.map((share) => Math.max(0, share)), colour: 'var(--s6)' },
  ];
  const option = barsOption({
    categories: periods.map(({ period }) => period),
    series: shown,
    max: 1,
    palette: pagePalette,
  });
  const label = `Share of the plays by style: ${periods.map((period) => `${period.period} mostly ${period.styles[0]?.style}`).join(', ')}.`;
  const tooltip = (of: number, at: number): string =>
    `${shown[of]?.name}, ${periods[at]?.period}: ${percent(shown[of]?.values[at] ?? 0)}`;
  const legend = shown.map(
    ({ name, colour }) =>
      html`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" rx="3" fill="${colour}"/></svg> ${name}</li>`,
  );
  return chartFigure(
    'How your taste moved',
    chartImage(option, { width: 480, height: 260, idPrefix: 'styles', label, tooltip }),
    html`<ul class="legend">${legend}</ul>`,
  );
}

function hoursFigure({ shareByHour }: Portrait): Markup {
  const categories = shareByHour.map((_, hour) => String(hour));
  const series = [{ name: 'share', values: shareByHour, colour: 'var(--taste)' }];
  const busiest = shareByHour.indexOf(Math.max(...shareByHour));
  const label = `Share of the listening in each hour of the day, most at ${busiest} o'clock UTC.`;
  const tooltip = (_: number, hour: number): string =>
    `${hour} to ${hour + 1} h: ${percent(shareByHour[hour] ?? 0)}`;
  return chartFigure(
    'Your day',
    chartImage(barsOption({ categories, series, palette: pagePalette }), {
      ...{ width: 480, height: 260, idPrefix: 'hours', label, tooltip },
    }),
    'Hours of the day, UTC',
  );
}

/** A day (`YYYY-MM-DD`) as `3 May 2023`. */
function inWords(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
}
