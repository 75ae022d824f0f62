import type { RequestedTrack } from '../../table/tracks-from-csv.ts';
import { toTrack } from '../../to-track.ts';
import { toTrackId } from '../../track-values.ts';
import { readSongLine } from './song-line.ts';

export interface SongsFromTextOptions {
  /** Whether somebody of this name makes music: decides which side of a dash is the artist, and whether "by" names one. */
  readonly isKnownArtist?: (name: string) => boolean;
}

const songLink = /^(?:spotify:track:|https?:\/\/open\.spotify\.com\/)/i;

/**
 * The songs in a text, one a line: ids, URIs and links of Spotify, `Artist - Title`, `Title - Artist`, `Title by Artist`, or titles alone.
 * The artist is the side of the dash that is known; where both or none are, the first. Numbers and bullets before a song, blank lines and those that begin with
 * `#` are passed over. Of a link only the id is known, which is its name then too.
 *
 * @returns `null` if fewer than half of the lines look like songs, so that the text is something else.
 */
export function songsFromText(text: string, options: SongsFromTextOptions = {}): RequestedTrack[] | null {
  const lines = linesOf(text).filter(({ line }) => line !== '' && !line.startsWith('#'));
  const likely = lines.filter(({ line }) => toTrackId(line) !== null || /\s[-–—]\s|\sby\s/i.test(line));
  if (lines.length === 0 || likely.length * 2 < lines.length || text.includes('\u0000')) return null;
  return lines.map(({ line, number }) => {
    const id = toTrackId(line);
    if (id !== null) return { track: toTrack({ id, name: id }), line: number };
    // A link to something else, such as an album, is no title.
    if (songLink.test(line)) return { track: toTrack({ id: line, name: line }), line: number };
    return { track: toTrack({ id: line, ...readSongLine(line, options.isKnownArtist) }), line: number };
  });
}

function linesOf(text: string): { readonly line: string; readonly number: number }[] {
  const list = jsonTexts(text) ?? text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  return list.map((line, index) => ({
    line: line.trim().replace(/^(?:\d{1,4}[.)]|[-*•])\s+/, ''),
    number: index + 1,
  }));
}

/** A JSON list of texts, as scripts write it. */
function jsonTexts(text: string): readonly string[] | null {
  if (!text.trimStart().startsWith('[')) return null;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((entry) => typeof entry === 'string') ? list : null;
  } catch {
    return null;
  }
}
