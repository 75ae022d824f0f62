import { type Track, tracksFromCsv } from '@ssrm/features';

/** The songs of a pasted text: a CSV with the columns id and name, or one `Song – Artist` a line. */
export function songsFromText(text: string): Track[] {
  const header = text.trimStart().split(/\r?\n/, 1)[0] ?? '';
  if (/\bid\b|\buri\b/i.test(header) && /name|title/i.test(header)) {
    return tracksFromCsv(text).rows.map((row) => row.track);
  }
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(songFromLine);
}

function songFromLine(line: string): Track {
  const [name = line, ...artist] = line.split(/\s+[–—-]\s+|\t/);
  return {
    id: line,
    name,
    albumName: null,
    artistName: artist.join(' - ') || null,
    releaseDate: null,
    durationMs: null,
    explicit: null,
    popularity: null,
    albumType: null,
  };
}
