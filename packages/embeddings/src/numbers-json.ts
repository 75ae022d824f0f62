import { InvalidArtifactError, SsrmError } from '@ssrm/features';

/** Finite numbers as a JSON list. @throws {@link SsrmError} if one is not finite: JSON cannot hold it. */
export function toNumberList(values: ArrayLike<number>, what: string): number[] {
  // JSON has no −0: adding 0 makes it 0, so that what is saved equals what is read.
  const list = Array.from(values, (value) => value + 0);
  const position = list.findIndex((value) => !Number.isFinite(value));
  if (position !== -1) {
    throw new SsrmError(
      `Cannot save ${what}: number ${position} is ${list[position]}, and JSON holds finite numbers only.`,
      { code: 'invalid-argument' },
    );
  }
  return list;
}

/** A list of `length` finite numbers (any length if not given) from unknown JSON. */
export function readNumberList(value: unknown, what: string, length?: number): Float64Array {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'number' && Number.isFinite(item))) {
    throw new InvalidArtifactError(
      `Expected ${what} to be a list of finite numbers. The saved JSON is damaged.`,
    );
  }
  if (length !== undefined && value.length !== length) {
    throw new InvalidArtifactError(
      `Expected ${length} numbers in ${what}, but there are ${value.length}. The saved JSON is damaged.`,
    );
  }
  return Float64Array.from(value);
}

/** A whole number ≥ `minimum` from unknown JSON. */
export function readCount(value: unknown, what: string, minimum = 0): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < minimum) {
    throw new InvalidArtifactError(
      `Expected ${what} to be a whole number of at least ${minimum}, but got ${JSON.stringify(value)}.`,
    );
  }
  return value;
}
