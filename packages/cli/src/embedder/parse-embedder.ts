import { InvalidArgumentError } from 'commander';

/** The embedders of `--embedder`; a model may follow the last: `transformers:./folder`. */
export const EMBEDDERS = ['ngram', 'use', 'transformers'] as const;

/** Reads `ngram`, `use`, `transformers` or `transformers:MODEL`, MODEL being a name on the hub or a path. */
export function parseEmbedder(text: string): string {
  const isKnown = (EMBEDDERS as readonly string[]).includes(text) || /^transformers:./.test(text);
  if (isKnown) return text;
  throw new InvalidArgumentError('Allowed are ngram, use, transformers and transformers:MODEL-or-PATH.');
}
