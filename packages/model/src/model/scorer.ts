import type { Track } from '@ssrm/features';
import type { ModelArtifact } from '../artifact/model-artifact.ts';

/** `original`: the published design; `taste`: the strongest content-based model that was found. */
export type Preset = 'original' | 'taste';

/** What every preset's model can do; `TasteModel` holds one of them. */
export interface Scorer {
  readonly preset: Preset;
  /** A score from 0 to 1 for each track, in their order. */
  predict(tracks: readonly Track[], signal?: AbortSignal): Promise<number[]>;
  toArtifact(): ModelArtifact;
}
