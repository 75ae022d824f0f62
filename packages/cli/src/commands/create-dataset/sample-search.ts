import { createRandom, songKey, type Track, trackFromSpotify } from '@ssrm/features';
import { type SpotifyClient, search } from '@ssrm/spotify-client';
import { count } from '../../terminal/plain-text.ts';
import type { StageContext } from '../../terminal/stage-context.ts';

/** What a sample may cost, and what it starts from. */
export interface SampleOptions {
  readonly seed: number;
  /** Tracks that must not be in the sample. */
  readonly known: readonly Track[];
  /** Enough tracks. */
  readonly wanted: number;
  /** The most requests. Default 100. */
  readonly budget?: number;
}

const firstYear = 1965;
/** The most rows that a search gives in development mode. */
const pageSize = 10;
/** Search ends at the thousandth row; most years have far more. */
const lastOffset = 900;

/**
 * Tracks from random places of Spotify's search: a year drawn at random, and a place among its results.
 * The same seed asks the same questions.
 */
export async function sampleSearch(
  client: SpotifyClient,
  { seed, known, wanted, budget = 100 }: SampleOptions,
  { output, signal }: StageContext,
): Promise<Track[]> {
  const random = createRandom(seed);
  const lastYear = new Date().getUTCFullYear();
  const knownKeys = new Set(known.flatMap((track) => [track.id, songKey(track)]));
  const sample = new Map<string, Track>();
  const progress = output.progress('Sampling songs you did not choose');
  for (let request = 1; request <= budget && sample.size < wanted; request++) {
    const year = firstYear + Math.floor(random() * (lastYear - firstYear + 1));
    const place = random();
    for (const track of await searchYear(client, year, place, signal)) {
      if (!knownKeys.has(track.id) && !knownKeys.has(songKey(track))) sample.set(songKey(track), track);
    }
    progress.update(`${count(sample.size, 'track')}, ${request} of at most ${budget} requests`);
  }
  progress.done(`${count(sample.size, 'track')} from Spotify's search`);
  return [...sample.values()].slice(0, wanted);
}

/** The results at a place (0 … 1) of a year; the first ones where the year has fewer. */
async function searchYear(
  client: SpotifyClient,
  year: number,
  place: number,
  signal: AbortSignal,
): Promise<Track[]> {
  const text = `year:${year}`;
  const offset = Math.floor(place * lastOffset);
  const { tracks } = await search(client, text, ['track'], { limit: pageSize, offset, signal });
  const items = tracks.items.filter((item) => item !== null);
  if (items.length > 0 || offset === 0 || (tracks.total ?? 0) === 0) return items.map(trackFromSpotify);
  const nearer = Math.floor(place * Math.max(0, (tracks.total ?? 0) - pageSize));
  const page = await search(client, text, ['track'], { limit: pageSize, offset: nearer, signal });
  return page.tracks.items.filter((item) => item !== null).map(trackFromSpotify);
}
