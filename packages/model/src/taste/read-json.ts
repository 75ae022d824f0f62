import { InvalidArtifactError } from '@ssrm/features';

/** The value as an object whose fields are still unchecked. */
export function readObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw damaged(what, 'an object');
  return value as Readonly<Record<string, unknown>>;
}

/** The value as an array whose items are still unchecked. */
export function readArray(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw damaged(what, 'an array');
  return value;
}

/** The value as a finite number. */
export function readNumber(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw damaged(what, 'a finite number');
  return value;
}

/** The value as an array of finite numbers, of the given length where one is given. */
export function readNumbers(value: unknown, what: string, length?: number): readonly number[] {
  const numbers = readArray(value, what);
  for (const number of numbers) readNumber(number, what);
  if (length !== undefined && numbers.length !== length) throw damaged(what, `${length} numbers`);
  return numbers as readonly number[];
}

/** The value as an array of integers from `from` to below `to`. */
export function readIndices(value: unknown, what: string, from: number, to: number): readonly number[] {
  const numbers = readNumbers(value, what);
  for (const number of numbers) {
    if (!Number.isInteger(number) || number < from || number >= to) {
      throw damaged(what, `integers from ${from} to ${to - 1}`);
    }
  }
  return numbers;
}

/** The error for a saved taste whose part `what` is not `expected`. */
export function damaged(what: string, expected: string): InvalidArtifactError {
  return new InvalidArtifactError(
    `Expected the saved taste to have ${expected} as ${what}, but it does not: the file is damaged or not from this project. Train the model again.`,
  );
}
