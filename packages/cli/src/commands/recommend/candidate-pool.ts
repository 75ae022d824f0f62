import { artistKey, KnownSongs, type Track } from '@ssrm/features';
import { isSpotifyId } from '@ssrm/spotify-client';

/** A song that could be recommended. */
export interface Candidate {
  readonly track: Track;
  /** Where it was found, in words: `album Kid A`, `search: year:1997`. */
  readonly foundIn: string;
}

/** What must not become a candidate. */
export interface PoolRules {
  readonly known: KnownSongs;
  /** Names; case, accents and punctuation do not matter. */
  readonly excludedArtists: readonly string[];
}

/** Songs that could be recommended: each once, none that is known, none by an excluded artist, none that Spotify has no id for. */
export class CandidatePool {
  readonly #rules: PoolRules;
  readonly #excluded: ReadonlySet<string>;
  readonly #seen = new KnownSongs();
  readonly #candidates: Candidate[] = [];

  constructor(rules: PoolRules) {
    this.#rules = rules;
    this.#excluded = new Set(rules.excludedArtists.map(artistKey));
  }

  get size(): number {
    return this.#candidates.length;
  }

  /** In the order in which they were found. */
  get candidates(): readonly Candidate[] {
    return this.#candidates;
  }

  /** Keeps the track, unless the rules forbid it. */
  add(track: Track, foundIn: string): void {
    const { id, artistName } = track;
    if (!isSpotifyId(id) || this.#rules.known.has(track) || this.#seen.has(track)) return;
    if (artistName !== null && this.#excluded.has(artistKey(artistName))) return;
    this.#seen.add(track);
    this.#candidates.push({ track, foundIn });
  }
}
