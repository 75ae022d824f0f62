import { describe, expect, it } from 'vitest';
import { InvalidDataError } from './errors.ts';
import { trackFromSpotify } from './track-from-spotify.ts';
import { toReleaseDate, toTrackId } from './track-values.ts';

describe('trackFromSpotify', () => {
  it('reads a full track object', () => {
    expect(
      trackFromSpotify({
        album: {
          album_type: 'ALBUM',
          name: 'Album',
          release_date: '1996-09',
          release_date_precision: 'month',
        },
        artists: [{ name: 'First' }, { name: 'Second' }],
        duration_ms: 212480.0,
        explicit: false,
        external_ids: { isrc: 'plb009600001' },
        id: '348u3kyvdh35xgeCuXf7yk',
        name: 'Song',
        popularity: 0,
      }),
    ).toEqual({
      id: '348u3kyvdh35xgeCuXf7yk',
      name: 'Song',
      albumName: 'Album',
      artistName: 'First',
      releaseDate: '1996-09',
      durationMs: 212480,
      explicit: false,
      popularity: 0,
      albumType: 'album',
      isrc: 'PLB009600001',
    });
  });

  it('leaves unknown what development mode, simplified tracks and delisted tracks lack', () => {
    expect(
      trackFromSpotify({
        id: 'x',
        name: 'Song',
        artists: null,
        album: { album_type: 'ep', release_date: '0000' },
      }),
    ).toEqual({
      id: 'x',
      name: 'Song',
      albumName: null,
      artistName: null,
      releaseDate: null,
      durationMs: null,
      explicit: null,
      popularity: null,
      albumType: 'ep',
    });
  });

  it('reads local files, whose duration may be an object', () => {
    const local = trackFromSpotify({
      id: null,
      uri: 'spotify:local:A:B:C:156',
      is_local: true,
      name: 'C',
      artists: [{ name: '' }, { name: 'A' }],
      album: { name: 'B', album_type: null, release_date: null },
      duration_ms: { totalMilliseconds: 156000 },
      explicit: false,
      popularity: 0,
    });
    expect(local).toMatchObject({
      id: 'spotify:local:A:B:C:156',
      artistName: 'A',
      durationMs: 156000,
      explicit: null,
      popularity: null,
    });
  });

  it('refuses what is no track', () => {
    for (const value of [null, undefined, 'x', 1, [], {}, { id: 'x' }, { name: 'x' }, { id: 5, name: 'x' }]) {
      expect(() => trackFromSpotify(value)).toThrow(InvalidDataError);
    }
  });
});

describe('toReleaseDate', () => {
  it.each([
    ['2024-04-18', '2024-04-18'],
    ['1967-11', '1967-11'],
    ['1989', '1989'],
    [1989, '1989'],
    ['2020-01-01T00:00:00Z', '2020-01-01'],
    ['9/14/17', '2017-09-14'],
    ['5/6/1972', '1972-05-06'],
    ['1/2/30', '1930-01-02'],
    ['23/9/2017', '2017-09-23'],
    ['14.9.2017', '2017-09-14'],
    ['1505347200', '2017-09-14'],
    ['1505347200000', '2017-09-14'],
    ['42992', '2017-09-14'],
    ['2017-00-00', '2017'],
    ['0000', null],
    ['0000-01-01', null],
    ['2017-13-01', null],
    ['2017-13', null],
    ['2017-02-30', null],
    ['', null],
    ['soon', null],
    [null, null],
    [{}, null],
  ])('reads %j as %j', (value, expected) => {
    expect(toReleaseDate(value)).toBe(expected);
  });
});

describe('toTrackId', () => {
  const id = '4n93SK7dQsQVu9BM5QzvAx';
  it.each([
    [id, id],
    [` spotify:track:${id}\n`, id],
    [`https://open.spotify.com/track/${id}?si=abc`, id],
    [`open.spotify.com/intl-pt-BR/track/${id}`, id],
    [`https://play.spotify.com/track/${id}#0:30`, id],
    [`https://open.spotify.com/album/${id}`, null],
    [`https://evil.example/?open.spotify.com/track/${id}`, null],
    [`${id}x`, null],
    ['spotify:local:a:b:c:1', null],
    ['', null],
  ])('reads %j as %j', (text, expected) => {
    expect(toTrackId(text)).toBe(expected);
  });
});
