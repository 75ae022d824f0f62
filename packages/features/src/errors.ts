const marker = Symbol.for('@ssrm/error');

/** What the errors of `@ssrm/features`, `@ssrm/embeddings` and `@ssrm/model` are told apart by. */
export type SsrmErrorCode =
  | 'aborted'
  | 'invalid-argument'
  | 'invalid-artifact'
  | 'invalid-data'
  | 'invalid-file'
  | 'missing-dependency'
  | 'shape-mismatch'
  | (string & {});

/** Where in an input the fault is: a file, and a line and column counted from 1. */
export interface SourceLocation {
  readonly file?: string;
  readonly line?: number;
  readonly column?: string | number;
}

export interface SsrmErrorOptions {
  readonly code: SsrmErrorCode;
  readonly location?: SourceLocation;
  readonly cause?: unknown;
}

/**
 * Base of every error thrown on purpose by these packages.
 * The message says what was expected, what came and what to do; it never holds a secret.
 */
export class SsrmError extends Error {
  override readonly name: string = 'SsrmError';
  readonly code: SsrmErrorCode;
  readonly location: SourceLocation | undefined;

  constructor(message: string, options: SsrmErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    Object.defineProperty(this, marker, { value: true });
    this.code = options.code;
    this.location = options.location;
  }

  /** True for errors of any copy of this package (`instanceof` fails across copies). */
  static isInstance(value: unknown): value is SsrmError {
    return typeof value === 'object' && value !== null && marker in value;
  }
}

/** The input has the wrong number of rows or columns. */
export class ShapeError extends SsrmError {
  override readonly name: string = 'ShapeError';

  constructor(message: string) {
    super(message, { code: 'shape-mismatch' });
  }
}

/** A file or a value in it cannot be used; `location` says where. */
export class InvalidDataError extends SsrmError {
  override readonly name: string = 'InvalidDataError';

  constructor(
    message: string,
    options: { readonly location?: SourceLocation; readonly cause?: unknown } = {},
  ) {
    super(message, { code: 'invalid-data', ...options });
  }
}

/** Saved JSON is not what the reader expects: wrong kind, unknown version, or damaged. */
export class InvalidArtifactError extends SsrmError {
  override readonly name: string = 'InvalidArtifactError';

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message, { code: 'invalid-artifact', ...options });
  }
}
