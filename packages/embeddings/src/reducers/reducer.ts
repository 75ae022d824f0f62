import type { Artifact, Fitted, Matrix } from '@ssrm/features';
import type { SparseMatrix } from '../sparse-matrix.ts';

/** Vectors in, fewer numbers out: fitted once, then applied to any rows of the same width, one by one. */
export type Reducer<Json extends Artifact = Artifact> = Fitted<Matrix | SparseMatrix, Matrix, Json>;
