/** Lengths of the n-grams, in UTF-16 code units. A word of one letter with its two spaces is longer than the shortest. */
export const NGRAM_RANGE = { shortest: 2, longest: 4 } as const;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const SPACE = 32;

/**
 * Writes a 32-bit hash (FNV-1a over UTF-16 code units, then MurmurHash3's finaliser: the same everywhere) of every character
 * n-gram of a folded text to `hashes`. It goes word by word: each word stands between two spaces and no n-gram crosses a
 * space, so `rock` gives ` r`, `ro`, `oc`, `ck`, `k `, ` ro`, … Repeated n-grams are written repeatedly. No string is made: this
 * is the inner loop of the embedder.
 *
 * @param folded - Words separated by single spaces, as {@link foldText} gives them.
 * @param hashes - Room for {@link ngramCountLimit} numbers.
 * @returns How many were written.
 */
export function writeNgramHashes(folded: string, hashes: Int32Array): number {
  const { shortest, longest } = NGRAM_RANGE;
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
  const { shortest, longest } = NGRAM_RANGE;
  return (folded.length + 1) * (longest - shortest + 1);
}

function finalise(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
