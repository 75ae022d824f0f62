const combiningMarks = /\p{M}+/gu;

/** The text in lower case without accents (NFKD, combining marks dropped), so that `Beyoncé` and `BEYONCE` are one. */
export function foldText(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(combiningMarks, '').trim();
}
