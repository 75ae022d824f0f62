import { createMatrix, type Matrix, remembering, type Track } from '@ssrm/features';
import { foldText } from '../artists/fold-text.ts';
import { TEXT_SHAPE_NAMES, textShape } from './text-shape.ts';
import { LANGUAGE_NAMES, languageShares, TITLE_MARK_NAMES, titleMarks } from './title-words.ts';

const FACT_NAMES = [
  'duration',
  'popularity',
  'popularity is 0',
  'explicit',
  'album type',
  'release date',
  'release year',
  'release month',
  'release day',
  'release weekday',
  'released on 1 January',
  'release date precision',
] as const;

const NAME_RELATIONS = [
  'album is named after the song',
  'album and song share a name',
  'album is named after the artist',
  'album names the artist',
  'artist starts with The',
  'artist is an ensemble',
  'artist is a DJ or MC',
] as const;

const TEXTS = ['song', 'album', 'artist'] as const;

/** Names of the columns of {@link trackNumbers}, in order. */
export const TRACK_NUMBER_NAMES: readonly string[] = [
  ...FACT_NAMES,
  ...NAME_RELATIONS,
  ...TEXTS.flatMap((text) => TEXT_SHAPE_NAMES.map((name) => `${text}: ${name}`)),
  ...LANGUAGE_NAMES.map((language) => `words: ${language}`),
  ...TITLE_MARK_NAMES.flatMap((mark) => [`song: ${mark}`, `album: ${mark}`]),
];

/**
 * Everything about a track that is a number or can be counted, one column each, `NaN` where the source does not say.
 *
 * @returns Shape `[n, TRACK_NUMBER_NAMES.length]`. Duration is ln(ms); dates are years with fractions, months and days from 1,
 *   weekdays from 0 (Sunday); date precision is the number of letters (0, 4, 7 or 10); the rest are shares, counts and 0/1.
 */
export function trackNumbers(tracks: readonly Track[]): Matrix {
  const matrix = createMatrix(tracks.length, TRACK_NUMBER_NAMES.length);
  const read = { fold: remembering(foldText), shape: remembering(textShape), marks: remembering(titleMarks) };
  for (const [index, track] of tracks.entries()) {
    matrix.values.set(numbersOf(track, read), index * matrix.columnCount);
  }
  return matrix;
}

interface TextReaders {
  readonly fold: (text: string) => string;
  readonly shape: (text: string) => readonly number[];
  readonly marks: (folded: string) => readonly number[];
}

function numbersOf(track: Track, { fold, shape, marks }: TextReaders): number[] {
  const album = track.albumName ?? '';
  const artist = track.artistName ?? '';
  const foldedName = fold(track.name);
  const foldedAlbum = fold(album);
  const albumMarks = marks(foldedAlbum);
  return [
    ...facts(track),
    ...nameRelations(foldedName, foldedAlbum, fold(artist)),
    ...shape(track.name),
    ...shape(album),
    ...shape(artist),
    ...languageShares(`${foldedName} ${foldedAlbum}`),
    ...marks(foldedName).flatMap((mark, position) => [mark, albumMarks[position] as number]),
  ];
}

function facts(track: Track): number[] {
  const { durationMs, popularity, explicit, albumType } = track;
  const date = track.releaseDate ?? '';
  const year = numberOf(date.slice(0, 4));
  const month = numberOf(date.slice(5, 7));
  const day = numberOf(date.slice(8, 10));
  return [
    durationMs !== null && durationMs > 0 ? Math.log(durationMs) : Number.NaN,
    popularity ?? Number.NaN,
    popularity === null ? Number.NaN : Number(popularity === 0),
    explicit === null ? Number.NaN : Number(explicit),
    albumType === null ? Number.NaN : albumTypeNumber(albumType),
    year + (Number.isNaN(month) ? 0.5 : (month - 1) / 12) + (Number.isNaN(day) ? 0 : (day - 1) / 365),
    year,
    month,
    day,
    Number.isNaN(day) ? Number.NaN : new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    Number(date.endsWith('-01-01')),
    date.length,
  ];
}

function albumTypeNumber(albumType: NonNullable<Track['albumType']>): number {
  if (albumType === 'compilation') return 2;
  return Number(albumType === 'album');
}

function numberOf(digits: string): number {
  return /^\d+$/u.test(digits) ? Number(digits) : Number.NaN;
}

function nameRelations(name: string, album: string, artist: string): number[] {
  return [
    Number(album === name),
    Number(album !== '' && (album.includes(name) || name.includes(album))),
    Number(album === artist),
    Number(artist.length > 2 && album.includes(artist)),
    Number(artist.startsWith('the ')),
    Number(/orchest|quartet|trio|ensemble|band\b|philharm|choir|symphony/u.test(artist)),
    Number(/\b(?:dj|mc|lil|young|yung|big)\b|\$/u.test(artist)),
  ];
}
