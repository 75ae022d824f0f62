import { TrackEncoder } from '@ssrm/embeddings';
import {
  createMatrix,
  type Matrix,
  matrixFromRows,
  matrixToRows,
  type ScoredTrack,
  StandardScaler,
  type Track,
} from '@ssrm/features';
import { predictLayers, publishedLayers, trainLayers } from '@ssrm/model';
import { letterEmbedder } from './letter-embedder.ts';

/** A column of one's own: how many words the title has. */
const wordCount = ({ name }: Track): number => name.trim().split(/\s+/).length;

/** A taste learned by a pipeline of one's own. */
export interface OwnModel {
  readonly columns: readonly string[];
  readonly lastLoss: number;
  /** Length n, 0 … 1. */
  score(tracks: readonly Track[]): Promise<number[]>;
}

/** Songs → encoder with another embedder and size, and one more column → scaler → a wider network. */
export async function learn(songs: readonly ScoredTrack[]): Promise<OwnModel> {
  const encoder = await TrackEncoder.fit(songs, {
    embedder: { name: letterEmbedder },
    components: { name: 5, artist_name: 4 },
  });
  const rowsOf = async (tracks: readonly Track[]): Promise<Matrix> => {
    const rows = matrixToRows(await encoder.transform(tracks));
    return matrixFromRows(rows.map((row, index) => [...row, wordCount(tracks[index] as Track)]));
  };
  const rows = await rowsOf(songs);
  const scaler = StandardScaler.fit(rows);
  const trainX = scaler.transform(rows);
  const trainY = Float64Array.from(songs, ({ score }) => score);
  const { layers, history } = await trainLayers(
    publishedLayers({ inputDim: trainX.columnCount, hiddenUnits: 8, seed: 42 }),
    { trainX, trainY, testX: createMatrix(0, trainX.columnCount), testY: [] },
    { learningRate: 0.3, epochs: 1000, batches: 5 },
  );
  return {
    columns: [...encoder.featureNames, 'words'],
    lastLoss: history.at(-1)?.trainLoss ?? Number.NaN,
    async score(tracks) {
      return [...predictLayers(layers, scaler.transform(await rowsOf(tracks))).values];
    },
  };
}
