import { artistKey } from '../keys/artist-key.ts';
import type { Track } from '../track.ts';
import type { FileTally, SetAsideKind } from './import-report.ts';
import type { ImportState, KnownSong, ReadList } from './import-state.ts';
import { COMPLETE, NEUTRAL, UNTIMED } from './plays/play-log.ts';
import type { PlayTime, SeenPlays } from './plays/seen-plays.ts';

/** A row that is a play. */
export interface Play extends PlayTime {
  /** Whether the song was heard to its end, or the play ended for no reason of the listener's; `unknown` where the source does not say. */
  readonly end: 'complete' | 'neutral' | 'unknown';
  readonly incognito?: boolean;
  readonly offline?: boolean;
}

/** A row of a list. */
export interface ListRow {
  readonly line: number;
  readonly track: Track;
  /** The higher, the better liked; for a score from 0 to 1. */
  readonly value?: number;
}

/** Rows in their order, and what it means. */
export interface FoundList {
  readonly basis: ReadList['basis'];
  /** Of a playlist. */
  readonly name?: string;
  readonly rows: readonly ListRow[];
}

/** Plays that were stopped so early are nothing: neither heard nor skipped. */
const shortestPlayMs = 3000;

/** Takes what a format finds in one file into the state of an import; what does not count, into the tally as set aside. */
export class FileSink {
  readonly tally: FileTally;
  private readonly state: ImportState;
  private readonly seen: SeenPlays;
  private readonly file: number;

  /** @param seen - The plays of the files before. */
  constructor(state: ImportState, tally: FileTally, seen: SeenPlays) {
    this.state = state;
    this.tally = tally;
    this.seen = seen;
    this.file = state.fileCount++;
  }

  /** A row that is not used. */
  setAside(line: number, kind: SetAsideKind, reason: string): void {
    this.tally.read++;
    this.tally.setAside(line, kind, reason);
  }

  /** The song that plays call by this key, where one of them was met before. */
  known(key: string): KnownSong | undefined {
    return this.state.songByKey.get(key);
  }

  /** The song of a track, to be known by the key. */
  song(key: string, track: Track): KnownSong {
    const song = {
      song: this.state.songs.add(track),
      excluded: this.state.exclusions.ofSong(track.artistName, track.albumName),
      isNamed: track.name !== '',
    };
    this.state.songByKey.set(key, song);
    return song;
  }

  play(line: number, song: KnownSong, play: Play): void {
    this.tally.read++;
    const { state } = this;
    const reason =
      song.excluded ?? state.exclusions.ofPlay(play.time, play.incognito === true, play.offline === true);
    if (reason !== null) {
      this.tally.setAside(line, 'excluded', reason);
      return;
    }
    if (this.seen.has(state.songs.find(song.song), play, this.file)) {
      this.tally.setAside(line, 'repeated', 'repeats a play that was already read');
      return;
    }
    const { msPlayed } = play;
    if (msPlayed !== null && msPlayed < shortestPlayMs) {
      // Still known to the listener.
      state.stopped.add(song.song);
      this.tally.setAside(line, 'stopped', `was stopped within ${shortestPlayMs / 1000} s (says nothing)`);
      return;
    }
    const end = play.end === 'complete' ? COMPLETE : play.end === 'neutral' ? NEUTRAL : 0;
    state.plays.add(song.song, play.time, msPlayed ?? 0, end | (msPlayed === null ? UNTIMED : 0));
    if (!song.isNamed) state.nameless.push({ song: song.song, tally: this.tally, line });
  }

  /** The songs of a list, each once; excluded and repeated ones are set aside. */
  list({ basis, name, rows }: FoundList): void {
    const { state } = this;
    const kept = this.keep(rows);
    if (name !== undefined) state.playlists.push(name);
    if (name !== undefined && state.exclusions.hasPlaylist(name)) {
      for (const { song } of kept) state.excluded.add(song);
      return;
    }
    const settled = this.settle(basis);
    state.lists.push({
      basis: settled,
      kind: settled === 'scores' ? 'scores' : settled === 'saved' ? 'saved' : 'ordered',
      songs: kept.map(({ song }) => song),
      values: kept.map(({ row }, rank) => (settled === 'saved' ? 0 : (row.value ?? -rank))),
    });
  }

  /** Songs that the listener does not want to hear. */
  ban(rows: readonly ListRow[]): void {
    for (const { song } of this.keep(rows)) this.state.banned.add(song);
  }

  /** An artist whom the listener does not want to hear. */
  banArtist(name: string): void {
    this.tally.read++;
    this.state.bannedArtists.add(artistKey(name));
  }

  /** What the caller says of lists goes before what the file seems to say; counts and scores need no saying. */
  private settle(basis: ReadList['basis']): ReadList['basis'] {
    const { ranking } = this.state;
    if (ranking === undefined || basis === 'scores' || basis === 'counts') return basis;
    return ranking === 'ranked' ? 'ranked' : 'saved';
  }

  private keep(rows: readonly ListRow[]): { song: number; row: ListRow }[] {
    const { songs, exclusions } = this.state;
    const seen = new Set<number>();
    const kept: { song: number; row: ListRow }[] = [];
    for (const row of rows) {
      this.tally.read++;
      const excluded = exclusions.ofSong(row.track.artistName, row.track.albumName);
      if (excluded !== null) {
        this.tally.setAside(row.line, 'excluded', excluded);
        continue;
      }
      const song = songs.add(row.track);
      if (seen.has(song)) {
        this.tally.setAside(row.line, 'repeated', 'repeats a song of this list');
        continue;
      }
      seen.add(song);
      kept.push({ song, row });
    }
    return kept;
  }
}
