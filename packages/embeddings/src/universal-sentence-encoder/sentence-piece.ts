import { InvalidArtifactError } from '@ssrm/features';

/**
 * A unigram vocabulary: pieces with their log-probabilities; the position is the piece's number. The published
 * file has `null` for pieces that begin with a colon, and the reference implementation counts it as 0.
 */
type Vocabulary = readonly (readonly [piece: string, logProbability: number | null])[];

/** Pieces at the start of the vocabulary that stand for no text: unknown, begin, end and three spare ones. */
const RESERVED_PIECES = 6;
const UNKNOWN = 0;
/** SentencePiece's sign for a space. */
const SPACE = '\u2581';

interface Piece {
  readonly number: number;
  readonly score: number;
}

/** A step of the best split of a text up to one place. */
interface Split {
  readonly score: number;
  readonly start: number;
  readonly number: number;
}

/**
 * A function that splits texts into the numbers of their most probable pieces (Viterbi over a unigram model);
 * a run of characters without a piece becomes one 0. An empty text gives an empty list.
 *
 * @throws {@link InvalidArtifactError} if the vocabulary is no list of pieces and numbers.
 * @see Kudo and Richardson, "SentencePiece", EMNLP 2018
 */
export function createSentencePieceTokenizer(vocabulary: unknown): (text: string) => number[] {
  const pieces = readPieces(vocabulary);
  const longest = Math.max(...Array.from(pieces.keys(), (piece) => Array.from(piece).length));
  return (text) => {
    const normalized = text.normalize('NFKC');
    const characters = normalized === '' ? [] : Array.from(`${SPACE}${normalized.replaceAll(' ', SPACE)}`);
    return readBack(bestSplits(characters, pieces, longest));
  };
}

/** For each place in the text, the last step of the best split up to there. */
function bestSplits(
  characters: readonly string[],
  pieces: ReadonlyMap<string, Piece>,
  longest: number,
): (Split | undefined)[] {
  const best: (Split | undefined)[] = [{ score: 0, start: 0, number: UNKNOWN }];
  const offer = (end: number, split: Split): void => {
    if (split.score >= (best[end]?.score ?? Number.NEGATIVE_INFINITY)) best[end] = split;
  };
  for (let start = 0; start < characters.length; start++) {
    const before = (best[start] as Split | undefined)?.score;
    if (before === undefined) continue;
    let hasPiece = false;
    let text = '';
    for (let end = start + 1; end <= Math.min(start + longest, characters.length); end++) {
      text += characters[end - 1];
      const piece = pieces.get(text);
      if (piece === undefined) continue;
      hasPiece = true;
      offer(end, { score: before + piece.score, start, number: piece.number });
    }
    if (!hasPiece) offer(start + 1, { score: before, start, number: UNKNOWN });
  }
  best.length = characters.length + 1;
  return best;
}

function readBack(best: readonly (Split | undefined)[]): number[] {
  const numbers: number[] = [];
  let end = best.length - 1;
  while (end > 0) {
    const { number, start } = best[end] as Split;
    if (number !== UNKNOWN || numbers.at(-1) !== UNKNOWN) numbers.push(number);
    end = start;
  }
  return numbers.reverse();
}

function readPieces(vocabulary: unknown): Map<string, Piece> {
  const isVocabulary =
    Array.isArray(vocabulary) &&
    vocabulary.length > RESERVED_PIECES &&
    vocabulary.every(
      (entry) =>
        Array.isArray(entry) &&
        typeof entry[0] === 'string' &&
        (typeof entry[1] === 'number' || entry[1] === null),
    );
  if (!isVocabulary) {
    throw new InvalidArtifactError(
      'Expected the vocabulary to be a list of [piece, logarithm of its probability]. The file is damaged or another.',
    );
  }
  return new Map(
    (vocabulary as Vocabulary)
      .map(([piece, score], number) => [piece, { number, score: score ?? 0 }] as const)
      .slice(RESERVED_PIECES),
  );
}
