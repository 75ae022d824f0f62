import type { TrackDetail } from '@ssrm/features';
import type { DenseLayer } from '../../network/dense-layer.ts';
import type { ScoringParts } from '../../taste/scoring-parts.ts';
import type { TreeLoss } from '../../taste/tree-losses.ts';

/** {@link ScoringParts}, the sigmoid unit over their outputs, and how they were learned. */
export interface TasteStages extends ScoringParts {
  readonly layer: DenseLayer;
  readonly training: TasteRecord;
}

/** What a model of preset `taste` was learned from; saved with it. */
export interface TasteRecord {
  readonly likedCount: number;
  readonly backgroundCount: number;
  readonly dislikeCount: number;
  /** True where the liked tracks were compared with the built-in world. */
  readonly besideWorld?: boolean;
  readonly seed: number;
  /** What was known of too different shares of the liked and the other tracks, and was therefore left out of all, and of those that are scored. */
  readonly withheld?: readonly TrackDetail[];
  /** How its trees learned, in rising order of trees. */
  readonly treeLosses: readonly TreeLoss[];
}
