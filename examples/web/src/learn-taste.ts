import { Pca } from '@ssrm/embeddings';
import { matrixRow, type ScoredTrack, StandardScaler, scoreByRank, tracksFromCsv } from '@ssrm/features';
import { TasteModel } from '@ssrm/model';
import type { PlacedSong, Taste } from './messages.ts';

export interface LearnedTaste {
  readonly model: TasteModel;
  readonly taste: Taste;
}

const epochs = 2000;

/** A model of the songs in these files, and what there is to show of it. */
export async function learnTaste(
  files: readonly File[],
  onProgress: (share: number, loss: number) => void,
): Promise<LearnedTaste> {
  const { tracks, setAsideCount } = await readFiles(files);
  const model = await TasteModel.fit(tracks, {
    epochs,
    seed: 42,
    onEpoch: ({ epoch, trainLoss }) => onProgress((epoch + 1) / epochs, trainLoss),
  });
  const taste: Taste = {
    songs: await placeSongs(model, tracks),
    artistCount: new Set(tracks.map((track) => track.artistName)).size,
    missing: Object.entries(model.encoder.missing(tracks))
      .filter(([, share]) => share > 0)
      .map(([feature, share]) => ({ feature, share })),
    setAsideCount,
    loss: model.training.history.at(-1)?.trainLoss ?? Number.NaN,
    model: JSON.stringify(model),
  };
  return { model, taste };
}

async function readFiles(files: readonly File[]): Promise<{ tracks: ScoredTrack[]; setAsideCount: number }> {
  const read = await Promise.all(
    files.map(async (file) => tracksFromCsv(await file.text(), { file: file.name })),
  );
  const tracks = scoreByRank(read.flatMap(({ rows }) => rows.map((row) => row.track)));
  return { tracks, setAsideCount: read.reduce((total, { setAside }) => total + setAside.length, 0) };
}

/** The two directions in which the songs differ most, among the model's columns, each of equal weight. */
async function placeSongs(model: TasteModel, tracks: readonly ScoredTrack[]): Promise<PlacedSong[]> {
  const rows = await model.encoder.transform(tracks);
  const scaled = StandardScaler.fit(rows).transform(rows);
  const places = Pca.fit(scaled, { components: 2 }).transform(scaled);
  return tracks.map((track, index) => {
    const [x = 0, y = 0] = matrixRow(places, index);
    return { track, score: track.score, x, y };
  });
}
