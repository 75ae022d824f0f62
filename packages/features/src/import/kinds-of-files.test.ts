import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { accountRow, fileOf, historyRow, trackId, trackUri } from '../__fixtures__/import-files.ts';
import { importListening } from './import-listening.ts';

// Each kind is modelled on files that people have: the formats' own documents, public repositories and reports.

type Files = Readonly<Record<string, string | Uint8Array | object>>;

async function read(files: Files) {
  const made = Object.entries(files).map(([name, content]) => {
    const isPlain = typeof content === 'object' && !(content instanceof Uint8Array);
    return fileOf(name, isPlain ? JSON.stringify(content) : content);
  });
  const { tracks, dislikes, report } = await importListening(made);
  const scores = new Map(tracks.map(({ name, score }) => [name, score]));
  return {
    tracks,
    scores,
    report,
    order: tracks.map(({ name }) => name),
    disliked: dislikes.map(({ name }) => name),
  };
}

const accountPlay = (artistName: string, trackName: string, minute: number) =>
  accountRow(`2024-03-01 10:${String(minute).padStart(2, '0')}`, artistName, trackName, 200_000 + minute);
const often = accountPlay('Blue Kiln', 'Often', 1);
const history = [often, accountPlay('Blue Kiln', 'Often', 9), accountPlay('Quiet Mill', 'Once', 5)];
const extendedPlay = (ts: string | number, name: string, more: object = {}) =>
  historyRow({
    ts,
    master_metadata_track_name: name,
    master_metadata_album_artist_name: 'Blue Kiln',
    spotify_track_uri: trackUri(name),
    ...more,
  });

describe('a row with a time is a play', () => {
  it.each<[string, Files]>([
    ['account data as CSV', { 'h.csv': csv('endTime,artistName,trackName,msPlayed', history) }],
    [
      'JSON without a length',
      {
        'p.json': [
          ['2024-03-01T10:00:00Z', 'Often'],
          ['2024-03-01T11:00:00Z', 'Once'],
          ['2024-03-01T12:00:00Z', 'Often'],
        ].map(([time, trackName]) => ({ trackName, artistName: 'A', time })),
      },
    ],
    [
      'a saved page of recently-played',
      {
        'r.json': {
          items: ['Often', 'Once', 'Often'].map((name, hour) => ({
            played_at: `2024-03-01T1${hour}:00:00Z`,
            track: {
              id: trackId(name === 'Once' ? 'o' : 'f'),
              type: 'track',
              name,
              artists: [{ name: 'A' }],
            },
          })),
        },
      },
    ],
    [
      'Last.fm without a header',
      {
        'scrobbles.csv':
          'A,Album,Often,01 Mar 2024 10:00\nA,Album,Once,01 Mar 2024 09:00\nA,Album,Often,01 Mar 2024 08:00\n',
      },
    ],
    [
      'Last.fm with a header and uts',
      {
        'scrobbles.csv':
          'uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n1709287200,"01 Mar 2024, 10:00",A,,B,,Often,\n1709283600,"01 Mar 2024, 09:00",A,,B,,Once,\n1709280000,"01 Mar 2024, 08:00",A,,B,,Often,\n',
      },
    ],
    [
      'ListenBrainz',
      {
        'listens.json': [1709287200, 1709283600, 1709280000].map((listened_at, index) => ({
          listened_at,
          track_metadata: { artist_name: 'A', track_name: index === 1 ? 'Once' : 'Often' },
        })),
      },
    ],
    [
      'Google Takeout of YouTube Music',
      {
        'watch-history.json': ['Often', 'Once', 'Often']
          .map((name, hour) => ({
            header: 'YouTube Music',
            title: `Watched ${name}`,
            titleUrl: `https://music.youtube.com/watch?v=${name}`,
            subtitles: [{ name: 'A - Topic' }],
            time: `2024-03-01T1${hour}:00:00.000Z`,
          }))
          .concat([
            {
              header: 'YouTube',
              title: 'Watched A film',
              titleUrl: 'https://www.youtube.com/watch?v=x',
              subtitles: [{ name: 'Some channel' }],
              time: '2024-03-01T15:00:00.000Z',
            },
          ]),
      },
    ],
    [
      'times with a zone, a fraction, or as a number',
      {
        'h.json': [
          extendedPlay('2024-03-01 10:00:00 UTC', 'Often'),
          extendedPlay('2024-03-01T13:00:00.250+02:00', 'Often'),
          extendedPlay(1709287200, 'Often'),
          extendedPlay('1709294400000', 'Once'),
        ],
      },
    ],
  ])('%s', async (_, files) => {
    const { order, report } = await read(files);
    expect(order).toEqual(['Often', 'Once']);
    expect(report.scoring).toContain('plays');
  });
});

describe('what the order of a list means', () => {
  const exportify = (added: (row: number) => string) =>
    `Track URI,Track Name,Artist Name(s),Added At\n${['First', 'Second', 'Third'].map((name, row) => `spotify:track:${trackId(name[0]?.toLowerCase() ?? '')},${name},Vera Holt,${added(row)}`).join('\n')}\n`;

  it('a playlist that grew over days ranks nothing', async () => {
    const { scores, report } = await read({ 'road.csv': exportify((row) => `2022-02-1${row}T09:30:00Z`) });
    expect([...scores.values()]).toEqual([1, 1, 1]);
    expect(report.ranking).toBe('none');
  });

  it('one that was made at one moment, as Spotify makes top songs, is ranked', async () => {
    const { order, scores } = await read({ 'top.csv': exportify(() => '2023-11-29T05:00:00Z') });
    expect(order).toEqual(['First', 'Second', 'Third']);
    expect(scores.get('Third')).toBe(0);
  });

  it.each(['play_count', 'plays', 'Times played'])('the column %s is the score', async (column) => {
    const { order } = await read({ 'counts.csv': `name,artist,${column}\nRare,A,3\nMost,A,90\nSome,A,12\n` });
    expect(order).toEqual(['Most', 'Some', 'Rare']);
  });

  it('several playlists in one file are no ranking', async () => {
    const { scores } = await read({
      'My Spotify Library.csv':
        'Track name,Artist name,Album,Playlist name,Type,ISRC,Spotify - id\nOne,A,,Calm,Playlist,,\nTwo,A,,Calm,Playlist,,\nThree,B,,Loud,Playlist,,\nSome Band - Filmed,,,Loud,Playlist,,\n',
    });
    expect(new Set(scores.values())).toEqual(new Set([1]));
    expect([...scores.keys()]).toContain('Filmed');
  });

  it('saved songs never stand above played ones', async () => {
    const { order } = await read({
      'StreamingHistory_music_0.json': history,
      'YourLibrary.json': {
        tracks: [{ artist: 'C', album: 'D', track: 'Saved', uri: `spotify:track:${trackId('s')}` }],
      },
    });
    expect(order).toEqual(['Often', 'Once', 'Saved']);
  });
});

describe('columns, whatever they are called', () => {
  it.each([
    [
      'Arabic',
      '"رابط الأغنية (URI)","اسم الأغنية","روابط الفنانين (URI)","أسماء الفنانين","رابط الألبوم (URI)","اسم الألبوم","روابط فناني الألبوم (URI)","أسماء فناني الألبوم","تاريخ إصدار الألبوم","رابط صورة الألبوم","رقم القرص","رقم الأغنية","مدة الأغنية (بالمللي ثانية)","رابط معاينة الأغنية","صريح","الشعبية","ISRC","أضيف بواسطة","أضيف في"',
    ],
    [
      'Chinese',
      '"曲目 URI","曲目名称","艺人 URI","艺人名称","专辑 URI","专辑名称","专辑艺人 URI","专辑艺人名称","专辑发行日期","专辑封面 URL","光盘编号","曲目编号","曲目时长（毫秒）","曲目试听 URL","含露骨内容","热度","ISRC","添加者","添加时间"',
    ],
  ])('Exportify in %s', async (_, header) => {
    const row = (letter: string, name: string) =>
      [
        ...[
          `spotify:track:${trackId(letter)}`,
          name,
          `spotify:artist:${trackId('m')}`,
          'Mara',
          `spotify:album:${trackId('d')}`,
          'Docks',
        ],
        ...[
          `spotify:artist:${trackId('m')}`,
          'Mara',
          '2016-05-01',
          'https://i.scdn.co/image/x',
          '1',
          '2',
          '201000',
          '',
          'true',
          '41',
        ],
        ...[`USAAA2000${letter.charCodeAt(0)}`, 'spotify:user:x', '2024-01-01T10:00:00Z'],
      ]
        .map((cell) => `"${cell}"`)
        .join(',');
    const { tracks } = await read({
      'list.csv': [header, row('q', 'Lantern'), row('w', 'Ferry')].join('\n'),
    });
    const known = {
      artistName: 'Mara',
      albumName: 'Docks',
      durationMs: 201_000,
      explicit: true,
      popularity: 41,
    };
    expect(tracks).toMatchObject([
      { id: trackId('q'), name: 'Lantern', ...known },
      { id: trackId('w'), name: 'Ferry', ...known },
    ]);
  });

  it('takes the popularity of the track, a year and minutes', async () => {
    const { tracks } = await read({
      'tracks.csv': `track_id,track_name,primary_artist,artist_popularity,album_release_year,track_duration_min,track_popularity\n${trackId('a')},Slow Ferry,Marina Wells,88,2016,3.5,41\n`,
    });
    expect(tracks[0]).toMatchObject({
      artistName: 'Marina Wells',
      popularity: 41,
      durationMs: 210_000,
      releaseDate: '2016',
    });
  });

  it('tells two artists from one with a comma', async () => {
    const { tracks } = await read({
      'pandas.csv': `id,name,artists\n${trackId('a')},Two,"['Ada Lumen', 'Osk']"\n${trackId('b')},One,"['Earth, Wind & Fire']"\n`,
      'typed.csv': 'TITLE, ARTIST\n"Hello, Goodbye", "The Beatles"\n"Harvest", "Crosby, Stills & Nash"\n',
    });
    const artists = Object.fromEntries(tracks.map(({ name, artistName }) => [name, artistName]));
    expect(artists).toMatchObject({
      Two: 'Ada Lumen',
      One: 'Earth, Wind & Fire',
      'Hello, Goodbye': 'The Beatles',
      Harvest: 'Crosby, Stills & Nash',
    });
  });

  it('reads rows of a table as JSON records', async () => {
    const { tracks } = await read({
      'list.json': [
        {
          'Track URI': `spotify:track:${trackId('p')}`,
          'Track Name': 'Step Ladder',
          'Artist Name(s)': 'Osk',
          'Track Duration (ms)': '181000',
          Popularity: '33',
        },
      ],
    });
    expect(tracks[0]).toMatchObject({
      name: 'Step Ladder',
      artistName: 'Osk',
      durationMs: 181_000,
      popularity: 33,
    });
  });

  it('reads what spotify-backup writes', async () => {
    const track = (name: string) => ({
      track: { id: trackId(name[0] ?? ''), type: 'track', name, artists: [{ name: 'Osk' }] },
    });
    const { order } = await read({
      'playlists.json': [
        { name: 'Liked Songs', tracks: [track('Abc')] },
        { name: 'Calm', tracks: [track('Def')] },
      ],
    });
    expect([...order].sort()).toEqual(['Abc', 'Def']);
  });
});

describe('containers', () => {
  const text = JSON.stringify(history);
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer),
  ]);
  const bytes = new TextEncoder().encode(text);
  it.each<[string, Files]>([
    ['a line for each play', { 'h.jsonl': history.map((play) => JSON.stringify(play)).join('\n') }],
    ['wrapped in an object', { 'h.json': { data: history } }],
    [
      'two arrays in one file',
      { 'h.json': `${JSON.stringify(history.slice(0, 2))}\n${JSON.stringify(history.slice(2))}` },
    ],
    ['gzip', { 'h.json.gz': gzipSync(bytes) }],
    [
      'a ZIP in a ZIP, in folders',
      { 'all.zip': zipSync({ 'a/b/inner.zip': zipSync({ 'Spotify/StreamingHistory0.json': bytes }) }) },
    ],
    ['UTF-16', { 'h.json': utf16 }],
    ['a byte order mark, and another name', { 'h.txt': `\ufeff${text}` }],
  ])('%s', async (_, files) => {
    expect((await read(files)).order).toEqual(['Often', 'Once']);
  });

  it('joins what was encoded twice with what was not', async () => {
    const { tracks } = await read({
      'a.json': [accountPlay('BeyoncÃ©', 'Halo', 1)],
      'b.json': [accountPlay('Beyoncé', 'Halo', 9)],
    });
    expect(tracks.map(({ artistName, listening }) => [artistName, listening?.plays])).toEqual([
      ['Beyoncé', 2],
    ]);
  });
});

describe('damage beside good files', () => {
  it.each<[string, Files, RegExp]>([
    ['an empty file', { 'StreamingHistory1.json': '' }, /empty/],
    [
      'a pointer of Git LFS',
      {
        'StreamingHistory1.json':
          'version https://git-lfs.github.com/spec/v1\noid sha256:2d71\nsize 12582912\n',
      },
      /LFS/,
    ],
    ['JSON that breaks off', { 'StreamingHistory1.json': JSON.stringify(history).slice(0, -40) }, /.+/],
    [
      'a ZIP that breaks off',
      { 'more.zip': zipSync({ 'x.json': new TextEncoder().encode('[]'.repeat(500)) }).slice(0, 60) },
      /.+/,
    ],
  ])('%s is named, the good ones are used', async (_, files, note) => {
    const { order, report } = await read({ 'StreamingHistory0.json': history, ...files });
    expect(order).toEqual(['Often', 'Once']);
    const bad = report.files.find(({ file }) => file.includes(Object.keys(files)[0] as string));
    expect(bad?.isDamaged).toBe(true);
    expect(bad?.note ?? report.setAside.find(({ file }) => file === bad?.file)?.reason).toMatch(note);
  });

  it('refuses what is somebody else’s by name', async () => {
    const workbook = zipSync({
      '[Content_Types].xml': new TextEncoder().encode('<Types/>'),
      'xl/workbook.xml': new TextEncoder().encode('<workbook/>'),
    });
    await expect(read({ 'list.xlsx': workbook })).rejects.toThrow(/CSV/);
    await expect(read({ 'none.json': { settings: { dark: true } } })).rejects.toThrow(/none\.json/);
  });
});

describe('rows', () => {
  it('counts audiobooks and podcasts by kind, not as errors', async () => {
    const { order, report } = await read({
      'Streaming_History_Audio_2024_0.json': [
        extendedPlay('2024-05-01T10:00:00Z', 'Often'),
        {
          ...extendedPlay('2024-05-01T11:00:00Z', ''),
          master_metadata_track_name: null,
          spotify_track_uri: null,
          audiobook_title: 'A Book',
          audiobook_uri: 'spotify:show:x',
          audiobook_chapter_title: 'One',
        },
        {
          ...extendedPlay('2024-05-01T12:00:00Z', ''),
          master_metadata_track_name: null,
          spotify_track_uri: null,
          episode_name: 'Talk',
          episode_show_name: 'A show',
        },
      ],
    });
    expect(order).toEqual(['Often']);
    expect(report.setAsideCounts).toMatchObject({ 'not-music': 2, unusable: 0 });
  });

  it('counts a play once that two files give two seconds apart', async () => {
    const at = (second: number) => [
      extendedPlay(`2024-05-01T10:00:0${second}Z`, 'Often'),
      extendedPlay(`2024-05-01T10:20:0${second}Z`, 'Often'),
    ];
    const { tracks } = await read({ 'new.json': at(3), 'old.json': at(1) });
    expect(tracks[0]?.listening?.plays).toBe(2);
  });

  it('takes a stop before three seconds for nothing, and a short song by the share that was heard', async () => {
    const { tracks, disliked } = await read({
      'h.json': [
        ...[0, 1, 2].map((hour) =>
          extendedPlay(`2024-05-01T1${hour}:00:00Z`, 'Slipped', { ms_played: 900, reason_end: 'fwdbtn' }),
        ),
        extendedPlay('2024-05-01T13:00:00Z', 'Kept', { ms_played: 14_000 }),
        extendedPlay('2024-05-01T14:00:00Z', 'Kept', { ms_played: 14_000 }),
      ],
    });
    expect(disliked).toEqual([]);
    expect(tracks.map(({ name, listening }) => [name, listening?.plays])).toEqual([['Kept', 2]]);
  });

  it('takes banned songs and artists for dislikes', async () => {
    const { order, disliked } = await read({
      'StreamingHistory_music_0.json': [...history, accountPlay('Banned Band', 'Theirs', 20)],
      'YourLibrary.json': {
        tracks: [],
        bannedTracks: [{ artist: 'C', album: 'D', track: 'Hidden', uri: `spotify:track:${trackId('h')}` }],
        bannedArtists: [{ name: 'Banned Band', uri: 'spotify:artist:x' }],
      },
    });
    expect(order).toEqual(['Often', 'Once']);
    expect([...disliked].sort()).toEqual(['Hidden', 'Theirs']);
  });
});

function csv(header: string, rows: readonly object[]): string {
  return [header, ...rows.map((row) => Object.values(row).join(','))].join('\n');
}
