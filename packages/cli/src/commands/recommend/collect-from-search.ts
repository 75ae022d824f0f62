import { createRandom, type Random, type ScoredTrack, trackFromSpotify } from '@ssrm/features';
import { type Artist, search } from '@ssrm/spotify-client';
import type { MeteredClient } from '../../spotify/metered-client.ts';
import type { CandidatePool } from './candidate-pool.ts';
import type { CollectOptions } from './collect-from-artists.ts';

/** Search ends at the thousandth row. */
const lastOffset = 900;
const mostGenres = 8;
/** As many genres without a song say that Spotify finds none by genre. */
const mostEmptyGenres = 2;

export interface SearchSources {
  /** Years are drawn from their release dates, those of better scores more often. */
  readonly tracks: readonly ScoredTrack[];
  /** Their genres are searched, where Spotify still tells them. */
  readonly topArtists: readonly Artist[];
  readonly seed: number;
}

/** Fills the pool with songs of years and genres like those the person plays, as far as the budget goes. */
export async function collectFromSearch(
  meter: MeteredClient,
  { tracks, topArtists, seed }: SearchSources,
  pool: CandidatePool,
  { signal, onProgress }: CollectOptions,
): Promise<void> {
  const random = createRandom(seed);
  const genres = genresOf(topArtists).map((name) => ({ name, offset: 0 }));
  const drawYear = yearDrawer(tracks, random);
  let emptyGenres = 0;
  for (let turn = 0; meter.left() > 0; turn++) {
    const genre = turn % 2 === 0 && emptyGenres < mostEmptyGenres ? genres.shift() : undefined;
    const text = genre === undefined ? `year:${drawYear()}` : `genre:"${genre.name}"`;
    const offset = genre?.offset ?? Math.floor(random() * lastOffset);
    const { found, total } = await searchPage(meter, text, offset, pool, signal);
    if (genre !== undefined && found === 0) emptyGenres += 1;
    else if (genre !== undefined) genres.push({ ...genre, offset: genre.offset + found });
    else if (found === 0 && total > 0 && meter.left() > 0) {
      await searchPage(meter, text, Math.floor(random() * total), pool, signal);
    }
    onProgress();
  }
}

/** Fills the pool with a page of results: 10, or 50 where the quota mode is known to be the extended one. */
async function searchPage(
  { client }: MeteredClient,
  text: string,
  offset: number,
  pool: CandidatePool,
  signal: AbortSignal,
): Promise<{ readonly found: number; readonly total: number }> {
  const limit = client.learned.batch === true ? 50 : 10;
  const { tracks } = await search(client, text, ['track'], { limit, offset, signal });
  for (const item of tracks.items) if (item?.name) pool.add(trackFromSpotify(item), `search: ${text}`);
  return { found: tracks.items.length, total: Math.min(tracks.total ?? 0, lastOffset) };
}

/** Those of the most artists first; earlier artists count more. */
function genresOf(artists: readonly Artist[]): string[] {
  const weights = new Map<string, number>();
  for (const [rank, { genres }] of artists.entries()) {
    for (const genre of genres ?? []) weights.set(genre, (weights.get(genre) ?? 0) + 1 / (rank + 5));
  }
  const byWeight = [...weights].sort(([, left], [, right]) => right - left);
  return byWeight.slice(0, mostGenres).map(([genre]) => genre.replaceAll('"', ''));
}

/** Draws release years of the songs, each in proportion to its songs' scores; this year where none is known. */
function yearDrawer(tracks: readonly ScoredTrack[], random: Random): () => string {
  const dated = tracks.flatMap(({ releaseDate, score }) =>
    releaseDate === null ? [] : [{ year: releaseDate.slice(0, 4), weight: score + 0.1 }],
  );
  const sum = dated.reduce((total, { weight }) => total + weight, 0);
  return () => {
    let place = random() * sum;
    for (const { year, weight } of dated) {
      place -= weight;
      if (place <= 0) return year;
    }
    return dated.at(-1)?.year ?? String(new Date().getUTCFullYear());
  };
}
