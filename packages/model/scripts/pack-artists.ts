import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { formatArtistTable } from '../src/artists/artist-table.ts';
import { foldText } from '../src/artists/fold-text.ts';
import { FAMILY_OF_STYLE, STYLE_OF_SUBSTYLE, STYLES, SUBSTYLES } from '../src/artists/styles.ts';
import { artistsBySubstyle, readArtistLists } from './artist-lists.ts';

// Packs the lists in `artists/` into two modules of `src/artists`: the table, loaded when needed, and its version, always there.

const packageFolder = join(import.meta.dirname, '..');
const sources = join(packageFolder, 'src/artists');
const artists = artistsBySubstyle(readArtistLists(join(packageFolder, 'artists')));
// Names as they are looked up, so that nobody who loads the table has to fold them all.
const folded = new Map(Array.from(artists, ([substyle, names]) => [substyle, names.map(foldText)]));
const styles = JSON.stringify([STYLES, FAMILY_OF_STYLE, SUBSTYLES, STYLE_OF_SUBSTYLE]);
const version = createHash('sha256')
  .update(styles)
  .update(formatArtistTable(artists))
  .digest('hex')
  .slice(0, 12);
const packed = gzipSync(formatArtistTable(folded), { level: 9 }).toString('base64');

function write(name: string, comment: string, constant: string, value: string): void {
  const heading = '// Made from the lists in artists/ by scripts/pack-artists.ts; not to be edited.';
  const code = `${heading}\n/** ${comment} */\nexport const ${constant}: string = '${value}';\n`;
  writeFileSync(join(sources, `${name}.generated.ts`), code);
}

mkdirSync(sources, { recursive: true });
write('packed-artist-table', 'The table of artists: base64 of gzip.', 'PACKED_ARTIST_TABLE', packed);
write(
  'artist-table-version',
  'Tells tables apart: made from artists, sub-styles, styles and families.',
  'ARTIST_TABLE_VERSION',
  version,
);
