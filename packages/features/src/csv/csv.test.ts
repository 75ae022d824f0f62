import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidDataError } from '../errors.ts';
import { matrixFromRows } from '../matrix.ts';
import { tracksFromCsv } from '../table/tracks-from-csv.ts';
import type { AlbumType, ScoredTrack } from '../track.ts';
import { datasetFromCsv, datasetToCsv } from './dataset-csv.ts';
import { matrixFromCsv, matrixToCsv } from './matrix-csv.ts';
import { readCsv } from './read-csv.ts';
import { fromSafeCell, toSafeCell } from './write-csv.ts';

const id = '4n93SK7dQsQVu9BM5QzvAx';
const anyText = fc.string({ unit: 'binary' });
const formulaText = fc
  .tuple(fc.constantFrom('', "'", "''"), fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n'), anyText)
  .map((parts) => parts.join(''));
const text = fc.oneof(
  anyText,
  formulaText,
  fc.constantFrom('"', '",', '\r\n', "'", ' a ', '\uFEFFa', '1979', 'null'),
);
const optionalText = fc.option(text.filter((value) => value !== ''));
const count = fc.double({ min: 0, max: 1e6, noNaN: true });
const listening = fc.record({
  plays: count,
  recentPlays: count,
  skips: count,
  firstPlay: fc.option(fc.integer({ min: 0, max: 2e9 })),
});
const track: fc.Arbitrary<ScoredTrack> = fc.record(
  {
    id: text.filter((value) => value.trim() !== ''),
    name: text,
    albumName: optionalText,
    artistName: optionalText,
    releaseDate: optionalText,
    durationMs: fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })),
    explicit: fc.option(fc.boolean()),
    popularity: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    albumType: fc.option(fc.constantFrom<AlbumType>('album', 'single', 'compilation', 'ep')),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    listening,
  },
  {
    requiredKeys: [
      'id',
      'name',
      'albumName',
      'artistName',
      'releaseDate',
      'durationMs',
      'explicit',
      'popularity',
      'albumType',
      'score',
    ],
  },
);

describe('readCsv', () => {
  it('reads every line end, delimiter and byte order mark, and says on which line a record starts', () => {
    for (const [content, lines] of [
      ['\uFEFF\uFEFFa,b\r\n"x\ny",2\r\n\r\n3,4\n5,6', [2, 5, 6]],
      ['a;b\r"x\ry";2\r3;4\r', [2, 4]],
      ['a\tb\n\n\n1\t2\n"x\r\n\r\ny"\t2\n3\t4', [4, 5, 8]],
    ] as const) {
      const table = readCsv(content);
      expect(table.header).toEqual(['a', 'b']);
      expect(table.records.map(({ line }) => line)).toEqual(lines);
      expect(table.records.at(-1)?.cells.length).toBe(2);
      expect(table.setAside).toEqual([]);
    }
  });

  it('repairs quotes that were not doubled and loses no other row', () => {
    const { records, setAside } = readCsv(
      [
        'uri,name,artist',
        '"1","Excerpt from "The Asylum"","A, B"',
        '"2","fine ""quoted"", too","C"',
        '"3","two\nlines","D"',
        '"4","never closed,E',
        '"5",plain,F',
        '6,7',
      ].join('\n'),
      { file: 'x.csv' },
    );
    expect(records).toEqual([
      { line: 2, cells: ['1', 'Excerpt from "The Asylum"', 'A, B'] },
      { line: 3, cells: ['2', 'fine "quoted", too', 'C'] },
      { line: 4, cells: ['3', 'two\nlines', 'D'] },
      { line: 7, cells: ['5', 'plain', 'F'] },
    ]);
    expect(setAside).toEqual([
      { file: 'x.csv', line: 6, reason: 'has 2 cells where the header has 3' },
      { file: 'x.csv', line: 8, reason: 'has 2 cells where the header has 3' },
    ]);
  });

  it('takes tabs and line ends out of header names', () => {
    expect(readCsv('"Track\t\t\t\tName",Artist\n1,2').header).toEqual(['Track Name', 'Artist']);
  });

  it('says that an empty file is empty', () => {
    for (const content of ['', '\uFEFF', '\r\n \n']) {
      expect(() => readCsv(content, { file: 'few.csv' })).toThrow(/few\.csv is empty/);
    }
  });
});

describe('datasetToCsv and datasetFromCsv', () => {
  it('give back exactly the same tracks, whatever the texts and numbers', () => {
    fc.assert(
      fc.property(fc.array(track), (tracks) => {
        expect(datasetFromCsv(datasetToCsv(tracks))).toEqual(tracks);
      }),
      { numRuns: 300 },
    );
  });

  it('write no cell that a spreadsheet would run, and leave numbers alone', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(toSafeCell(value)).not.toMatch(/^[=+\-@\t\r\n]/);
        expect(fromSafeCell(toSafeCell(value))).toBe(value);
      }),
    );
    expect(toSafeCell('=HYPERLINK("x")')).toBe(`'=HYPERLINK("x")`);
    expect(matrixToCsv({ ids: ['-a'], columns: ['x'], matrix: matrixFromRows([[-1.5]]) })).toBe(
      "id,x\n'-a,-1.5\n",
    );
  });

  it('have the columns and the texts of SongsDataset.csv', () => {
    const one: ScoredTrack = {
      id,
      name: 'A, "B"',
      albumName: null,
      artistName: 'C',
      releaseDate: '2024-05',
      durationMs: 218004,
      explicit: true,
      popularity: null,
      albumType: 'album',
      score: 1 / 3,
    };
    expect(datasetToCsv([one])).toBe(
      `id,name,album_name,artist_name,release_date,duration_ms,explicit,popularity,album_type,score\n${id},"A, ""B""",,C,2024-05,218004,true,,album,0.3333333333333333\n`,
    );
    expect(() => datasetToCsv([{ ...one, score: Number.NaN }])).toThrow(/track 0 .*score NaN/);
  });

  it('name file, line and column of what does not fit', () => {
    const header = datasetToCsv([]);
    const expectError = (content: string, message: RegExp, location: object): void => {
      try {
        datasetFromCsv(content, { file: 'd.csv' });
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidDataError);
        expect((error as InvalidDataError).message).toMatch(message);
        expect((error as InvalidDataError).location).toEqual(location);
      }
    };
    expectError(
      `${header}a,b,,,,,,,,2\n`,
      /d\.csv:2, column score: expected a number from 0 to 1, but got "2"/,
      {
        file: 'd.csv',
        line: 2,
        column: 'score',
      },
    );
    expectError(`${header}a,b,,,,,,,,1\n\na,b,,,,x,,,,1\n`, /d\.csv:4, column duration_ms/, {
      file: 'd.csv',
      line: 4,
      column: 'duration_ms',
    });
    expectError(`${header}a,b\n`, /d\.csv:2: the row has 2 cells where the header has 10/, {
      file: 'd.csv',
      line: 2,
    });
    expectError('id,name\n1,2\n', /lacks album_name, .*score/, { file: 'd.csv', line: 1 });
    expectError('', /d\.csv is empty/, { file: 'd.csv' });
  });

  it('read what pandas and spreadsheets make of it', () => {
    const content =
      'score;album_type;popularity;explicit;duration_ms;release_date;artist_name;album_name;name;id;Unnamed: 0\r\n1.0;ALBUM;50.0;True;1000.0;2020;a;b;c;d;0\r\n';
    expect(datasetFromCsv(content)).toEqual([
      {
        id: 'd',
        name: 'c',
        albumName: 'b',
        artistName: 'a',
        releaseDate: '2020',
        durationMs: 1000,
        explicit: true,
        popularity: 50,
        albumType: 'album',
        score: 1,
      },
    ]);
  });
});

describe('matrixToCsv and matrixFromCsv', () => {
  it('give back exactly the same numbers', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            text.filter((value) => value !== ''),
            fc.double({ noDefaultInfinity: true }),
            fc.double({ noDefaultInfinity: true }),
          ),
        ),
        (rows) => {
          const named = {
            ids: rows.map(([rowId]) => rowId),
            columns: ['a', '=b'],
            matrix: matrixFromRows(
              rows.map(([, left, right]) => [left, right]),
              2,
            ),
          };
          expect(matrixFromCsv(matrixToCsv(named))).toEqual(named);
        },
      ),
    );
  });

  it('name the place of a cell that is no number', () => {
    expect(() => matrixFromCsv('id,a\nx,1\ny,one\n', { file: 'p.csv' })).toThrow(
      /p\.csv:3, column a: expected a number, but got "one"/,
    );
    expect(() => matrixFromCsv('name,a\nx,1\n')).toThrow(/Expected a column id/);
    expect(() =>
      matrixToCsv({ ids: ['x'], columns: ['a'], matrix: matrixFromRows([[Number.POSITIVE_INFINITY]]) }),
    ).toThrow(/infinite/);
  });
});

describe('tracksFromCsv', () => {
  it('reads FewSongs.csv as published, with its index column', () => {
    const { rows, setAside } = tracksFromCsv(
      ',id,name\n0,3hfmh1XIlJp2Uis4kWboqJ,Blackeyed Blonde\n1,0DIcssPpatAMqFXLZCxZMN,Antichrist\n2,4n93SK7dQsQVu9BM5QzvAx,I Can Do It With a Broken Heart\n',
    );
    expect(rows.map(({ track: { id: trackId, name, durationMs } }) => [trackId, name, durationMs])).toEqual([
      ['3hfmh1XIlJp2Uis4kWboqJ', 'Blackeyed Blonde', null],
      ['0DIcssPpatAMqFXLZCxZMN', 'Antichrist', null],
      ['4n93SK7dQsQVu9BM5QzvAx', 'I Can Do It With a Broken Heart', null],
    ]);
    expect(setAside).toEqual([]);
  });

  it('takes ids, URIs and links, byte order marks, CRLF and quoted commas', () => {
    const { rows } = tracksFromCsv(
      `\uFEFFname,id\r\n"a, b",spotify:track:${id}\r\nc,https://open.spotify.com/intl-de/track/${id}?si=1\r\nd, ${id} \r\n`,
    );
    expect(rows.map(({ track: { id: trackId, name }, line }) => [trackId, name, line])).toEqual([
      [id, 'a, b', 2],
      [id, 'c', 3],
      [id, 'd', 4],
    ]);
  });

  it('sets rows with bad ids aside, saying where, and keeps the others', () => {
    const { rows, setAside } = tracksFromCsv(`id,name\nnope,a\n,b\nspotify:album:${id},c\n${id},d\n${id}\n`, {
      file: 'few.csv',
    });
    expect(rows.map(({ line }) => line)).toEqual([5]);
    expect(setAside).toEqual([
      { file: 'few.csv', line: 2, column: 'id', reason: expect.stringContaining('the id is "nope"') },
      { file: 'few.csv', line: 3, column: 'id', reason: expect.stringContaining('the id is empty') },
      { file: 'few.csv', line: 4, column: 'id', reason: expect.stringContaining('spotify:album') },
      { file: 'few.csv', line: 6, reason: 'has 1 cells where the header has 2' },
    ]);
  });

  it('reads features that the file carries itself', () => {
    const { rows } = tracksFromCsv(
      `id,name,album_name,artist_name,release_date,duration_ms,explicit,popularity,album_type\n${id},a,b,c,2024-04-18,218004,False,80,album\n`,
    );
    expect(rows[0]?.track).toEqual({
      id,
      name: 'a',
      albumName: 'b',
      artistName: 'c',
      releaseDate: '2024-04-18',
      durationMs: 218004,
      explicit: false,
      popularity: 80,
      albumType: 'album',
    });
  });

  it('says what is missing', () => {
    expect(() => tracksFromCsv('title,artist\na,b\n', { file: 'few.csv' })).toThrow(
      /Expected the columns id and name, but few\.csv lacks id: its columns are title, artist/,
    );
    expect(() => tracksFromCsv('id,name\n', { file: 'few.csv' })).toThrow(/few\.csv has a header only/);
    expect(() => tracksFromCsv('', { file: 'few.csv' })).toThrow(/few\.csv is empty/);
  });
});
