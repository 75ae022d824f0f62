import { EmbeddingCache, type TextEmbedder } from '@ssrm/embeddings';
import { SsrmError } from '@ssrm/features';
import { CliError } from '../errors/cli-error.ts';
import type { StageContext } from '../terminal/stage-context.ts';

const loaded = new Map<string, TextEmbedder>();

/**
 * The embedder of `--embedder`, once per process; `undefined` for `ngram`, which each encoder fits for itself.
 *
 * @throws {@link CliError} with the line that installs it, if a package is missing that only this embedder needs.
 */
export async function loadEmbedder(choice: string, context: StageContext): Promise<TextEmbedder | undefined> {
  if (choice === 'ngram') return undefined;
  const known = loaded.get(choice);
  if (known !== undefined) return known;
  const progress = context.output.progress('Loading the language model');
  // Cached: a text is embedded to fit the encoder, and again to encode it.
  const embedder = new EmbeddingCache().wrap(await load(choice, context));
  progress.done(embedder.id);
  loaded.set(choice, embedder);
  return embedder;
}

async function load(choice: string, { signal }: StageContext): Promise<TextEmbedder> {
  try {
    if (choice === 'use') {
      const { loadInstalledUniversalSentenceEncoder } = await import('@ssrm/embeddings/node');
      return await loadInstalledUniversalSentenceEncoder({ signal });
    }
    const { createTransformersEmbedder } = await import('@ssrm/embeddings/transformers');
    const model = choice.slice('transformers:'.length);
    return await createTransformersEmbedder({ signal, ...(model !== '' && { model }) });
  } catch (error) {
    if (!SsrmError.isInstance(error) || error.code !== 'missing-dependency') throw error;
    throw new CliError(
      `--embedder ${choice} needs more than ssrm brings along. ${error.message} (Add --global if ssrm was installed so.)`,
      { cause: error },
    );
  }
}
