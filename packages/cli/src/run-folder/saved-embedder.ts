import { basename, resolve } from 'node:path';
import { type TextEmbedder, TrackEncoder } from '@ssrm/embeddings';
import { checkArtifact } from '@ssrm/features';
import { loadEmbedder } from '../embedder/load-embedder.ts';
import { CliError } from '../errors/cli-error.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import type { FolderChanges } from './folder-changes.ts';
import type { RunFolder } from './run-folder.ts';

const path = /^(?:\.{0,2}[/\\]|[a-z]:[/\\])/i;

/** Keeps which language model was given: saved encoders and models name one in a folder without its place. */
export async function writeEmbedder(changes: FolderChanges, choice: string): Promise<void> {
  const model = /^transformers:(.+)/.exec(choice)?.[1];
  if (model === undefined) {
    changes.remove('embedder');
    return;
  }
  const embedder = `transformers:${path.test(model) ? resolve(model) : model}`;
  await changes.write('embedder', JSON.stringify({ kind: 'ssrm-embedder', version: 1, embedder }));
}

/**
 * The embedders that a saved encoder was fitted with, loaded; none for n-grams, which are saved with it.
 *
 * @param encoder - Its JSON; what is damaged is left to its reader.
 * @param folder - It knows where language models given as paths are.
 * @throws {@link CliError} if a package is missing, or the place of a language model is not known.
 */
export async function loadSavedEmbedders(
  encoder: unknown,
  folder: RunFolder,
  context: StageContext,
): Promise<TextEmbedder[]> {
  const embedders: TextEmbedder[] = [];
  for (const id of embedderIds(encoder)) {
    const choice = await choiceOf(id, folder);
    const embedder = choice === undefined ? undefined : await loadEmbedder(choice, context);
    if (embedder !== undefined) embedders.push(embedder);
  }
  return embedders;
}

/** The encoder in `encoder.json`, with the embedder that it was fitted with. */
export async function readSavedEncoder(
  text: string,
  folder: RunFolder,
  context: StageContext,
): Promise<TrackEncoder> {
  const json: unknown = JSON.parse(text);
  return TrackEncoder.fromJSON(json, { embedders: await loadSavedEmbedders(json, folder, context) });
}

function embedderIds(encoder: unknown): Set<string> {
  const { texts } = (encoder ?? {}) as { readonly texts?: object };
  const columns = Object.values(texts ?? {}) as ({ embedder?: unknown; embedderId?: unknown } | null)[];
  return new Set(
    columns.flatMap((column) =>
      column?.embedder === null && typeof column.embedderId === 'string' ? [column.embedderId] : [],
    ),
  );
}

/** What `--embedder` was; `undefined` for an embedder that is none of ours. */
async function choiceOf(id: string, folder: RunFolder): Promise<string | undefined> {
  if (id === 'universal-sentence-encoder-lite') return 'use';
  const model = /^transformers:(.+):fp32:mean$/.exec(id)?.[1];
  if (model === undefined) return undefined;
  // On the hub a name is OWNER/MODEL. A saved file may not name a path: it may come from anybody.
  if (/^\w[\w.-]*\/\w[\w.-]*$/.test(model)) return `transformers:${model}`;
  const text = await folder.read('embedder');
  const place = text === undefined ? '' : checkArtifact(JSON.parse(text), 'ssrm-embedder', 1).embedder;
  if (typeof place === 'string' && basename(place) === model) return place;
  throw new CliError(
    `The saved encoder was fitted with the language model in a folder ${model}, and ${folder.directory} does not know where that is. Say it with ssrm preprocess --embedder transformers:PATH/${model} --out ${folder.directory}.`,
  );
}
