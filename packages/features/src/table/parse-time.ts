const clock = String.raw`(?:(?:[T ,]|at|um|\s)+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*(?:(?:UTC|GMT)?\s*(Z|[+-]\d{1,2}(?::?\d{2})?)?|[A-Z]{2,5}))?(?:\s*[([].*[)\]])?`;
const weekday = String.raw`(?:\p{L}{2,10}\.?,?\s+)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${clock}$`, 'i');
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${clock}$`, 'i');
const dayMonthName = new RegExp(
  String.raw`^${weekday}(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(\p{L}{3,9})\.?,?[\s-]+(\d{4})${clock}$`,
  'iu',
);
const monthNameDay = new RegExp(
  String.raw`^${weekday}(\p{L}{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${clock}$`,
  'iu',
);
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

export interface ParseTimeOptions {
  /** Whether 5/6/2023 is the fifth of June. Default false, unless the first number can only be a day. With points it always is. */
  readonly dayFirst?: boolean;
}

/**
 * Seconds since 1970 of a time as exports write it; `null` if it is none, or there is no such day.
 *
 * Read are ISO 8601 with `T` or a space, with `Z`, `UTC`, an offset or nothing (UTC is meant then), with fractions or without; seconds, milliseconds and
 * microseconds since 1970 (9–10, 12–13 and 15–16 digits); `07 May 2023 09:00`, `May 7, 2023, 9:00 AM`, `Sun, 07 May 2023 09:00:00 GMT`;
 * `5/7/2023 9:00` and `7.5.2023 09:00`. The clock may be absent. Names of other time zones are passed over.
 */
export function parseTime(text: string, options: ParseTimeOptions = {}): number | null {
  const plain = text.trim();
  if (/^\d+(?:\.\d+)?$/.test(plain)) return sinceEpoch(plain);
  const ordered = yearFirst.exec(plain);
  if (ordered !== null) {
    return moment(Number(ordered[1]), Number(ordered[3]), Number(ordered[4]), ordered.slice(5));
  }
  const numeric = yearLast.exec(plain);
  if (numeric !== null) {
    const [first, second] = [Number(numeric[1]), Number(numeric[3])];
    const dayFirst = numeric[2] === '.' || options.dayFirst === true || first > 12;
    const [day, month] = dayFirst && second <= 12 ? [first, second] : [second, first];
    return moment(fullYear(numeric[4] as string), month, day, numeric.slice(5));
  }
  const named = dayMonthName.exec(plain);
  const american = named === null ? monthNameDay.exec(plain) : null;
  const [day, month, year] = named?.slice(1, 4) ?? [american?.[2], american?.[1], american?.[3]];
  if (day === undefined || month === undefined) return null;
  const number = monthNames.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return moment(Number(year), number, Number(day), (named ?? american ?? []).slice(4));
}

/** True for a time with hour and minute, which a date alone has not. */
export function hasClock(text: string): boolean {
  return /\d:\d{2}/.test(text) || /^\s*\d{9,16}(?:\.\d+)?\s*$/.test(text);
}

function sinceEpoch(digits: string): number | null {
  const length = digits.split('.')[0]?.length ?? 0;
  const divisor =
    length === 9 || length === 10
      ? 1
      : length === 12 || length === 13
        ? 1e3
        : length === 15 || length === 16
          ? 1e6
          : null;
  return divisor === null ? null : Math.floor(Number(digits) / divisor);
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year + (year < 70 ? 2000 : 1900);
}

function moment(
  year: number,
  month: number,
  day: number,
  [hours = '0', minutes = '0', seconds = '0', half, zone]: readonly (string | undefined)[],
): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDay = year >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  const afternoon = half === undefined ? Number(hours) : (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0);
  if (!isDay || afternoon > 23 || Number(minutes) > 59 || Number(seconds) > 60) return null;
  const clockSeconds = afternoon * 3600 + Number(minutes) * 60 + Number(seconds);
  return date.getTime() / 1000 + clockSeconds - offsetSeconds(zone);
}

function offsetSeconds(zone: string | undefined): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone ?? '') ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}
