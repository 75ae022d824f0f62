import { type Matrix, SsrmError, selectRows, type Track } from '@ssrm/features';
import type { DenseLayer } from '../network/dense-layer.ts';
import { startTimeSlices, type TimeSlices, throwIfAborted } from '../training/time-slices.ts';
import { loadWorld, type World } from '../world/world.ts';
import { artistFolds } from './artist-folds.ts';
import { fitLastStage } from './last-stage.ts';
import { TasteEncoder } from './taste-encoder.ts';
import type { LabelledTracks } from './taste-members.ts';
import { type HashedTexts, hashTexts } from './text-ridge.ts';
import { trackNumbers } from './track-numbers.ts';
import { type TreeLoss, TreeLosses } from './tree-losses.ts';

const FOLDS = 3;
const MIN_TRACKS = 10;

/** What the taste is learned from. */
export interface TasteTracks {
  /** Tracks that the person likes, at least 10. */
  readonly liked: readonly Track[];
  /** Tracks that the person does not play, such as other people's or a random sample. With the dislikes at least 10. */
  readonly background: readonly Track[];
  /** Tracks that the person rejected; each counts twice. */
  readonly dislikes?: readonly Track[];
}

/** Options of {@link fitTaste}. */
export interface TasteFitOptions {
  /** Sets of trees, 1 … 16: more are steadier and slower, and it takes two for a confidence. @default 3 */
  readonly bags?: number;
  /** @default 42 */
  readonly seed?: number;
  /** Stops the fit between two trees. */
  readonly signal?: AbortSignal;
}

/** A taste: the encoder, and the layer that turns its rows into scores. */
export interface FittedTaste {
  readonly encoder: TasteEncoder;
  /** `encoder.featureNames.length` inputs, one sigmoid unit: loadable as a tfjs dense layer. */
  readonly layer: DenseLayer;
  /** Shape `[n]`, liked, background, dislikes in this order: the score that each track had when neither it nor (mostly) its artist was known. */
  readonly unseenScores: Float64Array;
  /** How the trees of the 3 folds learned. */
  readonly treeLosses: readonly TreeLoss[];
}

/**
 * A person's taste from what they like and what they do not play. Members are fitted on all tracks; the last stage is fitted on outputs of
 * members that had not seen the track (3 folds by artist), so that a score of 0.8 means: of an equal mix, 80 % are liked.
 *
 * @throws {@link SsrmError} `invalid-argument` with fewer than 10 liked or 10 other tracks; `aborted` after `signal`.
 */
export async function fitTaste(data: TasteTracks, options: TasteFitOptions = {}): Promise<FittedTaste> {
  throwIfAborted(options.signal);
  const world = await loadWorld();
  const { bags = 3, seed = 42, signal } = options;
  const labelled = labelTracks(data);
  const losses = new TreeLosses();
  const slices = startTimeSlices(signal);
  const unseen = await unseenOutputs(labelled, data.liked.length, seed, losses, world, slices);
  return {
    encoder: await TasteEncoder.fit(labelled, { world, bags, seed, slices }),
    layer: fitLastStage(unseen, labelled.targets, bags),
    unseenScores: scoreOutputs(unseen, fitLastStage(unseen, labelled.targets, 1)),
    treeLosses: losses.means(),
  };
}

/**
 * σ(Σ weight · output + bias) of each row.
 *
 * @param outputs - Shape `[n, layer.inputDim]`.
 * @returns Length n, 0 … 1.
 */
export function scoreOutputs(outputs: Matrix, layer: DenseLayer): Float64Array {
  const width = outputs.columnCount;
  return Float64Array.from({ length: outputs.rowCount }, (_, row) => {
    let sum = layer.bias[0] as number;
    for (let column = 0; column < width; column++) {
      sum += (layer.kernel[column] as number) * (outputs.values[row * width + column] as number);
    }
    return 1 / (1 + Math.exp(-sum));
  });
}

function labelTracks({ liked, background, dislikes = [] }: TasteTracks): LabelledTracks {
  const otherCount = background.length + dislikes.length;
  if (liked.length < MIN_TRACKS || otherCount < MIN_TRACKS) {
    throw new SsrmError(
      `Preset taste needs at least ${MIN_TRACKS} liked tracks and ${MIN_TRACKS} background tracks to tell them from, but got ${liked.length} and ${otherCount}. Give it background tracks, or use preset original.`,
      { code: 'invalid-argument' },
    );
  }
  const tracks = [...liked, ...background, ...dislikes];
  const firstDislike = liked.length + background.length;
  return {
    tracks,
    numbers: trackNumbers(tracks),
    texts: hashTexts(tracks),
    targets: Float64Array.from(tracks, (_, row) => Number(row < liked.length)),
    weights: Float64Array.from(tracks, (_, row) => (row < firstDislike ? 1 : 2)),
  };
}

/** Outputs of members that have not seen the track, nor (mostly) its artist. Shape `[n, 6]`. */
async function unseenOutputs(
  data: LabelledTracks,
  likedCount: number,
  seed: number,
  losses: TreeLosses,
  world: World,
  slices: TimeSlices,
): Promise<Matrix> {
  const { tracks } = data;
  // Liked and other tracks of an artist are set aside together: the one kept while the other is judged would mislead the members. Some
  // liked artists stand on both sides, as among songs that a person has yet to hear.
  const foldOf = artistFolds(tracks, {
    folds: FOLDS,
    seed,
    scattered: { share: 0.3, rows: likedCount },
  });
  // One set of trees, neighbours, styles, near artists, texts, artist.
  const width = 6;
  const values = new Float64Array(width * tracks.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const inside = tracks.flatMap((_, row) => (foldOf[row] === fold ? [row] : []));
    const outside = tracks.flatMap((_, row) => (foldOf[row] === fold ? [] : [row]));
    const training = selectTracks(data, outside);
    const test = selectTracks(data, inside);
    const encoder = await TasteEncoder.fit(training, {
      world,
      bags: 1,
      slices,
      seed: seed + 100 * (fold + 1),
      onTree: losses.onTrainingTree(training.targets),
    });
    const onTree = losses.onHeldOutTree(test.targets);
    const outputs = encoder.transform(test.tracks, { known: test, onTree });
    for (const [position, row] of inside.entries()) {
      values.set(outputs.values.subarray(position * width, (position + 1) * width), row * width);
    }
  }
  return { rowCount: tracks.length, columnCount: width, values };
}

function selectTracks(data: LabelledTracks, rows: readonly number[]): LabelledTracks {
  return {
    tracks: rows.map((row) => data.tracks[row] as Track),
    numbers: selectRows(data.numbers, rows),
    texts: rows.map((row) => data.texts[row] as HashedTexts),
    targets: Float64Array.from(rows, (row) => data.targets[row] as number),
    weights: Float64Array.from(rows, (row) => data.weights[row] as number),
  };
}
