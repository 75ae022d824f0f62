/**
 * Takes from Spotify's OpenAPI file what the tests of the contract need, so that they run without it: which
 * operations there are, and the form of what each answers. No words of the file: names, types and values only.
 *
 * Usage: `pnpm contract PATH/TO/spotify-openapi.yml`
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';

type Json = Readonly<Record<string, unknown>>;
interface OpenApi {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Response>>; readonly schemas: Json };
}
interface Operation {
  readonly deprecated?: boolean;
  readonly responses?: Readonly<Record<string, Response & { readonly $ref?: string }>>;
}
interface Response {
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}

const [file] = process.argv.slice(2);
if (!file) {
  console.error('Expected the path of the OpenAPI file.');
  process.exit(2);
}
const document: OpenApi = parse(await readFile(file, 'utf8'));
const kept = new Set(['type', 'required', 'enum', 'nullable', 'additionalProperties']);
const used = new Set<string>();

/** A schema without its words. */
function condense(schema: unknown): unknown {
  const short: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(schema as Json)) {
    if (kept.has(name)) short[name] = value;
    if (name === 'items') short.items = condense(value);
    if (name === 'allOf' || name === 'oneOf') short[name] = (value as unknown[]).map(condense);
    if (name === 'properties') {
      const entries = Object.entries(value as Json).map(([key, each]) => [key, condense(each)]);
      short.properties = Object.fromEntries(entries);
    }
    if (name === '$ref') {
      const target = String(value).split('/').at(-1) as string;
      used.add(target);
      short.$ref = `#/schemas/${target}`;
    }
  }
  return short;
}

/** The form of each success, by status; `null` = no body. */
function successes({ responses = {} }: Operation): Json {
  const entries = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([status, response]) => {
      const shared = response.$ref?.split('/').at(-1);
      const { content } = shared ? (document.components.responses[shared] as Response) : response;
      const schema = content?.['application/json']?.schema;
      return [status, schema ? condense(schema) : null];
    });
  return Object.fromEntries(entries);
}

const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
  Object.entries(methods)
    .filter(([, operation]) => operation.responses)
    .map(([method, operation]) => [
      `${method.toUpperCase()} ${template}`,
      { ...(operation.deprecated && { deprecated: true }), answers: successes(operation) },
    ]),
);
const schemas: Record<string, unknown> = {};
for (const name of used) schemas[name] = condense(document.components.schemas[name]);
/** One entry a line, so that a new version of the file shows what it changes. */
const lines = (entries: Json): string =>
  Object.entries(entries)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n');
// The script of the package runs in its folder.
await writeFile(
  'src/testing/__fixtures__/contract.json',
  `{"version": ${JSON.stringify(document.info.version)},
"operations": {\n${lines(Object.fromEntries(operations))}\n},
"schemas": {\n${lines(schemas)}\n}}\n`,
);
console.log(operations.length, 'operations,', used.size, 'schemas');
