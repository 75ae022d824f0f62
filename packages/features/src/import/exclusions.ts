import { SsrmError } from '../errors.ts';
import { artistKey } from '../keys/artist-key.ts';
import { foldText } from '../keys/fold-text.ts';

/** A stretch of time, for example when somebody else used the account. */
export interface Period {
  /** First moment: `YYYY-MM-DD` (from 00:00) or a time stamp, UTC. Default: the beginning of time. */
  readonly from?: string;
  /** Last moment: `YYYY-MM-DD` (the whole day) or a time stamp, UTC. Default: the end of time. */
  readonly to?: string;
}

/** What of a person's listening is not theirs, or not their taste. */
export interface Exclusions {
  /** Names of artists, compared by {@link artistKey}. */
  readonly artists?: readonly string[];
  /** Names of albums, compared by {@link foldText}. */
  readonly albums?: readonly string[];
  /** Names of playlists in account data (`Playlist….json`), compared likewise: their songs count as known and as nothing else. */
  readonly playlists?: readonly string[];
  readonly periods?: readonly Period[];
  /** Plays in a private session. Default true, as ListenBrainz does. */
  readonly incognito?: boolean;
  /** Plays without a network. Default false. */
  readonly offline?: boolean;
  /** Noise, rain and music to sleep by. Default true. */
  readonly sleep?: boolean;
  /** Children's songs, unless they are half of all that is played. Default true. */
  readonly children?: boolean;
  /** Plays of one song that goes round fifteen times or more, but for the first three. Default true. */
  readonly loops?: boolean;
}

/** What can be left out or counted by one word. */
const KINDS = ['incognito', 'offline', 'sleep', 'children', 'loops'] as const;

/** {@link Exclusions}, ready to be asked about each play. */
export class ExclusionRules {
  private readonly artists: ReadonlySet<string>;
  private readonly albums: ReadonlySet<string>;
  private readonly playlists: ReadonlySet<string>;
  private readonly periods: readonly {
    readonly from: number;
    readonly to: number;
    readonly reason: string;
  }[];
  private readonly incognito: boolean;
  private readonly offline: boolean;

  /** @throws {@link SsrmError} `invalid-argument` if a period is no date or ends before it begins. */
  constructor(exclusions: Exclusions = {}) {
    this.artists = new Set(exclusions.artists?.map(artistKey));
    this.albums = new Set(exclusions.albums?.map(foldText));
    this.playlists = new Set(exclusions.playlists?.map(foldText));
    this.periods = (exclusions.periods ?? []).map(readPeriod);
    this.incognito = exclusions.incognito ?? true;
    this.offline = exclusions.offline ?? false;
  }

  /** Why the song does not count, or `null`. */
  ofSong(artistName: string | null, albumName: string | null): string | null {
    if (artistName !== null && this.artists.size > 0 && this.artists.has(artistKey(artistName))) {
      return `excluded: artist ${artistName}`;
    }
    if (albumName !== null && this.albums.size > 0 && this.albums.has(foldText(albumName))) {
      return `excluded: album ${albumName}`;
    }
    return null;
  }

  /** True for a playlist whose songs do not count. */
  hasPlaylist(name: string): boolean {
    return this.playlists.has(foldText(name));
  }

  /** Why a play that ended at this moment (seconds since 1970) does not count, or `null`. */
  ofPlay(time: number, incognito: boolean, offline: boolean): string | null {
    if (incognito && this.incognito) {
      return 'excluded: played in a private session';
    }
    if (offline && this.offline) {
      return 'excluded: played offline';
    }
    return this.periods.find(({ from, to }) => time >= from && time <= to)?.reason ?? null;
  }
}

/**
 * Exclusions from short texts, as a command line has them: `artist:NAME`, `album:NAME`, `2023-12-01..2023-12-31` (either end may be left out),
 * `incognito`, `offline`, `sleep`, `children` and `loops`, each with `no-` before it to count them.
 *
 * @throws {@link SsrmError} `invalid-argument` for anything else.
 */
export function parseExclusions(texts: readonly string[]): Exclusions {
  const artists: string[] = [];
  const albums: string[] = [];
  const periods: Period[] = [];
  const flags: { -readonly [Kind in (typeof KINDS)[number]]?: boolean } = {};
  for (const text of texts) {
    const named = /^(artist|album):\s*(.*\S)\s*$/i.exec(text);
    const period = /^([\d-]*)\.\.([\d-]*)$/.exec(text.trim());
    const kind = KINDS.find((one) => text === one || text === `no-${one}`);
    if (named !== null) {
      (named[1]?.toLowerCase() === 'artist' ? artists : albums).push(named[2] as string);
    } else if (period !== null) {
      const [, from, to] = period;
      periods.push({ ...(from ? { from } : {}), ...(to ? { to } : {}) });
    } else if (kind !== undefined) {
      flags[kind] = text === kind;
    } else {
      throw new SsrmError(
        `Expected artist:NAME, album:NAME, FROM..TO (dates), ${KINDS.join(', ')}, or one of these with no- before it, but got ${JSON.stringify(text)}.`,
        { code: 'invalid-argument' },
      );
    }
  }
  const rules = { artists, albums, periods, ...flags };
  rules.periods.forEach(readPeriod);
  return rules;
}

function readPeriod(period: Period): { from: number; to: number; reason: string } {
  const from = period.from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(period.from) / 1000;
  const wholeDay = /^\d{4}-\d{2}-\d{2}$/.test(period.to ?? '') ? 86_399.999 : 0;
  const to = period.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(period.to) / 1000 + wholeDay;
  if (!(from <= to)) {
    throw new SsrmError(
      `Expected a period of two dates like 2023-12-01, the first not after the second, but got ${period.from ?? ''}..${period.to ?? ''}.`,
      { code: 'invalid-argument' },
    );
  }
  return { from, to, reason: `excluded: period ${period.from ?? ''}..${period.to ?? ''}` };
}
