import type { AlbumType } from './track.ts';

const albumTypes: readonly string[] = ['album', 'single', 'compilation', 'ep'] satisfies AlbumType[];
const spotifyId = '[0-9A-Za-z]{22}';
const idPatterns = [
  new RegExp(`^(${spotifyId})$`),
  new RegExp(`^spotify:track:(${spotifyId})$`),
  new RegExp(
    `^(?:https?://)?(?:open|play)\\.spotify\\.com/(?:intl-[a-z-]+/)?(?:embed/)?track/(${spotifyId})(?:[/?#]|$)`,
    'i',
  ),
];

/** The 22-character id in a Spotify track id, URI or link; `null` if it is none of these. */
export function toTrackId(text: string): string | null {
  const trimmed = text.trim();
  for (const pattern of idPatterns) {
    const id = pattern.exec(trimmed)?.[1];
    if (id !== undefined) {
      return id;
    }
  }
  return null;
}

/** A known album type in lower case (Spotify also writes `ALBUM` and `EP`); `null` for anything else. */
export function toAlbumType(value: unknown): AlbumType | null {
  const lower = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return albumTypes.includes(lower) ? (lower as AlbumType) : null;
}

/**
 * A release date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Also reads a time stamp (its date), `M/D/YY` and `M/D/YYYY` as
 * American spreadsheets write it, `D.M.YYYY`, `/` or `.` between year, month and day, seconds or milliseconds since 1970 (10 or 13 digits) and
 * the days of a spreadsheet (5 digits). Two-digit years 00–29 are 2000–2029,
 * 30–99 are 1930–1999, as in Excel. Year 0 (what Spotify says of delisted tracks) and impossible dates are `null`.
 */
export function toReleaseDate(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const yearFirst = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ].*)?)?)?$/.exec(text);
  if (yearFirst !== null) {
    return dateText(Number(yearFirst[1]), part(yearFirst[2]), part(yearFirst[3]));
  }
  const counted = /^(?:(\d{5})|(\d{10})(?:\d{3})?)$/.exec(text);
  if (counted !== null) {
    // Day 25 569 of a spreadsheet is 1970-01-01.
    const days =
      counted[1] === undefined ? Math.floor(Number(counted[2]) / 86_400) : Number(counted[1]) - 25_569;
    return new Date(days * 86_400_000).toISOString().slice(0, 10);
  }
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text);
  if (american !== null) {
    const [month, day] = [part(american[1]), part(american[2])];
    // 23/9/2017 can only be day first.
    return month !== null && month > 12
      ? dateText(fullYear(american[3]), day, month)
      : dateText(fullYear(american[3]), month, day);
  }
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(text);
  return dotted === null ? null : dateText(fullYear(dotted[3]), part(dotted[2]), part(dotted[1]));
}

/** True, false, or `null` for anything that is neither: `true`, `false`, `1`, `0`, `yes`, `no` and the German words, in any case. */
export function toFlag(value: unknown): boolean | null {
  if (typeof value === 'boolean') {
    return value;
  }
  const text = String(value).trim().toLowerCase();
  if (['true', '1', '1.0', 'yes', 'wahr', 'ja'].includes(text)) {
    return true;
  }
  return ['false', '0', '0.0', 'no', 'falsch', 'nein'].includes(text) ? false : null;
}

/** A finite number, also from text; `null` for anything else, an empty text among it. */
export function toNumber(value: unknown): number | null {
  if (typeof value === 'string' && !/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(value)) {
    return null;
  }
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** Text that is not blank, as it is; `null` otherwise. */
export function toText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function part(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

function fullYear(digits: string | undefined): number {
  const year = Number(digits);
  return digits?.length === 4 ? year : year + (year < 30 ? 2000 : 1900);
}

function dateText(year: number, month: number | null, day: number | null): string | null {
  if (year === 0) {
    return null;
  }
  const yearText = String(year).padStart(4, '0');
  // Month or day 0 stands for "not known".
  if (month === null || month === 0) {
    return yearText;
  }
  const monthText = `${yearText}-${String(month).padStart(2, '0')}`;
  if (day === null || day === 0) {
    return month <= 12 ? monthText : null;
  }
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month <= 12;
  return exists ? `${monthText}-${String(day).padStart(2, '0')}` : null;
}
