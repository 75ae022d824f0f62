import {
  createMatrix,
  InvalidArtifactError,
  type Matrix,
  SsrmError,
  TRACK_DETAILS,
  type Track,
  type TrackDetail,
  withhold,
} from '@ssrm/features';
import { damaged, readArray, readObject } from '../../artifact/json-fields.ts';
import { fromLayersArtifact, toLayersArtifact } from '../../artifact/layers-artifact.ts';
import { type ModelArtifact, PIPELINE_VERSION, weightsChecksum } from '../../artifact/model-artifact.ts';
import { checkColumns } from '../../artifact/saved-origin.ts';
import { type Explanation, explainScore, FEATURES, type Feature } from '../../explain/explanation.ts';
import { withoutFeatures } from '../../explain/without-features.ts';
import { type DenseLayer, roundLayers } from '../../network/dense-layer.ts';
import { equalKnowledge } from '../../taste/equal-knowledge.ts';
import { fitTaste, scoreOutputs } from '../../taste/fit-taste.ts';
import { fitRanking, RankEncoder } from '../../taste/rank-encoder.ts';
import { tasteConfidence } from '../../taste/taste-confidence.ts';
import { TasteEncoder } from '../../taste/taste-encoder.ts';
import type { TreeLoss } from '../../taste/tree-losses.ts';
import { WorldEncoder } from '../../world/world-encoder.ts';
import { rankerLayer } from '../../world/world-ranker.ts';
import { WORLD_RANKER } from '../../world/world-ranker-figures.ts';
import type { EncodedTracks, ListenersTracks, Prediction, PresetDefinition, PresetModel } from '../preset.ts';
import type { TasteRecord, TasteStages } from './taste-stages.ts';

type Encoder = TasteEncoder | RankEncoder | WorldEncoder;

/** Readers of saved encoders by their kinds. */
const ENCODERS: Readonly<Record<string, { fromJSON(json: unknown): Encoder }>> = {
  [TasteEncoder.kind]: TasteEncoder,
  [RankEncoder.kind]: RankEncoder,
  [WorldEncoder.kind]: WorldEncoder,
};
/** All that a score beside the built-in world goes by. */
const WORLD_FEATURES: readonly Feature[] = ['artist_name', 'name'];
const FEWEST_LIKED = 10;
const TRACKS_AT_ONCE = 1000;
const DEFAULT_SEED = 42;

/** A model of preset `taste`: what its members say of a track, and one sigmoid unit over that. */
class TasteScorer implements PresetModel {
  readonly #record: TasteRecord;
  readonly #encoder: Encoder;
  readonly #layer: DenseLayer;

  private constructor(encoder: Encoder, layer: DenseLayer, record: TasteRecord) {
    this.#encoder = encoder;
    this.#layer = layer;
    this.#record = record;
  }

  /**
   * What tells the liked tracks from the others ({@link fitTaste}); beside the built-in world, what people with such a past went on to keep
   * ({@link WorldEncoder}); where there are no others, how the liked ones rank ({@link fitRanking}).
   */
  static async fit(
    tracks: ListenersTracks,
    options: { readonly seed?: number; readonly signal?: AbortSignal },
  ): Promise<TasteScorer> {
    const { seed = DEFAULT_SEED } = options;
    const fitted = await fitScorer(tracks, options);
    const { encoder, layer, withheld = [] } = fitted;
    const [rounded] = roundLayers([layer]);
    return new TasteScorer(encoder, rounded as DenseLayer, {
      likedCount: tracks.liked.length,
      backgroundCount: tracks.background === 'world' ? 0 : tracks.background.length,
      besideWorld: tracks.background === 'world',
      dislikeCount: tracks.dislikes?.length ?? 0,
      seed,
      withheld,
      treeLosses: fitted.treeLosses ?? [],
    });
  }

  /** @throws {@link InvalidArtifactError} if the artifact is damaged. */
  static fromArtifact(artifact: ModelArtifact): TasteScorer {
    const { kind } = readObject(artifact.pipeline.encoder, 'encoder');
    const encoder = (ENCODERS[String(kind)] ?? TasteEncoder).fromJSON(artifact.pipeline.encoder);
    checkColumns(artifact.pipeline.columns, encoder.featureNames, {
      part: 'the last stage',
      maker: 'its encoder',
    });
    const [layer, ...others] = fromLayersArtifact(artifact) as [DenseLayer, ...DenseLayer[]];
    const width = encoder.featureNames.length;
    if (
      others.length > 0 ||
      layer.inputDim !== width ||
      layer.units !== 1 ||
      layer.activation !== 'sigmoid'
    ) {
      throw new InvalidArtifactError(
        `Expected one sigmoid unit over the ${width} columns of the saved encoder, but the network is another. The files are not of one model.`,
      );
    }
    return new TasteScorer(encoder, layer, readTasteRecord(artifact.pipeline.training));
  }

  async predict(tracks: readonly Track[]): Promise<number[]> {
    return Array.from(scoreOutputs(await this.#outputs(tracks), this.#layer));
  }

  async predictWithConfidence(tracks: readonly Track[]): Promise<Prediction[]> {
    const outputs = await this.#outputs(tracks);
    const confidences = this.#confidences(tracks, outputs);
    return Array.from(scoreOutputs(outputs, this.#layer), (score, index) => ({
      score,
      confidence: confidences?.[index] ?? null,
    }));
  }

  #confidences(tracks: readonly Track[], outputs: Matrix): ArrayLike<number> | null {
    if (this.#encoder instanceof WorldEncoder) return this.#encoder.confidences(tracks);
    const { bagCount } = this.#encoder;
    return bagCount > 1 ? tasteConfidence(outputs, this.#layer, bagCount) : null;
  }

  async #outputs(tracks: readonly Track[]): Promise<Matrix> {
    await this.#load();
    const outputs = createMatrix(tracks.length, this.#encoder.featureNames.length);
    // What belongs to a thousand tracks stays in the processor's cache from step to step.
    for (let first = 0; first < tracks.length; first += TRACKS_AT_ONCE) {
      const some = this.#withheld(tracks.slice(first, first + TRACKS_AT_ONCE));
      outputs.values.set(this.#encoder.transform(some).values, first * outputs.columnCount);
    }
    return outputs;
  }

  /** The tracks without what was left out when the model was fitted. */
  #withheld(tracks: readonly Track[]): readonly Track[] {
    const { withheld = [] } = this.#record;
    return withheld.length === 0 ? tracks : tracks.map((track) => withhold(track, withheld));
  }

  async #load(): Promise<void> {
    await this.#encoder.load();
  }

  /** The columns of {@link TasteScorer.stages} of each track. */
  async encode(tracks: readonly Track[]): Promise<EncodedTracks> {
    await this.#load();
    const { columns } = this.stages;
    const known = this.#withheld(tracks);
    const rows =
      this.#encoder instanceof WorldEncoder ? this.#encoder.transform(known) : this.#encoder.columns(known);
    return { columns, rows };
  }

  /** How a row of columns becomes a score. */
  get stages(): TasteStages {
    const columns = this.#encoder.featureNames;
    const parts =
      this.#encoder instanceof WorldEncoder
        ? { columns, trees: [], neighbours: null, passed: columns }
        : this.#encoder.scoringParts;
    return { ...parts, layer: this.#layer, training: this.#record };
  }

  /** Compares with a song of which nothing is known. */
  async explain(track: Track): Promise<Explanation> {
    const isTelling = (feature: Feature): boolean =>
      !(this.#encoder instanceof WorldEncoder) || WORLD_FEATURES.includes(feature);
    const tellingBits = FEATURES.reduce(
      (bits, feature, bit) => bits | (Number(isTelling(feature)) << bit),
      0,
    );
    const coalitions = Array.from({ length: 2 ** FEATURES.length }, (_, coalition) => coalition);
    const asked = coalitions.filter((coalition) => (coalition & ~tellingBits) === 0);
    // The album's name falls back to the song's.
    const whole = { ...track, albumName: track.albumName ?? track.name };
    const hybrids = asked.map((coalition) =>
      withoutFeatures(
        whole,
        FEATURES.filter((_, bit) => ((coalition >> bit) & 1) === 0),
      ),
    );
    const scores = await this.predict(hybrids);
    const scoreOf = new Map(asked.map((coalition, index) => [coalition, scores[index] as number]));
    const values = coalitions.map((coalition) => scoreOf.get(coalition & tellingBits) as number);
    return explainScore(track, values, 'a song of which nothing is known');
  }

  toArtifact(): ModelArtifact {
    const network = toLayersArtifact([this.#layer]);
    return {
      ...network,
      pipeline: {
        kind: 'ssrm-pipeline',
        version: PIPELINE_VERSION,
        preset: 'taste',
        columns: this.#encoder.featureNames,
        weightsChecksum: weightsChecksum(network.weightData),
        encoder: this.#encoder.toJSON(),
        training: this.#record,
      },
    };
  }
}

type Fitted = Pick<Awaited<ReturnType<typeof fitTaste>>, 'layer'> & {
  readonly encoder: Encoder;
  readonly treeLosses?: readonly TreeLoss[];
  readonly withheld?: readonly TrackDetail[];
};

async function fitScorer(
  { liked, background, dislikes = [] }: ListenersTracks,
  options: { readonly seed?: number; readonly signal?: AbortSignal },
): Promise<Fitted> {
  if (background !== 'world') {
    if (background.length + dislikes.length === 0) return fitRanking(liked, options);
    const { lists, withheld } = equalKnowledge([liked, background, dislikes], options.seed ?? DEFAULT_SEED);
    const [own = [], others = [], rejected = []] = lists;
    const fitted = await fitTaste({ liked: own, background: others, dislikes: rejected }, options);
    return { ...fitted, withheld };
  }
  if (liked.length < FEWEST_LIKED) {
    throw new SsrmError(
      `Preset taste needs at least ${FEWEST_LIKED} liked tracks, but got ${liked.length}.`,
      { code: 'invalid-argument' },
    );
  }
  return { encoder: WorldEncoder.of(liked, dislikes), layer: rankerLayer(WORLD_RANKER) };
}

function readTasteRecord(value: unknown): TasteRecord {
  const record = readObject(value, 'training');
  for (const field of ['likedCount', 'backgroundCount', 'dislikeCount', 'seed'] as const) {
    if (!Number.isFinite(record[field])) throw damaged(`training.${field}`, 'a number', record[field]);
  }
  for (const entry of readArray(record.treeLosses, 'training.treeLosses')) {
    const losses = readObject(entry, 'a loss of the trees');
    for (const field of ['trees', 'trainLoss', 'heldOutLoss'] as const) {
      if (!Number.isFinite(losses[field])) throw damaged(field, 'a number', losses[field]);
    }
  }
  for (const detail of readArray(record.withheld ?? [], 'training.withheld')) {
    if (!TRACK_DETAILS.some((known) => known === detail)) {
      throw damaged('training.withheld', TRACK_DETAILS.join(', '), detail);
    }
  }
  return record as unknown as TasteRecord;
}

export const tastePreset: PresetDefinition = {
  isNetwork: false,
  usesOthers: true,
  judgesNewSongs: true,
  fit: (tracks, { seed, signal }) =>
    TasteScorer.fit(tracks, {
      ...(seed === undefined ? {} : { seed }),
      ...(signal === undefined ? {} : { signal }),
    }),
  fromArtifact: (artifact) => TasteScorer.fromArtifact(artifact),
};
