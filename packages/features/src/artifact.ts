import { InvalidArtifactError } from './errors.ts';

/** Plain JSON of something fitted: what it is, which version of the format, and its numbers. */
export interface Artifact<Kind extends string = string> {
  readonly kind: Kind;
  readonly version: number;
}

/** Something learned from data: immutable, with named output columns, saved by `JSON.stringify`. */
export interface Fitted<Input, Output, Json extends Artifact = Artifact> {
  readonly featureNames: readonly string[];
  transform(input: Input): Output;
  toJSON(): Json;
}

/** The static side of a fitted class: `fit` and `fromJSON` are the only ways to an instance. */
export interface FittedClass<
  Input,
  Options,
  Json extends Artifact,
  Instance extends Fitted<Input, unknown, Json>,
> {
  readonly kind: Json['kind'];
  fit(input: Input, options?: Options): Instance;
  fromJSON(json: unknown): Instance;
}

/** What {@link readArtifact} needs of a class. */
export interface ArtifactReader<Instance = unknown> {
  readonly kind: string;
  fromJSON(json: unknown): Instance;
}

/**
 * The instance that saved JSON describes, read by the reader of its kind.
 *
 * @throws {@link InvalidArtifactError} if no reader knows the kind.
 */
export function readArtifact<const Readers extends readonly ArtifactReader[]>(
  json: unknown,
  readers: Readers,
): ReturnType<Readers[number]['fromJSON']> {
  const kind = artifactField(json, 'kind');
  const reader = readers.find((candidate) => candidate.kind === kind);
  if (reader === undefined) {
    const known = readers.map((candidate) => candidate.kind).join(', ');
    throw new InvalidArtifactError(
      `Expected saved JSON of kind ${known}, but its kind is ${JSON.stringify(kind)}.`,
    );
  }
  return reader.fromJSON(json) as ReturnType<Readers[number]['fromJSON']>;
}

/**
 * The JSON as an object of the expected kind and version; its other fields are still unchecked.
 *
 * @throws {@link InvalidArtifactError} if kind or version differ, or it is no object.
 */
export function checkArtifact(
  json: unknown,
  kind: string,
  version: number,
): Readonly<Record<string, unknown>> {
  const foundKind = artifactField(json, 'kind');
  if (foundKind !== kind) {
    throw new InvalidArtifactError(
      `Expected saved JSON of kind ${kind}, but its kind is ${JSON.stringify(foundKind)}.`,
    );
  }
  const foundVersion = artifactField(json, 'version');
  if (foundVersion !== version) {
    throw new InvalidArtifactError(
      `Cannot read version ${JSON.stringify(foundVersion)} of ${kind}: this release reads version ${version}. Make it again with this release.`,
    );
  }
  return json as Readonly<Record<string, unknown>>;
}

function artifactField(json: unknown, field: string): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new InvalidArtifactError(
      `Expected a saved JSON object, but got ${json === null ? 'null' : typeof json}.`,
    );
  }
  return (json as Record<string, unknown>)[field];
}
