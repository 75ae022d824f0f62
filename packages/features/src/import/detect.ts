import { readCsv } from '../csv/read-csv.ts';
import { findTrackColumns } from '../csv/track-columns.ts';

/** What a file seems to hold, judged by its first bytes. */
export type DetectedFormat =
  | 'extended-history'
  | 'account-history'
  | 'spotify-json'
  | 'csv'
  | 'zip'
  | 'empty'
  | 'other';

/** How many bytes are looked at. */
export const DETECTION_BYTES = 65_536;

/** What was looked for, for messages. */
export const LOOKED_FOR =
  'a listening history of Spotify (Streaming_History_Audio_….json, endsong_….json, StreamingHistory….json), YourLibrary.json or Playlist….json, JSON of the Web API (top tracks), a CSV file with track names (Exportify, SongsDataset.csv), or a ZIP or folder of these';

/** Format and encoding of a file that begins with these bytes. */
export function detectFormat(head: Uint8Array): {
  format: DetectedFormat;
  encoding: TextEncodingName;
  what: string;
} {
  const signature = findSignature(head);
  if (signature !== null) {
    return { format: signature === 'a ZIP archive' ? 'zip' : 'other', encoding: 'utf-8', what: signature };
  }
  const encoding = detectEncoding(head);
  const text = new TextDecoder(encoding).decode(head).replace(/^[\uFEFF\s]+/, '');
  if (text === '') {
    return { format: 'empty', encoding, what: 'an empty file' };
  }
  if (text.includes('\u0000')) {
    return { format: 'other', encoding, what: 'a binary file' };
  }
  if (text.startsWith('[') || text.startsWith('{')) {
    const format = detectJson(text);
    return { format, encoding, what: format === 'other' ? 'JSON without tracks or plays' : 'JSON' };
  }
  return detectText(text, encoding);
}

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be';

function findSignature(head: Uint8Array): string | null {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) {
    return 'a ZIP archive';
  }
  if (starts(0x25, 0x50, 0x44, 0x46)) {
    return 'a PDF document';
  }
  if (starts(0x1f, 0x8b)) {
    return 'a gzip file (unpack it first)';
  }
  return starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) ? 'a picture' : null;
}

/** By byte order mark, or by every second byte of the beginning being 0, as in UTF-16 of Latin text. */
function detectEncoding(head: Uint8Array): TextEncodingName {
  if (
    (head[0] === 0xff && head[1] === 0xfe) ||
    (head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0)
  ) {
    return 'utf-16le';
  }
  const bigEndian =
    (head[0] === 0xfe && head[1] === 0xff) ||
    (head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0);
  return bigEndian ? 'utf-16be' : 'utf-8';
}

function detectJson(text: string): DetectedFormat {
  const hasKey = (...keys: string[]): boolean => keys.some((key) => text.includes(`"${key}"`));
  if (text.startsWith('[') && hasKey('ms_played')) {
    return 'extended-history';
  }
  if (text.startsWith('[') && hasKey('msPlayed')) {
    return 'account-history';
  }
  const mayHoldTracks = hasKey(
    'items',
    'track',
    'tracks',
    'trackName',
    'artists',
    'playlists',
    'bannedTracks',
    'error',
  );
  return mayHoldTracks || /^\[\s*\]/.test(text) ? 'spotify-json' : 'other';
}

function detectText(text: string, encoding: TextEncodingName): ReturnType<typeof detectFormat> {
  const firstLine = text.slice(0, 20_000).split(/[\r\n]/, 1)[0] as string;
  let header: readonly string[];
  try {
    ({ header } = readCsv(firstLine));
  } catch {
    header = [];
  }
  const columns = findTrackColumns(header);
  const isTrackList = columns.has('name') && (columns.has('id') || columns.has('artistName'));
  // What the text says is not repeated: it may be anything, and reports are shown and kept.
  const what =
    header.length > 1
      ? `text in ${header.length} columns, none of them a track's name with its id or artist`
      : 'text';
  return isTrackList
    ? { format: 'csv', encoding, what: 'a CSV file of tracks' }
    : { format: 'other', encoding, what };
}
