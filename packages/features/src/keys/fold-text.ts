/** Latin letters that Unicode does not decompose, as people type them without the key. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ς: 'σ' };
const PLAIN_LETTERS_PATTERN = /[øłđæœς]/g;
/** Latin and Greek accents, Hebrew points, Arabic vowel signs and tatweel; marks that other scripts spell with stay. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/g;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
const LONE_SURROGATES = /\p{Cs}/gu;
const APOSTROPHES = /['’‘‛ʼʹ`´′＇]/g;
const SEPARATORS = /[^\p{L}\p{M}\p{N}\p{S}]+/gu;
const PLAIN_SEPARATORS = /[^a-z0-9$+<=>^|~]+/g;
const ASCII_ONLY = /^[ -~]*$/;

const MAY_HAVE_CREDIT = /f(?:ea)?t/i;
const BRACKETED_CREDIT = / ?[([{] ?(?:feat|ft|featuring)\b[^)\]}]{0,200}[)\]}]/gi;
const TRAILING_CREDIT = /(?<=\S) (?:feat\.?|ft\.?|featuring) .*$/i;
const MAY_BE_REMASTER = /remaster/i;
const BRACKETED_REMASTER = / ?[([{][^()[\]{}]{0,40}\bremaster(?:ed)?\b[^()[\]{}]{0,40}[)\]}]/gi;
const TRAILING_REMASTER =
  /(?<=\S) [-–—] (?:\d{4} )?(?:digital(?:ly)? )?remaster(?:ed)?(?: version| edition)?(?: \d{4})?(?: version| edition)?$/i;

/** The text with U+FFFD for each lone surrogate, which is no character and which other software chokes on. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATES, '\ufffd');
}

/**
 * The text as a listener would recognise it: two spellings of the same title give the same string.
 *
 * Equal after folding: composed and decomposed Unicode, full-width and half-width forms, upper and lower case,
 * accents (`Beyoncé`, `Beyonce`), straight, curly and missing apostrophes, other punctuation and spaces of any
 * kind, `&` and `and`, marks of a remaster (`- Remastered 2011`, `(2009 Remaster)`) and featured artists
 * (`(feat. …)`, `ft. …`). Words are separated by one space; symbols such as `$`, `÷` and emoji stay; lone
 * surrogates become U+FFFD. A text of punctuation alone (`!!!`, `???`) is kept as it is, in lower case.
 *
 * @returns Empty only if the text has nothing visible.
 */
export function foldText(text: string): string {
  return ASCII_ONLY.test(text) ? foldAscii(text) : foldUnicode(text);
}

function foldAscii(text: string): string {
  const lower = text.toLowerCase();
  return cleaned(withoutVersion(lower), PLAIN_SEPARATORS) || cleaned(lower, PLAIN_SEPARATORS) || lower.trim();
}

function foldUnicode(text: string): string {
  // Upper case first, so that ß and the ligatures become letters of their own.
  const spaced = wellFormed(text).normalize('NFKD').replace(INVISIBLE, '');
  const plain = spaced
    .toUpperCase()
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(PLAIN_LETTERS_PATTERN, (letter) => PLAIN_LETTERS[letter] as string)
    .normalize('NFC')
    .replace(/\s+/g, ' ');
  return cleaned(withoutVersion(plain), SEPARATORS) || cleaned(plain, SEPARATORS) || plain.trim();
}

/** Without featured artists and remaster marks. */
function withoutVersion(text: string): string {
  let title = text;
  if (MAY_HAVE_CREDIT.test(title)) {
    title = title.replace(BRACKETED_CREDIT, '').replace(TRAILING_CREDIT, '');
  }
  if (MAY_BE_REMASTER.test(title)) {
    title = title.trimEnd().replace(BRACKETED_REMASTER, '').replace(TRAILING_REMASTER, '');
  }
  return title;
}

function cleaned(text: string, separators: RegExp): string {
  return text.replace(APOSTROPHES, '').replace(/&/g, ' and ').replace(separators, ' ').trim();
}
