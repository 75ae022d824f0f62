import { InvalidArtifactError } from '@ssrm/features';

/** A JSON object whose fields are still unchecked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Length of an array beyond which no file of ours goes. */
export const longestList = 10_000_000;

/** @throws {@link InvalidArtifactError} if the value is no object. */
export function readObject(value: unknown, name: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw damaged(name, 'an object', value);
  return value as JsonObject;
}

/** @throws {@link InvalidArtifactError} if the value is no array, or a longer one than `longest`. */
export function readArray(value: unknown, name: string, longest = 1000): readonly unknown[] {
  if (!Array.isArray(value) || value.length > longest)
    throw damaged(name, `an array of at most ${longest}`, value);
  return value;
}

/** @throws {@link InvalidArtifactError} if the value is no text. */
export function readText(value: unknown, name: string): string {
  if (typeof value !== 'string') throw damaged(name, 'a text', value);
  return value;
}

/** @throws {@link InvalidArtifactError} if the value is no whole number from `lowest` to `highest`. */
export function readCount(value: unknown, name: string, lowest: number, highest: number): number {
  if (!Number.isInteger(value) || (value as number) < lowest || (value as number) > highest) {
    throw damaged(name, `a whole number from ${lowest} to ${highest}`, value);
  }
  return value as number;
}

/** @throws {@link InvalidArtifactError} if the value is no finite number. */
export function readNumber(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw damaged(name, 'a finite number', value);
  return value;
}

/** @throws {@link InvalidArtifactError} if the value is no array of finite numbers, or of another length than the one given. */
export function readNumbers(value: unknown, name: string, length?: number): readonly number[] {
  const numbers = readArray(value, name, longestList);
  for (const number of numbers) readNumber(number, `a number in ${name}`);
  if (length !== undefined && numbers.length !== length) throw damaged(name, `${length} numbers`, value);
  return numbers as readonly number[];
}

/** @throws {@link InvalidArtifactError} if the value is no array of integers from `from` to below `to`. */
export function readIndices(value: unknown, name: string, from: number, to: number): readonly number[] {
  const numbers = readNumbers(value, name);
  for (const number of numbers) {
    if (!Number.isInteger(number) || number < from || number >= to) {
      throw damaged(`a number in ${name}`, `an integer from ${from} to ${to - 1}`, number);
    }
  }
  return numbers;
}

/** The error for a field that is not what it must be. */
export function damaged(name: string, expected: string, value: unknown): InvalidArtifactError {
  return new InvalidArtifactError(
    `Expected ${name} of the saved model to be ${expected}, but got ${describe(value)}. The file is damaged or not a saved model.`,
  );
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(JSON.stringify(value)).slice(0, 60);
}
