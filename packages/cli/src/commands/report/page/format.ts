const featureTitles: Readonly<Record<string, string>> = {
  duration_ms: 'Length',
  explicit: 'Explicit lyrics',
  popularity: 'Popularity',
  album_type: 'Single or album',
  album_name: 'Album name',
  release_date: 'Release date',
  artist_name: 'Artist',
  name: 'Song title',
};

/** A share as a whole per cent, such as `84 %`; a share that is not 0 or 1 never shows as such. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '< 1\u00A0%';
  if (share < 1 && share > 0.99) return '> 99\u00A0%';
  return `${Math.round(share * 100)}\u00A0%`;
}

/** A count with thousands separated, such as `1,204`. */
export function count(value: number): string {
  return value.toLocaleString('en-GB');
}

/** A count with its noun, such as `1 song` or `3 songs`. */
export function plural(value: number, singular: string, several: string = `${singular}s`): string {
  return `${count(value)} ${value === 1 ? singular : several}`;
}

/** What a listener calls a feature; a name that is not a column's is shown as it is. */
export function featureTitle(feature: string): string {
  return featureTitles[feature] ?? feature;
}

/** Day and time in UTC, such as `22 August 2026, 14:05 UTC`; a text that is no date is shown as it is. */
export function dateTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const text = date.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${text.replace(' at ', ', ')} UTC`;
}
