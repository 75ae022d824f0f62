import type { Output } from './output.ts';

/** What every stage works with. */
export interface StageContext {
  readonly output: Output;
  readonly signal: AbortSignal;
}
