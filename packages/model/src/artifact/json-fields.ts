import { InvalidArtifactError } from '@ssrm/features';

/** A JSON object whose fields are still unchecked. */
export type JsonObject = Readonly<Record<string, unknown>>;

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
