/** A share as a whole per cent, such as `84 %`; a share that is not 0 or 1 never shows as such. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '< 1\u00A0%';
  if (share < 1 && share > 0.99) return '> 99\u00A0%';
  return `${Math.round(share * 100)}\u00A0%`;
}

/** A count with thousands separated, such as `1,204`. */
export function thousands(value: number): string {
  return value.toLocaleString('en-GB');
}

/** Day and time in UTC, such as `22 August 2026, 14:05 UTC`; a text that is no date is shown as it is. */
export function dateTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const text = date.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${text.replace(' at ', ', ')} UTC`;
}
