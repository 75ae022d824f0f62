import type { Track } from '@ssrm/features';
import { type Explanation, type Feature, spearman } from '@ssrm/model';
import type { TasteDriver } from './page/report-data.ts';

/** A song with why it has its score. */
export interface ExplainedSong {
  readonly track: Track;
  readonly explanation: Explanation;
}

/** Half a point of the score: less would be shown as 0. */
const leastEffect = 0.005;
/** A rank correlation of value and contribution from which on a direction is worth a sentence. */
const clearCorrelation = 0.4;
/** An artist with fewer songs says too little. */
const fewestSongs = 2;

/**
 * What drives a taste: the mean absolute contribution of each feature over the songs, as a share of them all, and which
 * way the feature works where that is clear; largest first. All shares are 0 where no feature moves a score.
 */
export function tasteDrivers(songs: readonly ExplainedSong[]): TasteDriver[] {
  const features = songs[0]?.explanation.contributions.map(({ feature }) => feature) ?? [];
  const moved = features.map((feature) => {
    const contributions = songs.map((song) => contributionOf(song, feature));
    const total = contributions.reduce((sum, contribution) => sum + Math.abs(contribution), 0);
    return { feature, contributions, total };
  });
  const all = moved.reduce((sum, { total }) => sum + total, 0) || 1;
  const drivers = moved.map(({ feature, contributions, total }): TasteDriver => {
    const direction = directionOf(feature, songs, contributions);
    return { feature, share: total / all, ...(direction === undefined ? {} : { direction }) };
  });
  return drivers.sort((left, right) => right.share - left.share);
}

function contributionOf({ explanation }: ExplainedSong, feature: Feature): number {
  return explanation.contributions.find((entry) => entry.feature === feature)?.contribution ?? 0;
}

interface Reading {
  readonly value: (track: Track) => number | null;
  readonly rising: string;
  readonly falling: string;
}

const readings: Partial<Readonly<Record<Feature, Reading>>> = {
  duration_ms: {
    value: (track) => track.durationMs,
    rising: 'longer songs score higher',
    falling: 'shorter songs score higher',
  },
  explicit: {
    value: (track) => (track.explicit === null ? null : Number(track.explicit)),
    rising: 'explicit songs score higher',
    falling: 'songs that are not explicit score higher',
  },
  popularity: {
    value: (track) => track.popularity,
    rising: 'more popular songs score higher',
    falling: 'less popular songs score higher',
  },
  album_type: {
    value: (track) =>
      track.albumType === null ? null : Number(track.albumType !== 'single' && track.albumType !== 'ep'),
    rising: 'songs on albums score higher than singles',
    falling: 'singles score higher than songs on albums',
  },
  release_date: {
    value: (track) => (track.releaseDate === null ? null : Number.parseInt(track.releaseDate, 10)),
    rising: 'newer songs score higher',
    falling: 'older songs score higher',
  },
};

function directionOf(
  feature: Feature,
  songs: readonly ExplainedSong[],
  contributions: readonly number[],
): string | undefined {
  if (feature === 'artist_name') return raisingArtists(songs, contributions);
  const reading = readings[feature];
  if (reading === undefined) return undefined;
  const known = songs
    .map(({ track }, index) => ({ value: reading.value(track), contribution: contributions[index] ?? 0 }))
    .filter((pair): pair is { value: number; contribution: number } => Number.isFinite(pair.value));
  const correlation =
    known.length < 3
      ? 0
      : spearman(
          known.map(({ value }) => value),
          known.map(({ contribution }) => contribution),
        );
  if (!(Math.abs(correlation) >= clearCorrelation)) return undefined;
  return correlation > 0 ? reading.rising : reading.falling;
}

/** The two artists whose name raises the scores of their songs most. */
function raisingArtists(
  songs: readonly ExplainedSong[],
  contributions: readonly number[],
): string | undefined {
  const byArtist = new Map<string, number[]>();
  for (const [index, { track }] of songs.entries()) {
    if (track.artistName === null) continue;
    const known = byArtist.get(track.artistName) ?? [];
    byArtist.set(track.artistName, [...known, contributions[index] ?? 0]);
  }
  const [first, second] = [...byArtist]
    .filter(([, effects]) => effects.length >= fewestSongs)
    .map(([name, effects]) => ({
      name,
      mean: effects.reduce((sum, effect) => sum + effect, 0) / effects.length,
    }))
    .filter(({ mean }) => mean >= leastEffect)
    .sort((left, right) => right.mean - left.mean)
    .map(({ name }) => name);
  if (first === undefined) return undefined;
  return second === undefined ? `${first} raises it most` : `${first} and ${second} raise it most`;
}
