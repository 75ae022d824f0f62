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
const uriPattern = new RegExp(`^spotify:(?:user:[^:]+:(?=playlist:))?(${kinds}):([^:]+)$`);
const linkPattern = new RegExp(
  `^(?:https?://)?(?:open|play)\\.spotify\\.com/(?:intl-[a-z-]+/)?(?:embed/)?(?:user/[^/]+/(?=playlist/))?(${kinds})/([^/?#]+)/?(?:[?#].*)?$`,
  'i',
);
const idPattern = /^[0-9A-Za-z]{22}$/;

/** True for 22 letters and digits: the form of every id except a user's. */
export function isSpotifyId(text: string): boolean {
  return idPattern.test(text);
}

/**
 * Reads a bare id, a URI (`spotify:track:…`) or a link (`https://open.spotify.com/intl-de/track/…?si=…`).
 * White space around it is ignored. Local files (`spotify:local:…`) have no id.
 *
 * @param kind - The kind it must be; a bare id is taken to be of it.
 * @throws {@link SpotifyArgumentError} if it is none of these, or of another kind.
 */
export function parseSpotifyReference(text: string, kind?: SpotifyKind): SpotifyReference {
  const trimmed = text.trim();
  const match = uriPattern.exec(trimmed) ?? linkPattern.exec(trimmed);
  const found = match?.[1]?.toLowerCase() as SpotifyKind | undefined;
  const id = match ? decode(match[2] ?? '') : trimmed;
  if (!(isSpotifyId(id) || (found ?? kind) === 'user') || id === '') {
    throw new SpotifyArgumentError(
      `Expected a Spotify id (22 letters and digits), URI or link, got ${JSON.stringify(trimmed.slice(0, 80))}.`,
    );
  }
  if (found && kind && found !== kind) {
    throw new SpotifyArgumentError(`Expected a Spotify ${kind}, got: ${found} (${id}).`);
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

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
