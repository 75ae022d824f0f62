import { InvalidArtifactError } from '@ssrm/features';
import { readArray, readText } from './json-fields.ts';

/**
 * Checks that a part of a saved model takes the columns that it will be given, in their order.
 *
 * @param part - What takes them, and `maker` what makes them, for the message.
 * @throws {@link InvalidArtifactError} that names the columns that differ.
 */
export function checkColumns(
  json: unknown,
  expected: readonly string[],
  { part, maker }: { readonly part: string; readonly maker: string },
): void {
  const saved = readArray(json, `columns of ${part}`, 100_000).map((name) => readText(name, 'a column'));
  if (saved.length === expected.length && saved.every((name, index) => name === expected[index])) return;
  const unmade = saved.filter((name) => !expected.includes(name));
  const untaken = expected.filter((name) => !saved.includes(name));
  const differences = [
    ...(unmade.length === 0 ? [] : [`not made: ${list(unmade)}`]),
    ...(untaken.length === 0 ? [] : [`not taken: ${list(untaken)}`]),
  ];
  throw new InvalidArtifactError(
    `In the saved model ${part} takes other columns than ${maker} makes (${differences.join('; ') || 'their order differs'}). Train the model again.`,
  );
}

/**
 * Checks that a model was made with the data of this release: other data would give its tracks other columns.
 *
 * @param version - Of the data in this release.
 * @throws {@link InvalidArtifactError} that names both versions.
 */
export function checkMadeWith(json: unknown, version: string, data: string): void {
  const saved = readText(json, `version of the ${data}`);
  if (saved === version) return;
  throw new InvalidArtifactError(
    `The model was made with version ${saved.slice(0, 40)} of the ${data}, but this release has version ${version}. Train the model again, or use the release that made it.`,
  );
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  return names.length > 5 ? `${shown.join(', ')} and ${names.length - 5} more` : shown.join(', ');
}
