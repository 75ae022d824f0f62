import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
// By its file: this runs before the packages are built.
import { artistKey } from '../../features/src/keys/artist-key.ts';
import { VECTOR_STEPS, type WorldFigures, writeWorld } from '../src/world/world-bytes.ts';
import { artistSpace, type Pair, SPACE_SIZE } from './artist-space.ts';

// Packs the counts in a folder (`world/` where none is named; see its README) into two modules of `src/world`.

/** Fewer people than this say little of a pair that is kept as such; the vectors learn from all of them. */
const FEWEST_LISTENERS_OF_KEPT_PAIR = 5;

const packageFolder = join(import.meta.dirname, '..');
const folder = resolve(process.argv[2] ?? join(packageFolder, 'world'));

function read(name: string): Record<string, string>[] {
  const bytes = readFileSync(join(folder, name));
  return parse(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true, bom: true });
}

/** Artists by their keys, in the order of the file, then those of songs alone. */
const numbers = new Map<string, number>();
const artists: string[] = [];
const artistListeners: number[] = [];
function numberOf(name: string, listeners: number): number {
  const key = artistKey(name);
  const known = numbers.get(key);
  if (known !== undefined) {
    artistListeners[known] = Math.max(artistListeners[known] as number, listeners);
    return known;
  }
  numbers.set(key, artists.length);
  artistListeners.push(listeners);
  return artists.push(name) - 1;
}

for (const { artist_name = '', listeners } of read('artists.csv')) numberOf(artist_name, Number(listeners));
const inSpace = artists.length;

const pairs = new Map<string, Pair>();
for (const { artist_a = '', artist_b = '', listeners } of read('artist-pairs.csv.gz')) {
  const ends = [artist_a, artist_b].map((name) => numbers.get(artistKey(name)) as number);
  const [left, right] = ends.sort((a, b) => a - b) as [number, number];
  if (left === undefined || right === undefined || left === right) continue;
  const key = `${left} ${right}`;
  pairs.set(key, [left, right, Math.max(Number(listeners), pairs.get(key)?.[2] ?? 0)]);
}
const sorted = [...pairs.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
const figures: WorldFigures = {
  songs: read('songs.csv').map(({ name = '', artist_name = '', listeners }) => [
    numberOf(artist_name, 0),
    name,
    Number(listeners),
  ]),
  artists,
  artistListeners,
  size: SPACE_SIZE,
  vectors: Int8Array.from(artistSpace(sorted, inSpace), (number) => Math.round(number * VECTOR_STEPS)),
  pairs: sorted.filter(([, , listeners]) => listeners >= FEWEST_LISTENERS_OF_KEPT_PAIR),
};
const bytes = writeWorld(figures);
const packed = gzipSync(bytes, { level: 9 });
const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12);

function write(name: string, comment: string, constant: string, value: string): void {
  const heading = '// Made from the counts in world/ by scripts/pack-world.ts; not to be edited.';
  const code = `${heading}\n/** ${comment} */\nexport const ${constant}: string = '${value}';\n`;
  writeFileSync(join(packageFolder, 'src/world', `${name}.generated.ts`), code);
}

mkdirSync(join(packageFolder, 'src/world'), { recursive: true });
write('packed-world', 'What many people keep: base64 of gzip.', 'PACKED_WORLD', packed.toString('base64'));
write('world-version', 'Tells worlds apart.', 'WORLD_VERSION', version);
if (process.argv[2] !== undefined) {
  console.log(
    `${artists.length} artists (${inSpace} with a vector), ${figures.songs.length} songs, ${figures.pairs.length} of ${sorted.length} pairs; ${packed.length} bytes.`,
  );
}
