/** The shortest and longest n-gram, in UTF-16 code units. */
export interface NgramRange {
  readonly shortest: number;
  readonly longest: number;
}

/** The n-grams of the default embedder. A word of one letter with its two spaces is longer than the shortest. */
export const DEFAULT_NGRAM_RANGE: NgramRange = { shortest: 2, longest: 4 };

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SPACE = 32;

/**
 * The character n-grams of a folded text, word by word: each word stands between two spaces and no n-gram
 * crosses a space, so `rock` gives ` r`, `ro`, `oc`, `ck`, `k `, ` ro`, … A word with its two spaces that is
 * shorter than an n gives itself once. Repeated n-grams are repeated in the list.
 *
 * @param folded - Words separated by single spaces, as {@link foldText} gives them.
 */
export function characterNgrams(folded: string, range: NgramRange = DEFAULT_NGRAM_RANGE): string[] {
  const grams: string[] = [];
  if (folded === '') return grams;
  for (const word of folded.split(' ')) {
    const padded = ` ${word} `;
    const longest = Math.min(range.longest, padded.length);
    for (let length = Math.min(range.shortest, longest); length <= longest; length++) {
      for (let start = 0; start + length <= padded.length; start++) {
        grams.push(padded.slice(start, start + length));
      }
    }
  }
  return grams;
}

/**
 * A 32-bit hash of an n-gram (FNV-1a over UTF-16 code units, then MurmurHash3's finaliser): the same everywhere.
 *
 * @returns An integer −2³¹ … 2³¹ − 1.
 */
export function hashNgram(gram: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < gram.length; index++) {
    hash = Math.imul(hash ^ gram.charCodeAt(index), FNV_PRIME);
  }
  return finalise(hash);
}

/**
 * Writes {@link hashNgram} of every {@link characterNgrams | n-gram} of a folded text to `hashes`, in another
 * order and without making the strings: this is the inner loop of the embedder.
 *
 * @param hashes - Room for {@link ngramCountLimit} numbers.
 * @returns How many were written.
 */
export function writeNgramHashes(folded: string, hashes: Int32Array): number {
  const { shortest, longest } = DEFAULT_NGRAM_RANGE;
  let count = 0;
  let wordStart = 0;
  while (wordStart < folded.length) {
    const space = folded.indexOf(' ', wordStart);
    const wordEnd = space === -1 ? folded.length : space;
    // The places before and after the word stand for spaces, whatever is there.
    for (let first = wordStart - 1; first < wordEnd; first++) {
      const limit = Math.min(first + longest, wordEnd + 1);
      let hash = FNV_OFFSET;
      for (let index = first; index < limit; index++) {
        const unit = index < wordStart || index === wordEnd ? SPACE : folded.charCodeAt(index);
        hash = Math.imul(hash ^ unit, FNV_PRIME);
        if (index - first + 1 >= shortest) {
          hashes[count] = finalise(hash);
          count += 1;
        }
      }
    }
    wordStart = wordEnd + 1;
  }
  return count;
}

/** A number that the count of n-grams of a folded text does not exceed. */
export function ngramCountLimit(folded: string): number {
  const { shortest, longest } = DEFAULT_NGRAM_RANGE;
  return (folded.length + 1) * (longest - shortest + 1);
}

function finalise(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
