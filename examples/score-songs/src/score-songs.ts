import { scoreByRank, type Track, tracksFromCsv } from '@ssrm/features';
import { TasteModel } from '@ssrm/model';

/** A song with how much the person will like it, 0 … 1. */
export interface SongScore {
  readonly track: Track;
  readonly score: number;
}

/**
 * Learns a taste from one CSV and scores the songs of another, best first.
 *
 * @param topSongs - Most played first; Exportify's columns or ours.
 * @param otherSongs - Columns `id` and `name`, and whatever else is known.
 */
export async function scoreSongs(topSongs: string, otherSongs: string): Promise<SongScore[]> {
  const listened = tracksFromCsv(topSongs).rows.map((row) => row.track);
  const model = await TasteModel.fit(scoreByRank(listened), { seed: 42 });
  const tracks = tracksFromCsv(otherSongs).rows.map((row) => row.track);
  const scores = await model.predict(tracks);
  return tracks
    .map((track, index) => ({ track, score: scores[index] as number }))
    .sort((left, right) => right.score - left.score);
}
