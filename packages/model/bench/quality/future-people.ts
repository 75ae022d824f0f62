import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { songKey } from '@ssrm/features';
import { unzipSync } from 'fflate';
import type { NamedSong } from '../../src/world/world-columns.ts';
import { readRows } from './csv-rows.ts';

/** One play of a history. */
export interface Play extends NamedSong {
  readonly key: string;
  /** Seconds since 1970. */
  readonly time: number;
  readonly msPlayed: number;
}

/** A song that a person is asked about. */
export interface Candidate extends NamedSong {
  readonly label: 'kept' | 'other' | 'skipped';
  /** Whether the person had heard the artist to the end. */
  readonly isArtistKnown: boolean;
}

/** A person of `future/`: what they played, and songs that they first heard later. */
export interface FuturePerson {
  readonly name: string;
  /** In order of time. */
  readonly past: readonly Play[];
  readonly candidates: readonly Candidate[];
}

/** Every folder of `future/` in the data folder, by name; none where there is no such folder. */
export async function readFuturePeople(data: string): Promise<FuturePerson[]> {
  const folder = join(data, 'future');
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map((name) => readPerson(join(folder, name), name)));
}

async function readPerson(folder: string, name: string): Promise<FuturePerson> {
  const rows = await readRows(join(folder, 'candidates.csv'));
  const files = Object.values(unzipSync(await readFile(join(folder, 'past.zip'))));
  const plays = files.flatMap((bytes) => JSON.parse(new TextDecoder().decode(bytes)).map(readPlay) as Play[]);
  return {
    name,
    past: plays.sort((left, right) => left.time - right.time),
    candidates: rows.map((row) => ({
      name: row.name ?? '',
      artistName: row.artist_name ?? null,
      label: row.label as Candidate['label'],
      isArtistKnown: row.known_artist === '1',
    })),
  };
}

/** A row of account data or of an extended history. */
function readPlay(row: Record<string, string & number>): Play {
  const song = {
    name: row.trackName ?? row.master_metadata_track_name ?? '',
    artistName: row.artistName ?? row.master_metadata_album_artist_name ?? '',
  };
  const time = row.ts ?? `${String(row.endTime).replace(' ', 'T')}Z`;
  return {
    ...song,
    key: songKey(song),
    time: Date.parse(time) / 1000,
    msPlayed: row.msPlayed ?? row.ms_played ?? 0,
  };
}
