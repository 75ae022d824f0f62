import { TrackEncoder, type TrackEncoderOptions } from '@ssrm/embeddings';
import { artistKey, type ScoredTrack, StandardScaler, type Track } from '@ssrm/features';
import { mean } from '../metrics/mean.ts';
import type { OriginalOptions } from '../model/original/original-options.ts';
import { PRESETS, type Preset, presetNamed } from '../model/presets.ts';
import type { CandidateName } from './evaluation.ts';

/** What a candidate may learn from. */
export interface TrainingSongs {
  readonly liked: readonly ScoredTrack[];
  readonly background: readonly Track[];
  readonly dislikes: readonly Track[];
}

/** Scores of tracks that the candidate has not seen. */
type Predictor = (tracks: readonly Track[]) => ArrayLike<number> | Promise<ArrayLike<number>>;

/** How networks train, what encoders are fitted in the folds, and whether presets learn beside the world instead of from the background. */
export interface CandidateSettings {
  readonly besideWorld: boolean;
  readonly training: Pick<OriginalOptions, 'learningRate' | 'epochs' | 'batches'>;
  readonly encoding: Pick<TrackEncoderOptions, 'embedder' | 'reducer'>;
}

/** Something that learns from songs and predicts others. */
interface Candidate {
  fit(songs: TrainingSongs, seed: number, signal: AbortSignal | undefined): Predictor | Promise<Predictor>;
}

/** Neighbours that the baseline asks. */
const neighbourCount = 10;

/** The candidate of this name. */
export function candidateNamed(name: CandidateName, settings: CandidateSettings): Candidate {
  switch (name) {
    case 'popularity':
      return popularityBaseline;
    case 'artist average':
      return artistBaseline;
    case 'nearest neighbours':
      return neighboursBaseline(settings.encoding);
    case 'mean':
      return meanBaseline;
    default:
      return presetCandidate(name, settings);
  }
}

/** A preset, with the encoder that a network takes fitted inside the fold. Nothing is kept aside, for the folds do that. */
function presetCandidate(preset: Preset, { training, encoding, besideWorld }: CandidateSettings): Candidate {
  return {
    async fit(songs, seed, signal) {
      const abort = signal === undefined ? {} : { signal };
      const { epochs = 2000 } = training;
      const quiet = { testSize: 0, ensembleSize: 0, epochs, testFrequency: epochs, seed, ...abort };
      const tracks = besideWorld ? { ...songs, background: 'world' as const } : songs;
      const encoder = PRESETS[preset].isNetwork
        ? { encoder: await TrackEncoder.fit(songs.liked, { ...encoding, ...abort }) }
        : {};
      const model = await presetNamed(preset).fit(tracks, { ...training, ...quiet, ...encoder });
      return (tested) => model.predict(tested, signal);
    },
  };
}

/** Spotify's popularity over 100; the mean of the training songs where it is unknown, ½ where none has one. */
const popularityBaseline: Candidate = {
  fit({ liked, background, dislikes }) {
    const known = [...liked, ...background, ...dislikes].flatMap(({ popularity }) => popularity ?? []);
    const typical = known.length === 0 ? 50 : mean(known);
    return (tracks) => tracks.map(({ popularity }) => (popularity ?? typical) / 100);
  },
};

/** The mean target of the artist's training songs; of all training songs where the artist is new. */
const artistBaseline: Candidate = {
  fit(songs) {
    const byArtist = new Map<string, number[]>();
    const targets = targetsOf(songs);
    for (const { track, target } of targets) {
      const artist = artistOf(track);
      byArtist.set(artist, [...(byArtist.get(artist) ?? []), target]);
    }
    const overall = mean(targets.map(({ target }) => target));
    return (tracks) => tracks.map((track) => mean(byArtist.get(artistOf(track)) ?? [overall]));
  },
};

/** The mean target of all training songs, for every track. */
const meanBaseline: Candidate = {
  fit(songs) {
    const overall = mean(targetsOf(songs).map(({ target }) => target));
    return (tracks) => tracks.map(() => overall);
  },
};

/** The mean target of the ten training songs that are nearest in the 16 standardised columns. */
function neighboursBaseline(encoding: TrackEncoderOptions): Candidate {
  return {
    async fit(songs) {
      const targets = targetsOf(songs);
      const tracks = targets.map(({ track }) => track);
      const encoder = await TrackEncoder.fit(tracks, encoding);
      const rows = await encoder.transform(tracks);
      const scaler = StandardScaler.fit(rows);
      const known = scaler.transform(rows).values;
      return async (others) => {
        const asked = scaler.transform(await encoder.transform(others));
        return others.map((_, row) => {
          const own = asked.values.subarray(row * asked.columnCount, (row + 1) * asked.columnCount);
          return mean(nearest(own, known).map((index) => targets[index]?.target ?? 0));
        });
      };
    },
  };
}

/** The {@link artistKey} of the artist; songs without an artist are each by their own. */
export function artistOf({ id, artistName }: Track): string {
  return artistName === null ? `song ${id}` : artistKey(artistName);
}

/** With others to tell them from, liked songs have ½ + ½ · score and the others 0; else the score alone. */
function targetsOf({ liked, background, dislikes }: TrainingSongs): { track: Track; target: number }[] {
  const others = [...background, ...dislikes].map((track) => ({ track, target: 0 }));
  const likedTarget = (score: number) => (others.length === 0 ? score : 0.5 + 0.5 * score);
  return [...liked.map((track) => ({ track, target: likedTarget(track.score) })), ...others];
}

function nearest(point: Float64Array, rows: Float64Array): number[] {
  const width = point.length;
  const distances = Float64Array.from({ length: rows.length / width }, (_, row) => {
    let sum = 0;
    for (let column = 0; column < width; column++) {
      const difference = (point[column] as number) - (rows[row * width + column] as number);
      sum += difference * difference;
    }
    return sum;
  });
  const order = Array.from(distances.keys());
  order.sort((a, b) => (distances[a] as number) - (distances[b] as number));
  return order.slice(0, neighbourCount);
}
