import type { Track } from '../track.ts';
import { toTrackId } from '../track-values.ts';
import { ByteTexts } from './byte-texts.ts';
import type { ExclusionRules } from './exclusions.ts';
import type { HistoryHandler } from './history-reader.ts';
import { HISTORY_KEYS, type HistoryKey, type HistoryRow } from './history-row.ts';
import type { FileTally } from './import-report.ts';
import { parseTime } from './parse-time.ts';
import { COMPLETE, COUNTS, type PlayLog, type PlaySet, SKIPPED } from './play-log.ts';
import { readTime } from './read-time.ts';
import { idFromNames, type SongIndex } from './song-index.ts';

/** What the histories of one import have in common. */
export interface HistoryState {
  readonly songs: SongIndex;
  readonly plays: PlayLog;
  /** Plays to the second, from extended histories. */
  readonly seconds: PlaySet;
  /** Plays to the minute: account histories know no more. */
  readonly minutes: PlaySet;
  readonly exclusions: ExclusionRules;
  readonly minimumPlayMs: number;
  /** Songs by URI, or by artist and title. */
  readonly songByKey: Map<string, HistorySong>;
  /** Rows of songs that have had no name so far. */
  readonly nameless: { readonly song: number; readonly tally: FileTally; readonly line: number }[];
}

interface HistorySong {
  readonly song: number;
  readonly excluded: string | null;
  readonly named: boolean;
}

/** Reasons for the end of a play that say nothing about whether the listener liked it. */
const neutralEnds: ReadonlySet<string> = new Set([
  'trackerror',
  'unexpected-exit',
  'unexpected-exit-while-paused',
  'logout',
  'appload',
]);

/**
 * What ListenBrainz's Spotify importer takes for the end of a skipped play, where the play is short.
 * @see https://github.com/metabrainz/listenbrainz-server, listens_importer/spotify.py (read 2026-11)
 */
const skippingEnds: ReadonlySet<string> = new Set([
  ...neutralEnds,
  ...['fwdbtn', 'backbtn', 'clickrow', 'clickside', 'endplay', 'playbtn', 'remote', 'popup', 'unknown', ''],
]);

/** Takes the rows of one history file into the state, or into the tally as set aside. */
export class HistoryImport implements HistoryHandler {
  private readonly state: HistoryState;
  private readonly tally: FileTally;
  private readonly decoder = new TextDecoder();
  private readonly texts = new ByteTexts(this.decoder);
  private bytes: Uint8Array = new Uint8Array(0);
  private current: HistoryRow | undefined;

  constructor(state: HistoryState, tally: FileTally) {
    this.state = state;
    this.tally = tally;
  }

  broken(line: number, reason: string): void {
    this.tally.read++;
    this.tally.setAside(line, reason);
  }

  row(row: HistoryRow, bytes: Uint8Array, line: number): void {
    this.tally.read++;
    this.current = row;
    this.bytes = bytes;
    const reason = this.take(line);
    if (reason !== null) {
      this.tally.setAside(line, reason);
    }
  }

  /** Why the row does not count, or `null` if it does. */
  private take(line: number): string | null {
    const extended = this.has('ts') || this.has('ms_played');
    const time = extended ? this.time('ts') : this.time('endTime');
    const msPlayed = this.wholeNumber(extended ? 'ms_played' : 'msPlayed');
    const song = extended ? this.songByUri() : this.songByNames('trackName', 'artistName');
    if (typeof song === 'string') {
      return song;
    }
    if (time === null || msPlayed === null) {
      return time === null ? 'has no time that can be read' : 'has no number of milliseconds played';
    }
    const { state } = this;
    const excluded =
      song.excluded ?? state.exclusions.ofPlay(time, this.isTrue('incognito_mode'), this.isTrue('offline'));
    if (excluded !== null) {
      return excluded;
    }
    const number = state.songs.find(song.song);
    const freshMinute = state.minutes.add(number, Math.floor(time / 60), msPlayed);
    if (!(extended ? state.seconds.add(number, time, msPlayed) : freshMinute)) {
      return 'repeats a play that was already read';
    }
    const flags = this.flags(msPlayed, extended);
    state.plays.add(song.song, time, msPlayed, flags);
    if (!song.named) {
      state.nameless.push({ song: song.song, tally: this.tally, line });
      return null;
    }
    return (flags & COUNTS) === 0 ? shortPlay(state.minimumPlayMs, (flags & SKIPPED) !== 0) : null;
  }

  private flags(msPlayed: number, extended: boolean): number {
    const longEnough = msPlayed >= this.state.minimumPlayMs;
    if (!extended) {
      return longEnough ? COUNTS : SKIPPED;
    }
    const end = this.text('reason_end') ?? '';
    const complete = end === 'trackdone' && !this.isTrue('skipped');
    if (longEnough || !(this.isTrue('skipped') || skippingEnds.has(end))) {
      return COUNTS + (complete ? COMPLETE : 0);
    }
    return neutralEnds.has(end) ? 0 : SKIPPED;
  }

  private songByUri(): HistorySong | string {
    const uri = this.text('spotify_track_uri');
    const known = uri === null ? undefined : this.state.songByKey.get(uri);
    if (known?.named) {
      return known;
    }
    if (uri === null) {
      if (this.has('spotify_episode_uri') || this.has('episode_name')) {
        return 'is a podcast episode';
      }
      if (this.has('audiobook_uri') || this.has('audiobook_title')) {
        return 'is an audiobook';
      }
      return this.songByNames('master_metadata_track_name', 'master_metadata_album_artist_name');
    }
    const name = this.text('master_metadata_track_name');
    if (name === null && known !== undefined) {
      return known;
    }
    const id = toTrackId(uri) ?? (uri.startsWith('spotify:local:') ? uri : null);
    if (id === null) {
      return 'has a track URI that is none';
    }
    return this.remember(uri, id, name ?? '', this.artist('master_metadata_album_artist_name'));
  }

  private songByNames(nameKey: HistoryKey, artistKey: HistoryKey): HistorySong | string {
    const name = this.text(nameKey);
    const artistName = this.artist(artistKey);
    if (name === null) {
      return this.has('episodeName') ? 'is a podcast episode' : 'names no song';
    }
    if (artistName === null && /^unknown track$/i.test(name)) {
      return 'is an unknown track by an unknown artist';
    }
    const key = `${artistName ?? ''}\u0000${name}`;
    return (
      this.state.songByKey.get(key) ?? this.remember(key, idFromNames(artistName, name), name, artistName)
    );
  }

  private remember(key: string, id: string, name: string, artistName: string | null): HistorySong {
    const albumName = this.text('master_metadata_album_album_name');
    const track: Track = {
      id,
      name,
      albumName,
      artistName,
      releaseDate: null,
      durationMs: null,
      explicit: null,
      popularity: null,
      albumType: null,
    };
    const song = {
      song: this.state.songs.add(track),
      excluded: this.state.exclusions.ofSong(artistName, albumName),
      named: name !== '',
    };
    this.state.songByKey.set(key, song);
    return song;
  }

  private artist(key: HistoryKey): string | null {
    const name = this.text(key);
    return name !== null && /^unknown artist$/i.test(name) ? null : name;
  }

  /** True if the key is there with something other than null. */
  private has(key: HistoryKey): boolean {
    const start = this.current?.start[HISTORY_KEYS[key]] as number;
    return start !== 0 && this.bytes[start] !== 110;
  }

  private isTrue(key: HistoryKey): boolean {
    const start = this.current?.start[HISTORY_KEYS[key]] as number;
    return start !== 0 && this.bytes[start] === 116;
  }

  /** The text of a key; `null` if it is absent, blank or no text. */
  private text(key: HistoryKey): string | null {
    const start = this.current?.start[HISTORY_KEYS[key]] as number;
    if (start === 0 || this.bytes[start] !== 34) {
      return null;
    }
    const end = this.current?.end[HISTORY_KEYS[key]] as number;
    const text = this.texts.get(this.bytes, start + 1, end - 1);
    return text === null || text.trim() === '' ? null : text;
  }

  private wholeNumber(key: HistoryKey): number | null {
    const start = this.current?.start[HISTORY_KEYS[key]] as number;
    const end = this.current?.end[HISTORY_KEYS[key]] as number;
    if (start === 0 || end - start > 24) {
      return null;
    }
    let number = 0;
    for (let position = start; position < end; position++) {
      const digit = (this.bytes[position] as number) - 48;
      if (digit < 0 || digit > 9) {
        return this.oddNumber(start, end);
      }
      number = number * 10 + digit;
    }
    return number <= 0x7fffffff ? number : null;
  }

  /** Numbers written as floats, or as texts. */
  private oddNumber(start: number, end: number): number | null {
    const text = this.decoder.decode(this.bytes.subarray(start, end)).replace(/^"|"$/g, '');
    const number = /^\d+(\.\d+)?(e\+?\d+)?$/i.test(text) ? Math.round(Number(text)) : Number.NaN;
    return number <= 0x7fffffff ? number : null;
  }

  /** Seconds since 1970; {@link readTime} knows what Spotify writes and is fast, {@link parseTime} what others make of it. */
  private time(key: HistoryKey): number | null {
    const start = this.current?.start[HISTORY_KEYS[key]] as number;
    const end = this.current?.end[HISTORY_KEYS[key]] as number;
    if (start === 0 || end - start > 80) {
      return null;
    }
    const [from, to] = this.bytes[start] === 34 ? [start + 1, end - 1] : [start, end];
    return readTime(this.bytes, from, to) ?? parseTime(this.decoder.decode(this.bytes.subarray(from, to)));
  }
}

function shortPlay(minimumPlayMs: number, skipped: boolean): string {
  return `was played for less than ${minimumPlayMs / 1000} s (${skipped ? 'counts as a skip' : 'says nothing'})`;
}
