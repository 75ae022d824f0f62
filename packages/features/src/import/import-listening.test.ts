import { zipSync } from 'fflate';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  accountRow,
  fileOf,
  historyRow,
  prettyJson,
  trackId,
  trackUri,
} from '../__fixtures__/import-files.ts';
import { datasetToCsv } from '../csv/dataset-csv.ts';
import { InvalidDataError } from '../errors.ts';
import type { ImportFile } from './files/import-file.ts';
import { type ImportedListening, type ImportOptions, importListening } from './import-listening.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function importText(
  name: string,
  content: string | Uint8Array,
  options?: ImportOptions,
): Promise<ImportedListening> {
  return importListening([fileOf(name, content)], options);
}

const names = (tracks: readonly { name: string }[]): string[] => tracks.map(({ name }) => name);

/** Reason → lines. */
function reasons({ report }: ImportedListening): Record<string, readonly number[]> {
  return Object.fromEntries(report.setAside.map(({ reason, lines }) => [reason, lines]));
}

function song(end: string, fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return historyRow({
    master_metadata_track_name: `Song ${end}`,
    spotify_track_uri: trackUri(end),
    ...fields,
  });
}

describe('importListening on extended history', () => {
  it('scores songs by plays and accounts for every row', async () => {
    const rows = [
      song('a', { ts: '2023-05-01T10:00:00Z' }),
      song('a', { ts: '2023-05-02T10:00:00Z' }),
      song('b', { ts: '2023-05-02T11:00:00Z' }),
      song('b', { ts: '2023-05-02T11:00:01Z', ms_played: 3000, reason_end: 'fwdbtn', skipped: true }),
      song('c', { ts: '2023-05-02T12:00:00Z' }),
      historyRow({
        master_metadata_track_name: null,
        spotify_track_uri: null,
        episode_name: 'E',
        spotify_episode_uri: 'spotify:episode:x',
      }),
      historyRow({
        master_metadata_track_name: null,
        spotify_track_uri: null,
        audiobook_title: 'B',
        audiobook_uri: 'spotify:show:x',
      }),
      historyRow({ master_metadata_track_name: null, spotify_track_uri: null }),
      historyRow({ ts: 'yesterday' }),
      historyRow({ ms_played: -5 }),
      historyRow({ incognito_mode: true }),
    ];
    const listening = await importText('anything.json', JSON.stringify(rows).replaceAll('},{', '},\n{'));
    expect(listening.tracks.map(({ name, score }) => [name, score])).toEqual([
      ['Song a', 1],
      ['Song c', 0.5],
      ['Song b', 0],
    ]);
    expect(listening.tracks[0]).toEqual({
      listening: {
        plays: 2,
        recentPlays: expect.closeTo(2, 2),
        skips: 0,
        firstPlay: Date.parse('2023-05-01T10:00:00Z') / 1000,
      },
      id: trackId('a'),
      name: 'Song a',
      albumName: 'Album',
      artistName: 'Artist',
      releaseDate: null,
      // Known from plays to the end alone, so that having one would mean being liked.
      durationMs: null,
      explicit: null,
      popularity: null,
      albumType: null,
      score: 1,
    });
    expect(reasons(listening)).toEqual({
      'is a podcast episode': [6],
      'is an audiobook': [7],
      'names no song': [8],
      'has no time that can be read': [9],
      'has no number of milliseconds played': [10],
      'excluded: played in a private session': [11],
    });
    expect(listening.report).toMatchObject({
      files: [
        { file: 'anything.json', format: 'extended-history', rowsRead: 11, rowsKept: 5, rowsSetAside: 6 },
      ],
      setAsideCounts: { 'not-music': 3, stopped: 0, repeated: 0, excluded: 1, unusable: 2 },
      listening: { plays: 4, skips: 1, from: '2023-05-01T10:00:00.000Z', to: '2023-05-02T12:00:00.000Z' },
      missing: { duration_ms: 1, explicit: 1, popularity: 1, album_type: 1, release_date: 1, name: 0 },
    });
  });

  it('names the line of a row in Spotify’s layout', async () => {
    const rows = [song('a'), historyRow({ ts: null }), song('b')];
    const listening = await importText('h.json', prettyJson(rows));
    const keyCount = Object.keys(historyRow()).length;
    expect(reasons(listening)).toEqual({ 'has no time that can be read': [2 + keyCount + 2] });
  });

  it('counts plays as ListenBrainz does: 30 s, or heard to the end', async () => {
    const listening = await importText(
      'h.json',
      JSON.stringify([
        song('interlude', { ms_played: 12_000, reason_end: 'trackdone' }),
        song('short', { ms_played: 29_999, reason_end: 'fwdbtn' }),
        song('long', { ms_played: 30_000, reason_end: 'fwdbtn', skipped: true }),
        song('blank', { ms_played: 5000, reason_end: '' }),
        song('crash', { ms_played: 5000, reason_end: 'unexpected-exit' }),
      ]),
    );
    expect(names(listening.tracks).sort()).toEqual(['Song interlude', 'Song long']);
    // The third is the crash, which says nothing.
    expect(listening.report.listening).toMatchObject({ plays: 2, skips: 2 });
    expect(reasons(listening)).toEqual({});
  });

  it('finds dislikes: songs skipped again and again and hardly heard', async () => {
    const skip = { ms_played: 4000, reason_end: 'fwdbtn', skipped: true };
    const at = (minute: number): string => `2023-05-01T10:${String(minute).padStart(2, '0')}:00Z`;
    const { tracks, dislikes, known } = await importText(
      'h.json',
      JSON.stringify([
        ...[1, 2].map((minute) => song('never', { ts: at(minute), ...skip })),
        ...[3, 4, 5, 6].map((minute) => song('once', { ts: at(minute), ...skip })),
        song('once', { ts: at(7) }),
        ...[8, 9].map((minute) => song('half', { ts: at(minute), ...skip })),
        song('half', { ts: at(10) }),
        song('oneSkip', { ts: at(11), ...skip }),
      ]),
    );
    expect(names(dislikes).sort()).toEqual(['Song never', 'Song once']);
    expect(names(tracks)).toEqual(['Song half']);
    expect(names(known)).toHaveLength(4);
  });

  it('weighs a play by its age and by how much was heard', async () => {
    const rows = [
      song('old', { ts: '2021-01-01T00:00:00Z' }),
      song('old', { ts: '2021-01-02T00:00:00Z' }),
      song('new', { ts: '2023-01-01T00:00:00Z' }),
      song('partly', { ts: '2023-01-01T01:00:00Z', ms_played: 40_000, reason_end: 'fwdbtn' }),
      song('partly', { ts: '2019-01-01T01:00:00Z' }),
    ];
    const order = async (options: ImportOptions): Promise<string[]> =>
      names((await importText('h.json', JSON.stringify(rows), options)).tracks);
    expect(await order({})).toEqual(['Song new', 'Song old', 'Song partly']);
    expect(await order({ halfLifeDays: 36_500 })).toEqual(['Song old', 'Song partly', 'Song new']);
  });

  it('leaves out what the listener says is not theirs, with the reason', async () => {
    const listening = await importText(
      'h.json',
      JSON.stringify([
        song('a', { master_metadata_album_artist_name: 'Kids’ Choir' }),
        song('b', { master_metadata_album_album_name: 'SLEEP Sounds' }),
        song('c', { ts: '2023-12-24T20:00:00Z' }),
        song('d', { offline: true }),
        song('e', { incognito_mode: true }),
        song('f', { ts: '2023-12-27T00:00:00Z' }),
      ]).replaceAll('},{', '},\n{'),
      {
        exclude: {
          artists: ['kids choir'],
          albums: ['Sleep sounds'],
          periods: [{ from: '2023-12-24', to: '2023-12-26' }],
          offline: true,
          incognito: false,
        },
      },
    );
    expect(names(listening.tracks).sort()).toEqual(['Song e', 'Song f']);
    expect(reasons(listening)).toEqual({
      'excluded: artist Kids’ Choir': [1],
      'excluded: album SLEEP Sounds': [2],
      'excluded: period 2023-12-24..2023-12-26': [3],
      'excluded: played offline': [4],
    });
  });

  it('reads a play once, from overlapping files and from account data too', async () => {
    const a = song('a', { ts: '2023-05-01T10:00:40Z', ms_played: 180_123 });
    const b = song('b', { ts: '2023-05-01T10:00:40Z', ms_played: 180_123 });
    const listening = await importListening([
      fileOf(
        'StreamingHistory0.json',
        prettyJson([
          accountRow('2023-05-01 10:00', 'artist', 'SONG A', 180_123),
          accountRow('2023-05-01 10:05', 'Artist', 'Song c', 60_000),
        ]),
      ),
      fileOf('endsong_0.json', JSON.stringify([a, b])),
      fileOf('endsong_1.json', JSON.stringify([b])),
    ]);
    expect(listening.report.setAside.map(({ file, reason, lines }) => [file, reason, lines])).toEqual([
      ['StreamingHistory0.json', 'repeats a play that was already read', [2]],
      ['endsong_1.json', 'repeats a play that was already read', [1]],
    ]);
    expect(listening.report.listening?.plays).toBe(3);
  });

  it('takes the name of a song from any of its rows, and sets rows aside that no row names', async () => {
    const nameless = { master_metadata_track_name: null, master_metadata_album_artist_name: null };
    const listening = await importText(
      'h.json',
      JSON.stringify([
        song('a', nameless),
        song('x', nameless),
        song('a', { ts: '2023-06-01T00:00:00Z' }),
      ]).replaceAll('},{', '},\n{'),
    );
    expect(names(listening.tracks)).toEqual(['Song a']);
    expect(listening.report.listening?.plays).toBe(3);
    expect(reasons(listening)).toEqual({ 'has the URI of a track, but no row names it': [2] });
  });

  it('loses no row to a broken neighbour, and says where a file is cut off', async () => {
    const rows = [song('a'), song('b'), song('c')].map((row) => JSON.stringify(row));
    const damaged = `[\n${rows[0]},\n{"ts": "2023-01-01T00:00:00Z", "x": "a "quote" here"},\n${rows[1]},\n7,\n${rows[2]?.slice(0, 80)}`;
    const listening = await importText('h.json', damaged);
    expect(names(listening.tracks)).toEqual(['Song a', 'Song b']);
    expect(reasons(listening)).toEqual({
      'is not valid JSON': [3],
      'is not a JSON object': [5],
      'the file ends here, in the middle of its JSON: it is cut off': [6],
    });
  });

  it('never turns private fields into values', async () => {
    const listening = await importText(
      'h.json',
      prettyJson([song('a'), song('b', { ts: null }), song('c', { ms_played: 1 })]),
    );
    expect(JSON.stringify(listening)).not.toContain('PRIVATE');
  });
});

describe('importListening on account data', () => {
  it('reads streaming history without ids, podcasts and unknown tracks aside', async () => {
    const listening = await importText(
      'StreamingHistory_music_0.json',
      JSON.stringify([
        accountRow('2024-01-01 10:00', 'Artist', 'Song', 60_000),
        accountRow('2024-01-01 10:05', 'ARTIST', 'Song - Remastered 2011', 60_000),
        accountRow('2024-01-01 10:06', 'Unknown Artist', 'Unknown Track', 60_000),
        accountRow('2024-01-01 10:07', 'Unknown Artist', 'Real Song', 60_000),
        { endTime: '2024-01-01 10:08', podcastName: 'P', episodeName: 'E', msPlayed: 900_000 },
      ]).replaceAll('},{', '},\n{'),
    );
    expect(
      listening.tracks.map(({ id, name, artistName, durationMs }) => [id, name, artistName, durationMs]),
    ).toEqual([
      ['name:artist:song', 'Song', 'Artist', null],
      ['name::real song', 'Real Song', null, null],
    ]);
    expect(reasons(listening)).toEqual({
      'names no song': [3],
      'is a podcast episode': [5],
    });
  });

  it('reads YourLibrary.json and Playlist1.json, banned tracks as dislikes', async () => {
    const { tracks, dislikes, report } = await importListening([
      fileOf(
        'YourLibrary.json',
        JSON.stringify({
          tracks: [{ artist: 'A', album: 'B', track: 'Saved', uri: trackUri('1') }],
          albums: [{ artist: 'A', album: 'B', uri: 'spotify:album:x' }],
          shows: [],
          bannedTracks: [{ artist: 'Z', album: 'Y', track: 'Banned', uri: trackUri('9') }],
        }),
      ),
      fileOf(
        'Playlist1.json',
        JSON.stringify({
          playlists: [
            {
              name: 'PRIVATE-playlist',
              items: [
                {
                  track: { trackName: 'Listed', artistName: 'A', albumName: 'B', trackUri: trackUri('2') },
                  episode: null,
                  localTrack: null,
                  addedDate: '2023-01-01',
                },
                { track: null, episode: { episodeName: 'E' }, localTrack: null },
                {
                  track: null,
                  episode: null,
                  localTrack: { uri: 'spotify:local:Some+Artist:An+Album:A%20Song:156' },
                },
                { track: null, episode: null, localTrack: null },
              ],
            },
          ],
        }),
      ),
    ]);
    expect(names(tracks).sort()).toEqual(['A Song', 'Listed', 'Saved']);
    expect(tracks.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
    expect(tracks.find(({ name }) => name === 'A Song')).toMatchObject({ artistName: 'Some Artist' });
    expect(names(dislikes)).toEqual(['Banned']);
    expect(report.setAside.map(({ reason }) => reason)).toEqual(['is a podcast episode', 'has no track']);
    expect(report.rowsRead).toBe(6);
  });
});

describe('importListening on Web API JSON', () => {
  const trackObject = (end: string): Record<string, unknown> => ({
    id: trackId(end),
    uri: trackUri(end),
    type: 'track',
    name: `Song ${end}`,
    artists: [{ name: 'Artist', id: 'x' }],
    album: { name: 'Album', album_type: 'ALBUM', release_date: '2020' },
    duration_ms: 1000,
    explicit: true,
    external_ids: { isrc: 'USAAA2000001' },
  });

  it.each([
    ['a page', { items: [trackObject('a'), trackObject('b')], total: 2 }],
    ['an array of pages', [{ items: [trackObject('a')] }, { items: [trackObject('b')] }]],
    ['an array of tracks', [trackObject('a'), trackObject('b')]],
    ['a search result', { tracks: { items: [trackObject('a'), trackObject('b')] } }],
    ['several tracks', { tracks: [trackObject('a'), trackObject('b')] }],
  ])('reads %s in its order', async (_, value) => {
    const json = JSON.stringify(value)
      .replaceAll('USAAA2000001"}},{', 'USAAA2000001"}},\n{')
      .replace('000001', '000002');
    const { tracks } = await importText('top.txt', json);
    expect(tracks.map(({ name, score }) => [name, score])).toEqual([
      ['Song a', 1],
      ['Song b', 0],
    ]);
    expect(tracks[0]).toMatchObject({
      albumType: 'album',
      explicit: true,
      artistName: 'Artist',
      isrc: 'USAAA2000002',
    });
  });

  it('reads saved tracks and playlist items, nulls, episodes and local files among them', async () => {
    const listening = await importText(
      'saved.json',
      JSON.stringify({
        items: [
          { added_at: 'x', added_by: { id: 'PRIVATE' }, track: trackObject('a') },
          null,
          { track: null },
          { item: { type: 'episode', name: 'E', id: 'e' } },
          {
            track: {
              type: 'track',
              is_local: true,
              id: null,
              uri: 'spotify:local:A:B:C:1',
              name: 'C',
              artists: [],
            },
          },
        ],
      }),
    );
    expect(names(listening.tracks)).toEqual(['Song a', 'C']);
    expect(listening.tracks.map(({ score }) => score)).toEqual([1, 1]);
    expect(Object.keys(reasons(listening))).toEqual([
      'is null: Spotify has the entry no longer',
      'has no track',
      'is a podcast episode',
    ]);
  });

  it('says that an error message is one', async () => {
    const error = fileOf('e.json', '{"error": {"status": 401, "message": "The access token expired"}}');
    await expect(importListening([error])).rejects.toThrow(
      /e\.json: is an error message of the Web API \(status 401\)/,
    );
    const { report } = await importListening([error, fileOf('x.csv', 'Title,Artist\na,b\n')]);
    expect(report.files[0]?.note).toMatch(/error message of the Web API \(status 401\)/);
  });

  it('merges one song under two ids by ISRC, and keeps the features of both', async () => {
    const { tracks } = await importText(
      'top.json',
      JSON.stringify([trackObject('a'), { ...trackObject('b'), name: 'Other title', popularity: 50 }]),
    );
    expect(tracks).toHaveLength(1);
    expect(tracks[0]).toMatchObject({ id: trackId('a'), popularity: 50 });
  });
});

describe('importListening on CSV', () => {
  it('reads the oddities of Exportify’s vintages and languages', async () => {
    const german = [
      '"Track-URI","Track-Name","Künstler-URI(s)","Künstlername(n)","Album-Name","Veröffentlichungsdatum des Albums","Track-Dauer (ms)","Explizit","Beliebtheit","ISRC"',
      `"${trackUri('a')}","Ohio","spotify:artist:1","Crosby\\, Stills\\, Nash & Young","So Far","1974-08-19","183733","false","66","USAT20901916"`,
      '"spotify:local:Julian+W.:42:Der+Protest+Song:198","Der Protest Song","","Julian W.","42","","198000","false","0",""',
      `"${trackUri('b')}","","","","","0000","0","false","0",""`,
      `"${trackUri('c')}","1979","spotify:artist:1","Earth, Wind & Fire","X","0000","1","false","0",""`,
      '"spotify:episode:5Xt5DXGzch68nYYamXrNxZ","Folge 1","","","","","1","false","0",""',
      `"${trackUri('d')}","EARFQUAKE","","Tyler, The Creator","X","2019","1","false","0",""`,
    ].join('\r\n');
    const listening = await importText('liste.csv', german);
    expect(
      listening.tracks.map(({ name, artistName, explicit, popularity, releaseDate }) => [
        name,
        artistName,
        explicit,
        popularity,
        releaseDate,
      ]),
    ).toEqual([
      ['Ohio', 'Crosby, Stills, Nash & Young', false, 66, '1974-08-19'],
      ['Der Protest Song', 'Julian W.', null, null, null],
      ['1979', 'Earth, Wind & Fire', false, 0, null],
      ['EARFQUAKE', 'Tyler, The Creator', false, 0, '2019'],
    ]);
    expect(reasons(listening)).toEqual({ 'names no song': [4], 'is a podcast episode': [6] });
  });

  it('reads double byte order marks, unescaped quotes, names joined by commas or semicolons', async () => {
    const listening = await importText(
      'x.csv',
      `\uFEFF\uFEFFSpotify URI,Track Name,Artist Name,Album Name,Track Duration (ms)\n"${trackUri('a')}","Excerpt from "The Asylum"","Emilie Autumn, Other","Opheliac","100146"\n"${trackUri('b')}","B","Donny Osmond;Chorus - Mulan","M","5"\n`,
    );
    expect(
      listening.tracks.map(({ name, artistName, durationMs }) => [name, artistName, durationMs]),
    ).toEqual([
      ['Excerpt from "The Asylum"', 'Emilie Autumn', 100_146],
      ['B', 'Donny Osmond', 5],
    ]);
  });

  it('reads popularity 0…1, clock times, American dates and decomposed accents', async () => {
    const { tracks } = await importText(
      'x.csv',
      `track_name,artist_name,release_date,duration,song_popularity,track_uri\nBeyonce\u0301 song,Beyonce\u0301,9/14/17,3:07,0.5,${trackUri('a')}\nb,c,5/6/99,1:00:01,1,${trackUri('b')}\n`,
    );
    expect(
      tracks.map(({ releaseDate, durationMs, popularity }) => [releaseDate, durationMs, popularity]),
    ).toEqual([
      ['2017-09-14', 187_000, 50],
      ['1999-05-06', 3_601_000, 100],
    ]);
  });

  it('orders by a rank column, and works without ids', async () => {
    const { tracks } = await importText('x.csv', 'Rank;Title;Artist\n2;Second;A\n1;First;A\n');
    expect(tracks.map(({ id, name, score }) => [id, name, score])).toEqual([
      ['name:a:first', 'First', 1],
      ['name:a:second', 'Second', 0],
    ]);
  });

  it('gives our own dataset back as it is', async () => {
    const { tracks } = await importText(
      'h.json',
      JSON.stringify([song('a'), song('b'), song('c'), song('c', { ts: '2023-06-01T00:00:00Z' })]),
    );
    const reScored = tracks.map(({ listening, ...track }, rank) => ({
      ...track,
      name: `=${track.name}`,
      score: [0.9, 0.25, 0.1][rank] as number,
    }));
    const again = await importText('SongsDataset.csv', datasetToCsv(reScored));
    expect(again.tracks).toEqual(reScored);
  });

  it('reads UTF-16 and Windows-1252', async () => {
    const text = `Track Name\tArtist\nCafé\tÉtoile\n`;
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...text].map((c) => c.charCodeAt(0))).buffer),
    ]);
    const latin = new Uint8Array([...text].map((c) => c.charCodeAt(0)));
    for (const bytes of [utf16, latin]) {
      expect((await importText('x.csv', bytes)).tracks[0]).toMatchObject({
        name: 'Café',
        artistName: 'Étoile',
      });
    }
  });
});

describe('importListening on several lists and archives', () => {
  it('takes the files of a browser', () => {
    expectTypeOf<FileList>().toExtend<Iterable<ImportFile>>();
  });

  it('adds up the ranks of several lists', async () => {
    const list = (...titles: string[]): string =>
      ['Title,Artist', ...titles.map((title) => `${title},A`)].join('\n');
    const { tracks, report } = await importListening([
      fileOf('1.csv', list('x', 'y', 'z')),
      fileOf('2.csv', list('y', 'w')),
    ]);
    // y: 2/3 + 1, x: 1, w: 1/2, z: 1/3
    expect(names(tracks)).toEqual(['y', 'x', 'w', 'z']);
    expect(report.scoring).toBe('by the sum of the ranks in 2 lists');
  });

  it('reads a ZIP as Spotify sends it, and names its files', async () => {
    const zip = zipSync({
      'Spotify Extended Streaming History/Streaming_History_Audio_2023_0.json': bytesOf(
        prettyJson([song('a')]),
      ),
      'Spotify Extended Streaming History/ReadMeFirst_ExtendedStreamingHistory.pdf': [
        bytesOf('%PDF-1.4'),
        { level: 0 },
      ],
      '../../evil.json': [bytesOf(JSON.stringify([song('b')])), { level: 0 }],
      'inner.zip': zipSync({ 'x.json': bytesOf('[]') }),
    });
    const { tracks, report } = await importText('my_spotify_data.zip', zip);
    expect(names(tracks).sort()).toEqual(['Song a', 'Song b']);
    expect(report.files.map(({ file, format, note }) => [file, format, note])).toEqual([
      [
        'my_spotify_data.zip/Spotify Extended Streaming History/Streaming_History_Audio_2023_0.json',
        'extended-history',
        undefined,
      ],
      [
        'my_spotify_data.zip/Spotify Extended Streaming History/ReadMeFirst_ExtendedStreamingHistory.pdf',
        'other',
        'is a PDF document, which holds no listening',
      ],
      ['my_spotify_data.zip/../../evil.json', 'extended-history', undefined],
      ['my_spotify_data.zip/inner.zip/x.json', 'json', 'holds no songs'],
    ]);
  });

  it('says what was looked for and what was found', async () => {
    const files = [
      fileOf('a.pdf', '%PDF'),
      fileOf('b.json', '{"email": "x"}'),
      fileOf('c.csv', 'a,b\n1,2'),
      fileOf('d', ''),
    ];
    await expect(importListening(files)).rejects.toThrow(InvalidDataError);
    await expect(importListening(files)).rejects.toThrow(
      /Found no listening: a\.pdf is a PDF document, .*; b\.json is JSON without songs or plays, .*; c\.csv is text without columns of songs, .*; d is an empty file: .* Expected Spotify's data/,
    );
    await expect(importListening([])).rejects.toThrow(/there is no file/);
  });

  it('tells how far it is, and stops when asked', async () => {
    const content = JSON.stringify(Array.from({ length: 2000 }, (_, index) => song(String(index))));
    const seen: number[] = [];
    await importListening([fileOf('1.json', content), fileOf('2.json', content)], {
      onProgress: ({ bytesRead, bytesTotal }) => seen.push(bytesRead / bytesTotal),
    });
    expect(seen).toEqual([...seen].sort());
    expect(seen[0]).toBeLessThan(1);
    expect(seen.at(-1)).toBe(1);
    const controller = new AbortController();
    const stopped = importText('h.json', content, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
  });
});
