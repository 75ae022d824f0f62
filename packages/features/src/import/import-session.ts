import { SsrmError } from '../errors.ts';
import type { Track } from '../track.ts';
import type { SongList } from './combine-lists.ts';
import { importCsv } from './csv-import.ts';
import { decodeLenient, readAll, toUtf8 } from './decode.ts';
import type { DetectedSource } from './detect-sources.ts';
import { HistoryImport, type HistoryState } from './history-import.ts';
import { HistoryReader } from './history-reader.ts';
import type { FileTally } from './import-report.ts';
import { pickJson } from './pick-json.ts';
import { errorStatus, findLists, SPOTIFY_KEYS, trackFromEntry } from './spotify-json.ts';

/** The largest JSON document and CSV file that are held in memory; histories are read piece by piece and may be of any size. */
const largestDocument = 128 * 1024 * 1024;
const largestCsv = 32 * 1024 * 1024;

/** Told of each piece that was read. */
export type PieceListener = (bytes: number) => void;

/** Takes sources into the songs, plays and lists of one import. */
export class ImportSession {
  readonly state: HistoryState;
  readonly lists: SongList[] = [];
  readonly banned: Set<number> = new Set();
  /** Songs of playlists that do not count. */
  readonly excluded: Set<number> = new Set();
  /** Names of the playlists that were read. */
  readonly playlists: string[] = [];

  constructor(state: HistoryState) {
    this.state = state;
  }

  /** Reads one source; what goes wrong with it is noted in the tally, and what was read before is kept. */
  async read(source: DetectedSource, tally: FileTally, onPiece: PieceListener): Promise<void> {
    const pieces = toUtf8(watch(source.open(), onPiece), source.encoding);
    try {
      if (source.format === 'csv') {
        this.readCsv(await readAll(pieces, largestCsv, source.name), tally);
      } else if (source.format === 'spotify-json') {
        this.readJson(await readAll(pieces, largestDocument, source.name), tally);
      } else {
        await this.readHistory(pieces, tally);
      }
    } catch (error) {
      if (!SsrmError.isInstance(error) || error.code === 'aborted') {
        throw error;
      }
      tally.note = error.message;
    }
  }

  private async readHistory(pieces: AsyncIterable<Uint8Array>, tally: FileTally): Promise<void> {
    const reader = new HistoryReader(new HistoryImport(this.state, tally));
    for await (const piece of pieces) {
      reader.push(piece);
    }
    reader.finish();
  }

  private readCsv(bytes: Uint8Array, tally: FileTally): void {
    const { text, encoding } = decodeLenient(bytes);
    const { rows, setAside } = importCsv(text);
    if (encoding !== 'utf-8') {
      tally.note = `is not UTF-8 and was read as ${encoding}`;
    }
    tally.read += rows.length + setAside.length;
    for (const { line, reason } of setAside) {
      tally.setAside(line, reason);
    }
    const scored = rows.length > 0 && rows.every(({ score }) => score !== null);
    const kept = this.keepEntries(rows, tally);
    this.lists.push({
      songs: kept.map(({ song }) => song),
      values: kept.map(({ entry }, rank) => (scored ? (entry.score as number) : -rank)),
      final: scored,
    });
  }

  private readJson(bytes: Uint8Array, tally: FileTally): void {
    const { value, lines, broken } = pickJson(bytes, new Set(SPOTIFY_KEYS));
    const lists = findLists(value);
    const status = errorStatus(value);
    if (status !== null && lists.length === 0) {
      tally.note = `is an error message of the Web API (status ${status}), not its data`;
    } else if (lists.length === 0) {
      tally.note = 'is JSON, but holds no list of tracks';
    }
    for (const { kind, name, entries } of lists) {
      if (name !== undefined) this.playlists.push(name);
      const rows: { line: number; track: Track }[] = [];
      let line = 1;
      for (const entry of entries) {
        line = (typeof entry === 'object' && entry !== null ? lines.get(entry) : undefined) ?? line;
        const track = trackFromEntry(entry);
        tally.read++;
        if (typeof track === 'string') {
          tally.setAside(line, track);
        } else {
          rows.push({ line, track });
        }
      }
      const kept = this.keepEntries(rows, tally).map(({ song }) => song);
      if (kind === 'banned') {
        for (const song of kept) {
          this.banned.add(song);
        }
      } else if (name !== undefined && this.state.exclusions.hasPlaylist(name)) {
        for (const song of kept) this.excluded.add(song);
      } else {
        this.lists.push({
          songs: kept,
          values: kept.map((_, rank) => (kind === 'ranked' ? -rank : 0)),
          final: false,
        });
      }
    }
    if (broken !== undefined) {
      tally.read++;
      tally.setAside(broken.line, broken.reason);
    }
  }

  /** The songs of a list, each once; excluded and repeated ones are set aside. */
  private keepEntries<Entry extends { readonly line: number; readonly track: Track }>(
    entries: readonly Entry[],
    tally: FileTally,
  ): { song: number; entry: Entry }[] {
    const { songs, exclusions } = this.state;
    const seen = new Set<number>();
    return entries.flatMap((entry) => {
      const { track, line } = entry;
      const excluded = exclusions.ofSong(track.artistName, track.albumName);
      if (excluded !== null) {
        tally.setAside(line, excluded);
        return [];
      }
      const song = songs.add(track);
      if (seen.has(song)) {
        tally.setAside(line, 'repeats a song of this list');
        return [];
      }
      seen.add(song);
      return [{ song, entry }];
    });
  }
}

async function* watch(pieces: AsyncIterable<Uint8Array>, onPiece: PieceListener): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    onPiece(piece.length);
    yield piece;
  }
}
