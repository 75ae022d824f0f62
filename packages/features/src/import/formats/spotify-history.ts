import { parseTime } from '../../table/parse-time.ts';
import type { Track } from '../../track.ts';
import { toTrackId } from '../../track-values.ts';
import type { FileSink } from '../file-sink.ts';
import type { KnownSong } from '../import-state.ts';
import { ByteTexts } from '../json/byte-texts.ts';
import { type HistoryHandler, HistoryReader } from '../json/history-reader.ts';
import { HISTORY_KEYS, type HistoryKey, type HistoryRow } from '../json/history-row.ts';
import { endOfPlay } from '../plays/end-of-play.ts';
import { readTime } from '../plays/read-time.ts';
import { idFromNames } from '../songs/song-index.ts';
import type { Content, Format } from './format.ts';

/** `Streaming_History_Audio_….json`, `endsong_….json`: from the request for extended streaming history. */
export const extendedHistory: Format = {
  name: 'extended-history',
  what: "Spotify's extended streaming history",
  looksLike: (head) =>
    head.hasKeys('ms_played') ||
    (head.hasKeys('ts') && /"(?:spotify_track_uri|master_metadata_track_name)"/.test(head.text)),
  read: readHistory,
};

/** `StreamingHistory….json`: from the request for account data. */
export const accountHistory: Format = {
  name: 'account-history',
  what: "Spotify's streaming history of account data",
  looksLike: (head) =>
    head.hasKeys('msPlayed') || (head.hasKeys('endTime') && /"(?:artistName|trackName)"/.test(head.text)),
  read: readHistory,
};

async function readHistory(content: Content, sink: FileSink): Promise<void> {
  const reader = new HistoryReader(new HistoryRows(sink));
  for await (const piece of content.pieces()) reader.push(piece);
  reader.finish();
}

/** Tells the sink of the rows of one history file. */
class HistoryRows implements HistoryHandler {
  private readonly sink: FileSink;
  private readonly decoder = new TextDecoder();
  private readonly texts = new ByteTexts(this.decoder);
  private bytes: Uint8Array = new Uint8Array(0);
  private current: HistoryRow | undefined;

  constructor(sink: FileSink) {
    this.sink = sink;
  }

  broken(line: number, reason: string): void {
    this.sink.tally.isDamaged = true;
    this.sink.setAside(line, 'unusable', reason);
  }

  row(row: HistoryRow, bytes: Uint8Array, line: number): void {
    this.current = row;
    this.bytes = bytes;
    const extended = this.has('ts') || this.has('ms_played');
    const time = extended ? this.time('ts') : this.time('endTime');
    const hasLength = this.has(extended ? 'ms_played' : 'msPlayed');
    const msPlayed = this.wholeNumber(extended ? 'ms_played' : 'msPlayed');
    const song = extended ? this.songByUri(line) : this.songByNames(line, 'trackName', 'artistName');
    if (song === null) return;
    if (time === null) {
      this.sink.setAside(line, 'unusable', 'has no time that can be read');
      return;
    }
    if (msPlayed === null && hasLength) {
      this.sink.setAside(line, 'unusable', 'has no number of milliseconds played');
      return;
    }
    this.sink.play(line, song, {
      time,
      byMinute: !extended,
      msPlayed,
      end: endOfPlay(this.text('reason_end'), this.isTrue('skipped')),
      incognito: this.isTrue('incognito_mode'),
      offline: this.isTrue('offline'),
    });
  }

  /** `null` for a row that names none: the sink knows why. */
  private songByUri(line: number): KnownSong | null {
    const uri = this.text('spotify_track_uri');
    const known = uri === null ? undefined : this.sink.known(uri);
    if (known?.isNamed) {
      return known;
    }
    if (uri === null) {
      return this.songByNames(line, 'master_metadata_track_name', 'master_metadata_album_artist_name');
    }
    const name = this.text('master_metadata_track_name');
    if (name === null && known !== undefined) {
      return known;
    }
    const id = toTrackId(uri) ?? (uri.startsWith('spotify:local:') ? uri : null);
    if (id === null) {
      const [kind, reason] = /:(?:episode|show|video)/.test(uri)
        ? (['not-music', uri.includes(':video') ? 'is a video' : 'is a podcast episode'] as const)
        : (['unusable', 'has a track URI that is none'] as const);
      this.sink.setAside(line, kind, reason);
      return null;
    }
    return this.remember(uri, id, name ?? '', this.artist('master_metadata_album_artist_name'));
  }

  private songByNames(line: number, nameKey: HistoryKey, artistKey: HistoryKey): KnownSong | null {
    const name = this.text(nameKey);
    const artistName = this.artist(artistKey);
    if (name === null || (artistName === null && /^unknown track$/i.test(name))) {
      this.sink.setAside(line, 'not-music', this.whatInstead());
      return null;
    }
    const key = `${artistName ?? ''}\u0000${name}`;
    return this.sink.known(key) ?? this.remember(key, idFromNames(artistName, name), name, artistName);
  }

  private whatInstead(): string {
    if (this.has('audiobook_uri') || this.has('audiobook_title')) return 'is an audiobook';
    if (this.has('spotify_episode_uri') || this.has('episode_name') || this.has('episodeName'))
      return 'is a podcast episode';
    return 'names no song';
  }

  private remember(key: string, id: string, name: string, artistName: string | null): KnownSong {
    const track: Track = {
      id,
      name,
      albumName: this.text('master_metadata_album_album_name'),
      artistName,
      releaseDate: null,
      durationMs: null,
      explicit: null,
      popularity: null,
      albumType: null,
    };
    return this.sink.song(key, track);
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
    return text === null || text.trim() === '' || text === 'null' ? null : text;
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
