import {
  type Artifact,
  checkArtifact,
  createMatrix,
  type Fitted,
  type Matrix,
  type ScoredTrack,
  SsrmError,
  type Track,
} from '@ssrm/features';
import type { DenseLayer } from '../network/dense-layer.ts';
import { type BoostedTreesJson, fitBoostedTrees, predictBoostedTrees } from './boosted-trees.ts';
import { type GroupSums, type GroupSumsJson, groupSumsToJson, sumGroups } from './group-means.ts';
import { outOfFoldSums, RANK_COLUMN_NAMES, rankColumns } from './rank-columns.ts';
import { damaged, readArray, readNumbers } from './read-json.ts';
import { readGroupSums, readTrees } from './read-members.ts';
import { numberMedians } from './track-columns.ts';
import { TRACK_NUMBER_NAMES, trackNumbers } from './track-numbers.ts';

/** A {@link RankEncoder} as JSON; read with {@link RankEncoder.fromJSON}. */
export interface RankEncoderJson extends Artifact<'rank-encoder'> {
  readonly medians: readonly number[];
  readonly sums: GroupSumsJson;
  readonly trees: readonly BoostedTreesJson[];
}

/** Options of {@link fitRanking}. */
export interface RankingOptions {
  /** Sets of trees, at least 1. @default 4 */
  readonly bags?: number;
  /** @default 42 */
  readonly seed?: number;
}

/**
 * Turns tracks into log odds of how much they are liked among a person's own songs: the input of the last stage of {@link fitRanking}.
 * Immutable.
 */
export class RankEncoder implements Fitted<readonly Track[], Matrix, RankEncoderJson> {
  static readonly kind = 'rank-encoder';
  static readonly version = 1;
  /** `trees 1` … `trees B`. */
  readonly featureNames: readonly string[];
  readonly #medians: readonly number[];
  readonly #sums: GroupSums;
  readonly #trees: readonly BoostedTreesJson[];

  private constructor(medians: readonly number[], sums: GroupSums, trees: readonly BoostedTreesJson[]) {
    this.#medians = medians;
    this.#sums = sums;
    this.#trees = trees;
    this.featureNames = trees.map((_, bag) => `trees ${bag + 1}`);
  }

  /**
   * Boosted trees on the track's numbers and styles and on the mean scores of its artist, album, day, style and words.
   *
   * @throws {@link SsrmError} `invalid-argument` with fewer than 10 tracks.
   */
  static fit(tracks: readonly ScoredTrack[], options: RankingOptions = {}): RankEncoder {
    const { bags = 4, seed = 42 } = options;
    if (tracks.length < 10) {
      throw new SsrmError(`Ranking needs at least 10 scored tracks, but got ${tracks.length}.`, {
        code: 'invalid-argument',
      });
    }
    const medians = numberMedians(trackNumbers(tracks));
    const scores = tracks.map((track) => track.score);
    const weights = new Float64Array(tracks.length).fill(1);
    const trees = Array.from({ length: bags }, (_, bag) => {
      const sums = outOfFoldSums(tracks, seed + bag);
      const columns = rankColumns(tracks, medians, (row) => sums[row] as GroupSums);
      return fitBoostedTrees(columns, scores, weights, {
        loss: 'logistic',
        trees: 150,
        depth: 5,
        learningRate: 0.04,
        rowShare: 0.5,
        columnsPerSplit: 20,
        minLeaf: 8,
        leafPenalty: 2,
        seed: seed + bag,
      });
    });
    return new RankEncoder(medians, sumGroups(tracks), trees);
  }

  /**
   * The encoder that {@link RankEncoder.toJSON} saved.
   *
   * @throws {@link InvalidArtifactError} if a part is damaged, or kind or version differ.
   */
  static fromJSON(json: unknown): RankEncoder {
    const saved = checkArtifact(json, RankEncoder.kind, RankEncoder.version);
    const trees = readArray(saved.trees, 'trees').map((bag) => readTrees(bag, RANK_COLUMN_NAMES.length));
    if (trees.length < 1) throw damaged('trees', 'at least one set');
    return new RankEncoder(
      readNumbers(saved.medians, 'medians', TRACK_NUMBER_NAMES.length),
      readGroupSums(saved.sums),
      trees,
    );
  }

  /**
   * Log odds of each set of trees for each track, each track by itself; what is missing is replaced by the median.
   *
   * @returns Shape `[n, bags]`.
   */
  transform(tracks: readonly Track[]): Matrix {
    const columns = rankColumns(tracks, this.#medians, () => this.#sums);
    const outputs = createMatrix(tracks.length, this.#trees.length);
    for (const [bag, trees] of this.#trees.entries()) {
      for (const [row, value] of predictBoostedTrees(trees, columns).entries()) {
        outputs.values[row * this.#trees.length + bag] = value;
      }
    }
    return outputs;
  }

  toJSON(): RankEncoderJson {
    return {
      kind: RankEncoder.kind,
      version: RankEncoder.version,
      medians: this.#medians,
      sums: groupSumsToJson(this.#sums),
      trees: this.#trees,
    };
  }
}

/** A ranking: the encoder, and the layer that turns its rows into scores. */
export interface FittedRanking {
  readonly encoder: RankEncoder;
  readonly layer: DenseLayer;
}

/**
 * How much a person likes their own songs, learned from those alone: 1 most, 0 least. It says nothing of songs that they would not play.
 *
 * @throws {@link SsrmError} `invalid-argument` with fewer than 10 tracks.
 */
export function fitRanking(tracks: readonly ScoredTrack[], options: RankingOptions = {}): FittedRanking {
  const encoder = RankEncoder.fit(tracks, options);
  const bags = encoder.featureNames.length;
  return {
    encoder,
    layer: {
      inputDim: bags,
      units: 1,
      activation: 'sigmoid',
      kernel: new Float64Array(bags).fill(1 / bags),
      bias: new Float64Array(1),
    },
  };
}
