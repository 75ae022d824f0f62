import { appleMusic } from './apple-music.ts';
import type { Format } from './format.ts';
import { jsonLists } from './json-lists.ts';
import { listenbrainz } from './listenbrainz.ts';
import { accountHistory, extendedHistory } from './spotify-history.ts';
import { dataset, table } from './table.ts';
import { youtubeHistory } from './youtube-history.ts';

/**
 * Every kind of file that listening is read from. They are asked in this order what a file is, and files are read in this order: extended histories before account
 * histories, which repeat their plays with less detail.
 */
export const FORMATS: readonly Format[] = [
  extendedHistory,
  accountHistory,
  listenbrainz,
  youtubeHistory,
  appleMusic,
  jsonLists,
  dataset,
  table,
];
