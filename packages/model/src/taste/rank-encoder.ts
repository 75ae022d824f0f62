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
import { damaged, readArray, readNumbers } from '../artifact/json-fields.ts';
import { checkColumns, checkMadeWith } from '../artifact/saved-origin.ts';
import { loadArtistStyles } from '../artists/artist-styles.ts';
import { ARTIST_TABLE_VERSION } from '../artists/artist-table-version.generated.ts';
import type { DenseLayer } from '../network/dense-layer.ts';
import { startTimeSlices, throwIfAborted } from '../training/time-slices.ts';
import { widened } from '../world/world-ranker.ts';
import { type BoostedTreesJson, fitBoostedTrees, predictBoostedTrees } from './boosted-trees.ts';
import { type GroupSums, type GroupSumsJson, groupSumsToJson, sumGroups } from './group-means.ts';
import { fitKernelMachine, type KernelMachineJson, predictKernelMachine } from './kernel-machine.ts';
import { type NeighbourQuantiles, neighbourQuantiles, neighbourSpace } from './neighbour-space.ts';
import { outOfFoldSums, RANK_COLUMN_NAMES, rankColumns } from './rank-columns.ts';
import { readGroupSums, readKernelMachine, readQuantiles, readTextRidge, readTrees } from './read-members.ts';
import type { ScoringParts } from './scoring-parts.ts';
import { fitTextRidge, hashTexts, predictTextRidge, type TextRidgeJson } from './text-ridge.ts';
import { numberMedians, trackColumns } from './track-columns.ts';
import { TRACK_NUMBER_NAMES, trackNumbers } from './track-numbers.ts';

/** A {@link RankEncoder} as JSON; read with {@link RankEncoder.fromJSON}. */
export interface RankEncoderJson extends Artifact<'rank-encoder'> {
  /** Names of what the trees split on, in the order of their numbers. */
  readonly columns: readonly string[];
  /** Version of the table of artists that the members were fitted with. */
  readonly artistTable: string;
  readonly medians: readonly number[];
  readonly sums: GroupSumsJson;
  readonly trees: readonly BoostedTreesJson[];
  readonly quantiles: NeighbourQuantiles;
  readonly neighbours: KernelMachineJson;
  readonly texts: TextRidgeJson;
}

type RankMembers = Omit<RankEncoderJson, 'kind' | 'version' | 'columns' | 'artistTable' | 'sums'> & {
  readonly sums: GroupSums;
};

/** Options of {@link fitRanking}. */
export interface RankingOptions {
  /** Sets of trees, at least 1. @default 4 */
  readonly bags?: number;
  /** @default 42 */
  readonly seed?: number;
  /** Stops the fit between two trees. */
  readonly signal?: AbortSignal;
}

/**
 * Turns tracks into log odds of how much they are liked among a person's own songs: the input of the last stage of {@link fitRanking}.
 * Immutable.
 */
export class RankEncoder implements Fitted<readonly Track[], Matrix, RankEncoderJson> {
  static readonly kind = 'rank-encoder';
  static readonly version = 2;
  /** `trees 1` … `trees B`, `neighbours`, `texts`. */
  readonly featureNames: readonly string[];
  readonly #members: RankMembers;

  private constructor(members: RankMembers) {
    this.#members = members;
    this.featureNames = [...members.trees.map((_, bag) => `trees ${bag + 1}`), 'neighbours', 'texts'];
  }

  /**
   * Boosted trees on the track's numbers and styles and on the mean scores of its artist, album, day, style and words.
   *
   * @throws {@link SsrmError} `invalid-argument` with fewer than 10 tracks; `aborted` after `signal`.
   */
  static async fit(tracks: readonly ScoredTrack[], options: RankingOptions = {}): Promise<RankEncoder> {
    const { bags = 4, seed = 42, signal } = options;
    if (tracks.length < 10) {
      throw new SsrmError(`Ranking needs at least 10 scored tracks, but got ${tracks.length}.`, {
        code: 'invalid-argument',
      });
    }
    const scores = tracks.map((track) => track.score);
    const weights = new Float64Array(tracks.length).fill(1);
    throwIfAborted(signal);
    await loadArtistStyles();
    const numbers = trackNumbers(tracks);
    const medians = numberMedians(numbers);
    const base = trackColumns(tracks, numbers, medians);
    const slices = startTimeSlices(signal);
    const trees: BoostedTreesJson[] = [];
    for (let bag = 0; bag < bags; bag++) {
      const sums = outOfFoldSums(tracks, seed + bag);
      const columns = rankColumns(tracks, base, (row) => sums[row] as GroupSums);
      const boosting = {
        loss: 'logistic',
        trees: 150,
        depth: 5,
        learningRate: 0.04,
        rowShare: 0.5,
        columnsPerSplit: 20,
        minLeaf: 8,
        leafPenalty: 2,
        seed: seed + bag,
      } as const;
      trees.push(await fitBoostedTrees(columns, scores, weights, boosting, slices));
    }
    const sums = sumGroups(tracks);
    const differences = scores.map((score) => score - sums.mean);
    const quantiles = neighbourQuantiles(base);
    const space = neighbourSpace(base, quantiles);
    const machine = { gamma: 0.3, penalty: 8, centres: 256, seed };
    const neighbours = await fitKernelMachine(space, differences, weights, machine);
    const texts = await fitTextRidge(hashTexts(tracks), differences, weights, 10);
    return new RankEncoder({ medians, sums, trees, quantiles, neighbours, texts });
  }

  /**
   * The encoder that {@link RankEncoder.toJSON} saved.
   *
   * @throws {@link InvalidArtifactError} if a part is damaged, or kind, version, columns or table of artists differ.
   */
  static fromJSON(json: unknown): RankEncoder {
    const saved = checkArtifact(json, RankEncoder.kind, RankEncoder.version);
    checkMadeWith(saved.artistTable, ARTIST_TABLE_VERSION, 'table of artists');
    checkColumns(saved.columns, RANK_COLUMN_NAMES, { part: 'a set of trees', maker: 'this release' });
    const trees = readArray(saved.trees, 'trees').map((bag) => readTrees(bag, RANK_COLUMN_NAMES.length));
    if (trees.length < 1) throw damaged('trees', 'at least one set', trees);
    return new RankEncoder({
      medians: readNumbers(saved.medians, 'medians', TRACK_NUMBER_NAMES.length),
      sums: readGroupSums(saved.sums),
      trees,
      quantiles: readQuantiles(saved.quantiles),
      neighbours: readKernelMachine(saved.neighbours),
      texts: readTextRidge(saved.texts),
    });
  }

  /** Loads the artists' styles; to be awaited before {@link RankEncoder.transform}. */
  async load(): Promise<void> {
    await loadArtistStyles();
  }

  /** How many sets of trees there are: the first columns of {@link RankEncoder.transform}. */
  get bagCount(): number {
    return this.#members.trees.length;
  }

  /**
   * What each member says of each track, each track by itself: log odds of each set of trees; score less the mean score of the kernel
   * machine and of the text ridge. What is missing is replaced by the median.
   *
   * @returns Shape `[n, bags + 2]`.
   */
  transform(tracks: readonly Track[]): Matrix {
    const columns = this.columns(tracks);
    const { trees, quantiles, neighbours } = this.#members;
    const members = [
      ...trees.map((bag) => predictBoostedTrees(bag, columns)),
      predictKernelMachine(neighbours, neighbourSpace(columns, quantiles)),
    ];
    const outputs = createMatrix(tracks.length, members.length + 1);
    for (let row = 0; row < tracks.length; row++) {
      const texts = columns.values[(row + 1) * columns.columnCount - 1] as number;
      outputs.values.set(
        [...members.map((values) => values[row] as number), texts],
        row * outputs.columnCount,
      );
    }
    return outputs;
  }

  /** What {@link RankEncoder.scoringParts} reads of each track. */
  columns(tracks: readonly Track[]): Matrix {
    const { medians, sums, texts } = this.#members;
    const base = trackColumns(tracks, trackNumbers(tracks), medians);
    const columns = widened(
      rankColumns(tracks, base, () => sums),
      1,
    );
    const said = predictTextRidge(texts, hashTexts(tracks));
    for (const [row, value] of said.entries()) columns.values[(row + 1) * columns.columnCount - 1] = value;
    return columns;
  }

  get scoringParts(): ScoringParts {
    const { trees, quantiles, neighbours } = this.#members;
    return {
      columns: [...RANK_COLUMN_NAMES, 'texts'],
      trees,
      neighbours: { quantiles, machine: neighbours },
      passed: ['texts'],
    };
  }

  toJSON(): RankEncoderJson {
    return {
      kind: RankEncoder.kind,
      version: RankEncoder.version,
      columns: RANK_COLUMN_NAMES,
      artistTable: ARTIST_TABLE_VERSION,
      ...this.#members,
      sums: groupSumsToJson(this.#members.sums),
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
 * @throws {@link SsrmError} `invalid-argument` with fewer than 10 tracks; `aborted` after `signal`.
 */
export async function fitRanking(
  tracks: readonly ScoredTrack[],
  options: RankingOptions = {},
): Promise<FittedRanking> {
  const { bags = 4 } = options;
  const encoder = await RankEncoder.fit(tracks, options);
  const mean = tracks.reduce((sum, { score }) => sum + score, 0) / tracks.length;
  const bounded = Math.min(0.99, Math.max(0.01, mean));
  return {
    encoder,
    layer: {
      inputDim: bags + 2,
      units: 1,
      activation: 'sigmoid',
      // Half the log odds of the trees, half those of the rest: near ½ a difference in score is a quarter of that in log odds.
      kernel: Float64Array.from([...new Array<number>(bags).fill(0.5 / bags), 2, 2]),
      bias: Float64Array.of(0.5 * Math.log(bounded / (1 - bounded))),
    },
  };
}
