const combiningMarks = /\p{M}+/gu;
const asciiOnly = /^[\0-\x7f]*$/;

/** The text in lower case without accents (NFKD, combining marks dropped), so that `Beyoncé` and `BEYONCE` are one. */
export function foldText(text: string): string {
  const lower = text.toLowerCase();
  // Most names, which have nothing to decompose.
  if (isAscii(lower)) return lower.trim();
  return lower.normalize('NFKD').replace(combiningMarks, '').trim();
}

export function isAscii(text: string): boolean {
  return asciiOnly.test(text);
}
