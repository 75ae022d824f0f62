import type { TextEmbedder } from '@ssrm/embeddings';
import { foldText, matrixFromRows } from '@ssrm/features';

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** An embedder of one's own: a text as the share of each letter in it. */
export const letterEmbedder: TextEmbedder = {
  id: 'letters-1',
  dimensions: letters.length,
  async embed(texts) {
    return matrixFromRows(
      texts.map((text) => {
        const folded = foldText(text);
        return Array.from(
          letters,
          (letter) => (folded.split(letter).length - 1) / Math.max(1, folded.length),
        );
      }),
    );
  },
};
