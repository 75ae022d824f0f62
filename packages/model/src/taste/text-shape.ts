/** Names of the numbers of {@link textShape}, in order. */
export const TEXT_SHAPE_NAMES = [
  'length',
  'words',
  'upper case',
  'all lower case',
  'all upper case',
  'beyond ASCII',
  'beyond Latin',
  'digits',
  'punctuation',
  'word length',
  'brackets',
  'dash',
  'and',
  'apostrophe',
  'comma',
  'colon',
  'exclamation or question',
  'full stop',
] as const;

/**
 * How a text is written, whatever it says: ln(1 + length), number of words, shares of letters and signs (0…1), mean length of a word,
 * and 0/1 for the rest. An empty text has no letters and no words.
 *
 * @returns Length {@link TEXT_SHAPE_NAMES}.length.
 */
export function textShape(text: string): number[] {
  const letters = countMatches(text, /\p{L}/gu);
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const length = Math.max(1, text.length);
  return [
    Math.log1p(text.length),
    words.length,
    countMatches(text, /\p{Lu}/gu) / Math.max(1, letters),
    Number(letters > 0 && text === text.toLowerCase()),
    Number(letters > 1 && text === text.toUpperCase()),
    countMatches(text, /[^\0-\x7f]/gu) / length,
    countMatches(text, /[^\0-\u02ff]/gu) / length,
    countMatches(text, /\p{N}/gu) / length,
    countMatches(text, /[^\p{L}\p{N}\s]/gu) / length,
    words.reduce((sum, word) => sum + word.length, 0) / Math.max(1, words.length),
    Number(/[([]/u.test(text)),
    Number(text.includes(' - ')),
    Number(/&| and /iu.test(text)),
    Number(text.includes("'")),
    Number(text.includes(',')),
    Number(text.includes(':')),
    Number(/[!?]/u.test(text)),
    Number(text.includes('.')),
  ];
}

function countMatches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
