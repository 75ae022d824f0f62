import { KnownSongs, type Track } from '@ssrm/features';
import { PRESETS } from '../model/presets.ts';
import type { TasteModel } from '../model/taste-model.ts';

/** A song with its score; see `Prediction`. */
export interface RankedTrack {
  readonly track: Track;
  readonly score: number;
  readonly confidence: number | null;
}

/** Songs ranked by a taste, each once. */
export interface Ranking {
  /** Songs that are new to the person, best first. */
  readonly fresh: readonly RankedTrack[];
  /** Songs they know, best first. */
  readonly known: readonly RankedTrack[];
  /** Those of the new ones that are not worth their time, worst first: scored under 0.35. Empty where the preset does not judge new songs. */
  readonly skip: readonly RankedTrack[];
}

/** At most 35 of 100 such songs are liked. */
const skipBelow = 0.35;

/**
 * Songs ranked by a person's taste, known ones apart; a song that occurs under several ids or in several lists counts once.
 *
 * @param options.known - What the person has heard or saved.
 */
export async function rankTracks(
  model: TasteModel,
  tracks: Iterable<Track>,
  options: { readonly known?: KnownSongs; readonly signal?: AbortSignal } = {},
): Promise<Ranking> {
  const { known = new KnownSongs(), signal } = options;
  const songs = eachOnce(tracks);
  const predictions = await model.predictWithConfidence(songs, signal === undefined ? {} : { signal });
  const ranked = songs
    .map((track, index) => {
      const { score, confidence } = predictions[index] as { score: number; confidence: number | null };
      return { track, score, confidence };
    })
    .sort((left, right) => right.score - left.score);
  const fresh = ranked.filter(({ track }) => !known.has(track));
  const skip = PRESETS[model.preset].judgesNewSongs
    ? fresh.filter(({ score }) => score < skipBelow).reverse()
    : [];
  return { fresh, known: ranked.filter(({ track }) => known.has(track)), skip };
}

function eachOnce(tracks: Iterable<Track>): Track[] {
  const seen = new KnownSongs();
  const songs: Track[] = [];
  for (const track of tracks) {
    if (seen.has(track)) continue;
    seen.add(track);
    songs.push(track);
  }
  return songs;
}
