import { createTasteMap } from '@ssrm/embeddings';
import { type ImportProgress, importListening } from '@ssrm/features';
import { TasteModel } from '@ssrm/model';
import type { Taste } from './messages.ts';

export interface LearnedTaste {
  readonly model: TasteModel;
  readonly taste: Taste;
}

export interface LearnOptions {
  readonly onRead: (progress: ImportProgress) => void;
  readonly onTrain: (share: number, loss: number) => void;
}

const epochs = 2000;

/** A model of the listening in these files, and what there is to show of it. */
export async function learnTaste(files: readonly File[], options: LearnOptions): Promise<LearnedTaste> {
  const { tracks, report } = await importListening(files, { onProgress: options.onRead });
  const model = await TasteModel.fit(tracks, {
    epochs,
    seed: 42,
    onEpoch: ({ epoch, trainLoss }) => options.onTrain((epoch + 1) / epochs, trainLoss),
  });
  const map = await createTasteMap(tracks, model.encoder);
  const taste: Taste = {
    songs: (await map.songs(tracks)).map((place, index) => ({ ...place, score: tracks[index]?.score ?? 0 })),
    artists: await map.artists(tracks),
    report,
    model: JSON.stringify(model),
  };
  return { model, taste };
}
