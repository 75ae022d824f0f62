/**
 * Seconds since 1970 of the time stamp in these bytes, `YYYY-MM-DDTHH:MM[:SS[.fff]][Z]` with `T` or a space, UTC; `null` for any other
 * text and where there is no such day. Fast; {@link parseTime} reads more.
 */
export function readTime(bytes: Uint8Array, start: number, end: number): number | null {
  const number = (from: number, length: number): number => readDigits(bytes, start + from, length);
  const [year, month, day] = [number(0, 4), number(5, 2), number(8, 2)];
  const [hour, minute] = [number(11, 2), number(14, 2)];
  const hasSeconds = end - start >= 19 && bytes[start + 16] === 58;
  const second = hasSeconds ? number(17, 2) : 0;
  const marks = bytes[start + 4] === 45 && bytes[start + 7] === 45 && bytes[start + 13] === 58;
  const separator = bytes[start + 10] === 84 || bytes[start + 10] === 32;
  const inRange = year >= 1 && month >= 1 && month <= 12 && day >= 1 && hour >= 0 && hour < 24 && minute >= 0;
  if (
    !marks ||
    !separator ||
    !inRange ||
    minute > 59 ||
    second < 0 ||
    second > 60 ||
    !isEnd(bytes, start + (hasSeconds ? 19 : 16), end)
  ) {
    return null;
  }
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const monthDays =
    month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return day > monthDays
    ? null
    : (daysBefore(year, month) + day - 1) * 86_400 + hour * 3600 + minute * 60 + second;
}

/** The number that the digits write, -1 if one is no digit. */
function readDigits(bytes: Uint8Array, start: number, length: number): number {
  let number = 0;
  for (let position = start; position < start + length; position++) {
    const digit = (bytes[position] as number) - 48;
    if (!(digit >= 0 && digit <= 9)) {
      return -1;
    }
    number = number * 10 + digit;
  }
  return number;
}

/** True where nothing but a fraction of a second and `Z` or `+00:00` follows. */
function isEnd(bytes: Uint8Array, start: number, end: number): boolean {
  let position = start;
  if (position === end || (position === end - 1 && bytes[position] === 90)) {
    return true;
  }
  if (bytes[position] === 46 && position < end) {
    do {
      position++;
    } while (position < end && readDigits(bytes, position, 1) >= 0);
  }
  const rest = String.fromCharCode(...bytes.subarray(position, Math.min(end, position + 7)));
  return rest === '' || rest === 'Z' || rest === '+00:00';
}

/** Days from 1970-01-01 to the first of a month. */
function daysBefore(year: number, month: number): number {
  // Years begin in March here, so that the leap day is the last.
  const shifted = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const days =
    shifted * 365 + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return days + Math.floor((monthFromMarch * 153 + 2) / 5) - 719_468;
}
