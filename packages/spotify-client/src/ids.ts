import { SpotifyArgumentError } from './errors.ts';

/** Kinds of things that have ids. */
export type SpotifyKind =
  | 'track'
  | 'album'
  | 'artist'
  | 'playlist'
  | 'episode'
  | 'show'
  | 'audiobook'
  | 'chapter'
  | 'user';

/** An id with its kind; `kind` is absent when the text was a bare id. */
export interface SpotifyReference {
  readonly id: string;
  readonly kind: SpotifyKind | undefined;
}

const kinds = 'track|album|artist|playlist|episode|show|audiobook|chapter|user';
/**
 * A URI, a link or an address of the Web API, for kind and id: whatever of Spotify's hosts and folders stands before,
 * the user before a playlist, and what follows the id say nothing.
 */
const referencePattern = new RegExp(
  '^(?:spotify:|(?:https?://)?\\w+\\.spotify\\.com/(?:[\\w-]+/)*?)(?:users?[:/][^:/]+[:/](?=playlist))?' +
    `(${kinds})s?[:/]([^:/?#]+)(?:[/?#].*)?$`,
  'i',
);
const idPattern = /^[0-9A-Za-z]{22}$/;
/** A user's id can be nearly any text, but not a step in a path. */
const userPattern = /^(?!\.{0,2}$)[^/?#]+$/;

/** True for 22 letters and digits: the form of every id except a user's. */
export function isSpotifyId(text: string): boolean {
  return idPattern.test(text);
}

/**
 * Reads a bare id, a URI (`spotify:track:…`), a link (`https://open.spotify.com/intl-de/track/…?si=…`) or an
 * address of the Web API. White space around it is ignored. Local files (`spotify:local:…`) have no id; short
 * links (`https://spotify.link/…`) are for `resolveSpotifyReference` of `@ssrm/spotify-client/node`.
 *
 * @param kind - The kind it must be; a bare id is taken to be of it.
 * @throws {@link SpotifyArgumentError} if it is none of these, or of another kind.
 */
export function parseSpotifyReference(text: string, kind?: SpotifyKind): SpotifyReference {
  const trimmed = String(text ?? '').trim();
  const match = referencePattern.exec(trimmed);
  const found = match?.[1]?.toLowerCase() as SpotifyKind | undefined;
  const id = match ? decode(match[2] ?? '') : trimmed;
  if (found && kind && found !== kind) {
    throw unexpected(`a Spotify ${kind}`, trimmed);
  }
  if (!((found ?? kind) === 'user' ? userPattern : idPattern).test(id)) {
    throw unexpected('a Spotify id (22 letters and digits), URI or full link', trimmed);
  }
  return { id, kind: found ?? kind };
}

/** The id alone; see {@link parseSpotifyReference}. */
export function parseSpotifyId(text: string, kind?: SpotifyKind): string {
  return parseSpotifyReference(text, kind).id;
}

/** `spotify:kind:id`, from an id, URI or link. */
export function toSpotifyUri(text: string, kind: SpotifyKind): string {
  return `spotify:${kind}:${parseSpotifyId(text, kind)}`;
}

/**
 * The URI of a URI or link of one of these kinds.
 *
 * @throws {@link SpotifyArgumentError} for anything else; for an id alone too, which does not say what it is of.
 */
export function toUriOf(text: string, ...allowed: readonly SpotifyKind[]): string {
  const { id, kind } = parseSpotifyReference(text);
  if (!kind || !allowed.includes(kind)) {
    throw unexpected(`the URI or link of a Spotify ${allowed.join(' or ')}`, text);
  }
  return `spotify:${kind}:${encodeURIComponent(id)}`;
}

/**
 * The path of a route, with ids in place of its braces; URIs and links will do.
 *
 * @throws {@link SpotifyArgumentError} if one is not of the kind that its folder is about, or would lead elsewhere.
 */
export function toPath(route: string, texts: readonly string[] = []): string {
  let position = 0;
  return route.replace(/(\w+)\/{\w+}/g, (_, folder: string) => {
    const text = texts[position++] as string;
    const kind = folder.slice(0, -1);
    const id = isKind(kind) ? parseSpotifyId(text, kind) : `${text ?? ''}`;
    if (!userPattern.test(id)) throw unexpected(`an id of ${folder}`, text);
    return `${folder}/${encodeURIComponent(id)}`;
  });
}

function isKind(text: string): text is SpotifyKind {
  return kinds.split('|').includes(text);
}

function unexpected(expected: string, got: string): SpotifyArgumentError {
  return new SpotifyArgumentError(`Expected ${expected}, got ${JSON.stringify(got)?.slice(0, 80)}.`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
