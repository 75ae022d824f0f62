import { type Artifact, scoreByRank, type Track, tracksFromCsv } from '@ssrm/features';
import { TasteModel } from '@ssrm/model';

/** A song with how much the listener will like it, 0 … 1. */
export interface ScoredSong {
  readonly name: string;
  readonly artist: string | null;
  readonly score: number;
}

/** How a stage says how far it is, and how it learns that it must end. */
export interface Watch {
  readonly signal: AbortSignal;
  onProgress(share: number): Promise<void>;
}

/** Songs kept of each listener. */
const best = 20;
/** Between two parts the thread is given back, and a worker that must stop can. */
const partSize = 100;

/** The songs of a listener's file; those without a name are looked up. */
export async function importSongs(
  csv: string,
  lookUp: (id: string, signal: AbortSignal) => Promise<Track>,
  watch: Watch,
): Promise<Track[]> {
  const tracks = tracksFromCsv(csv).rows.map(({ track }) => track);
  const lacking = tracks.filter(({ name }) => name === '').map(({ id }) => id);
  const found = new Map<string, Track>();
  for (const id of lacking) {
    watch.signal.throwIfAborted();
    found.set(id, await lookUp(id, watch.signal));
    await watch.onProgress(found.size / lacking.length);
  }
  return tracks.map((track) => found.get(track.id) ?? track);
}

/** A listener's taste, as what it takes to load it again. */
export async function train(tracks: readonly Track[], { signal }: Watch): Promise<Artifact> {
  const model = await TasteModel.fit(scoreByRank(tracks), { background: 'world', signal });
  return model.toJSON();
}

/** The candidates that the listener will like best. */
export async function score(
  model: unknown,
  candidates: readonly Track[],
  watch: Watch,
): Promise<ScoredSong[]> {
  const taste = TasteModel.fromJSON(model);
  const songs: ScoredSong[] = [];
  for (let from = 0; from < candidates.length; from += partSize) {
    watch.signal.throwIfAborted();
    const part = candidates.slice(from, from + partSize);
    const scores = await taste.predict(part, { signal: watch.signal });
    for (const [index, { name, artistName }] of part.entries())
      songs.push({ name, artist: artistName, score: scores[index] as number });
    await watch.onProgress(songs.length / candidates.length);
  }
  return songs.sort((left, right) => right.score - left.score).slice(0, best);
}
