import { type Artifact, checkArtifact, type Fitted, type Matrix, type Track } from '@ssrm/features';
import { damaged } from '../artifact/json-fields.ts';
import { checkColumns, checkMadeWith } from '../artifact/saved-origin.ts';
import { ARTIST_TABLE_VERSION } from '../artists/artist-table-version.generated.ts';
import { loadWorld } from '../world/world.ts';
import { WORLD_VERSION } from '../world/world-version.generated.ts';
import { NearArtists } from './near-artists.ts';
import { readMembers } from './read-members.ts';
import type { ScoringParts } from './scoring-parts.ts';
import {
  fitMembers,
  type LabelledTracks,
  type MembersOptions,
  memberColumns,
  memberOutputs,
  memberParts,
  type TasteMembersJson,
} from './taste-members.ts';
import { TRACK_COLUMN_NAMES } from './track-columns.ts';
import type { OnTree } from './tree-losses.ts';

/** A {@link TasteEncoder} as JSON; read with {@link TasteEncoder.fromJSON}. */
export interface TasteEncoderJson extends Artifact<'taste-encoder'> {
  /** Names of what the trees split on, in the order of their numbers. */
  readonly columns: readonly string[];
  /** Version of the table of artists that the members were fitted with. */
  readonly artistTable: string;
  /** Version of the built-in world, likewise. */
  readonly world: string;
  readonly members: TasteMembersJson;
}

/** Turns tracks into what each member of preset `taste` says of them: the input of its last stage. Immutable. */
export class TasteEncoder implements Fitted<readonly Track[], Matrix, TasteEncoderJson> {
  static readonly kind = 'taste-encoder';
  static readonly version = 3;
  /** `trees 1` … `trees B`, `neighbours`, `styles`, `near artists`, `texts`, `artist`. */
  readonly featureNames: readonly string[];
  readonly #members: TasteMembersJson;
  #near: NearArtists | undefined;

  private constructor(members: TasteMembersJson) {
    this.#members = members;
    this.featureNames = [
      ...members.trees.map((_, bag) => `trees ${bag + 1}`),
      'neighbours',
      'styles',
      'near artists',
      'texts',
      'artist',
    ];
  }

  /** Fits the members on labelled tracks; `bags` sets of trees. See {@link fitMembers}. */
  static async fit(data: LabelledTracks, options: MembersOptions): Promise<TasteEncoder> {
    const encoder = new TasteEncoder(await fitMembers(data, options));
    await encoder.load();
    return encoder;
  }

  /**
   * The encoder that {@link TasteEncoder.toJSON} saved.
   *
   * @throws {@link InvalidArtifactError} if a part is damaged, or kind, version, columns, table of artists or world differ.
   */
  static fromJSON(json: unknown): TasteEncoder {
    const saved = checkArtifact(json, TasteEncoder.kind, TasteEncoder.version);
    checkMadeWith(saved.artistTable, ARTIST_TABLE_VERSION, 'table of artists');
    checkMadeWith(saved.world, WORLD_VERSION, 'built-in world');
    checkColumns(saved.columns, TRACK_COLUMN_NAMES, { part: 'a set of trees', maker: 'this release' });
    const checked = readMembers(saved.members);
    if (checked.trees.length < 1) throw damaged('trees', 'at least one set', checked.trees);
    return new TasteEncoder(checked);
  }

  /** Loads the world and the artists' styles; to be awaited before {@link TasteEncoder.transform}. */
  async load(): Promise<void> {
    this.#near ??= new NearArtists(this.#members.artists, await loadWorld());
  }

  /** How many sets of trees there are: the first columns of {@link TasteEncoder.transform}. */
  get bagCount(): number {
    return this.#members.trees.length;
  }

  /**
   * What each member says of each track, each track by itself: log odds of each set of trees, the kernel machine (about −1 … 1), log odds
   * of the artist's sub-style, how much denser liked artists lie around it, the text ridge (about −1 … 1), and c / (c + 1) for c liked tracks of the artist. Never `NaN`: what is missing is replaced by the median.
   *
   * @param options.known - The tracks' numbers and hashed texts, where they are at hand.
   * @param options.onTree - Watches the trees as they are added up.
   * @returns Shape `[n, bagCount + 5]`, columns {@link TasteEncoder.featureNames}.
   */
  transform(
    tracks: readonly Track[],
    options: {
      readonly known?: Pick<LabelledTracks, 'numbers' | 'texts'>;
      readonly onTree?: OnTree;
    } = {},
  ): Matrix {
    const { known, onTree } = options;
    const columns = memberColumns(this.#members, this.#loaded(), tracks, known?.numbers, known?.texts);
    return memberOutputs(this.#members, columns, onTree);
  }

  /** What {@link TasteEncoder.scoringParts} reads of each track. */
  columns(tracks: readonly Track[]): Matrix {
    return memberColumns(this.#members, this.#loaded(), tracks);
  }

  get scoringParts(): ScoringParts {
    return memberParts(this.#members);
  }

  toJSON(): TasteEncoderJson {
    return {
      kind: TasteEncoder.kind,
      version: TasteEncoder.version,
      columns: TRACK_COLUMN_NAMES,
      artistTable: ARTIST_TABLE_VERSION,
      world: WORLD_VERSION,
      members: this.#members,
    };
  }

  #loaded(): NearArtists {
    if (this.#near === undefined) throw new Error('The encoder is asked before it is loaded.');
    return this.#near;
  }
}
