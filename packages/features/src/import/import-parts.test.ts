import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SsrmError } from '../errors.ts';
import { scoreByRank } from '../score.ts';
import type { Track } from '../track.ts';
import { ExclusionRules, parseExclusions } from './exclusions.ts';
import { ByteTexts } from './json/byte-texts.ts';
import { HistoryReader } from './json/history-reader.ts';
import { HISTORY_KEYS } from './json/history-row.ts';
import { pickJson } from './json/pick-json.ts';
import { PlaySet } from './plays/play-set.ts';
import { readTime } from './plays/read-time.ts';
import { isDisliked, playValues, scoreByValue } from './plays/score-by-plays.ts';
import { combineLists } from './songs/combine-lists.ts';
import { SongIndex } from './songs/song-index.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('HistoryReader', () => {
  const rows = fc.array(
    fc.dictionary(
      fc.constantFrom('ts', 'ms_played', 'ip_addr', 'master_metadata_track_name', 'other'),
      fc.jsonValue({ maxDepth: 3 }),
    ),
    { maxLength: 8 },
  );

  it('reads the same rows as JSON.parse, wherever the pieces end', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(undefined, 2),
        fc.integer({ min: 1, max: 40 }),
        (values, indent, size) => {
          const bytes = bytesOf(JSON.stringify(values, null, indent));
          const seen: { ts: unknown; line: number }[] = [];
          const broken: string[] = [];
          const reader = new HistoryReader({
            row: (row, source, line) => {
              const [start, end] = [row.start[HISTORY_KEYS.ts] as number, row.end[HISTORY_KEYS.ts] as number];
              const ts =
                start === 0 ? undefined : JSON.parse(new TextDecoder().decode(source.subarray(start, end)));
              seen.push({ ts, line });
            },
            broken: (_, reason) => broken.push(reason),
          });
          for (let position = 0; position < bytes.length; position += size) {
            reader.push(bytes.subarray(position, position + size));
          }
          reader.finish();
          expect(broken).toEqual([]);
          expect(seen.map(({ ts }) => ts)).toEqual(
            JSON.parse(JSON.stringify(values)).map((row: { ts?: unknown }) => row.ts),
          );
          const lineOf = (index: number): number =>
            indent === undefined
              ? 1
              : JSON.stringify(values.slice(0, index), null, indent).split('\n').length -
                (index === 0 ? -1 : 0);
          expect(seen.map(({ line }) => line)).toEqual(values.map((_, index) => lineOf(index)));
        },
      ),
    );
  });
});

describe('pickJson', () => {
  it('reads what JSON.parse reads, of the keys that are asked for', () => {
    const keys = new Set(['a', 'b', 'c']);
    const filter = (value: unknown): unknown => {
      if (Array.isArray(value)) {
        return value.map(filter);
      }
      return typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value).flatMap(([key, field]) => (keys.has(key) ? [[key, filter(field)]] : [])),
          )
        : value;
    };
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue({ maxDepth: 0 }),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c', 'secret', '__proto__'), tie('node'), { maxKeys: 4 }),
      ),
    })).node;
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1), (input, indent) => {
        const text = JSON.stringify(input, null, indent);
        const { value: picked, broken } = pickJson(bytesOf(text), (key) => keys.has(key));
        expect(broken).toBeUndefined();
        expect(JSON.parse(JSON.stringify(picked))).toEqual(filter(JSON.parse(text)));
      }),
    );
  });

  it('says where it stops', () => {
    expect(pickJson(bytesOf('{"a": 1,\n"a": x}'), (key) => key === 'a').broken).toEqual({
      line: 2,
      reason: 'what follows is not valid JSON',
    });
    expect(pickJson(bytesOf('{"a": [1,\n2'), (key) => key === 'a').broken?.reason).toMatch(/cut off/);
    expect(pickJson(bytesOf('[] x'), () => true).broken?.reason).toMatch(/behind the end/);
  });

  it('reads documents that stand one behind another', () => {
    expect(pickJson(bytesOf('[1, 2]\n[3]'), () => true)).toMatchObject({ value: [1, 2, 3] });
    expect(pickJson(bytesOf('{"a": 1}\n{"a": 2}\n'), () => true)).toMatchObject({
      value: [{ a: 1 }, { a: 2 }],
    });
  });
});

describe('readTime', () => {
  const read = (text: string): number | null => readTime(bytesOf(text), 0, bytesOf(text).length);

  it('agrees with Date', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('0001-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59Z'),
          noInvalidDate: true,
        }),
        (date) => {
          const seconds = Math.floor(date.getTime() / 1000);
          expect(read(`${date.toISOString().slice(0, 19)}Z`)).toBe(seconds);
          expect(read(date.toISOString())).toBe(seconds);
          expect(read(date.toISOString().slice(0, 16).replace('T', ' '))).toBe(Math.floor(seconds / 60) * 60);
        },
      ),
    );
  });

  it.each([
    '',
    '2023',
    '2023-02-29T00:00:00Z',
    '2023-13-01 00:00',
    '2023-01-01 24:00',
    '2023-01-01T00:00:00+02:00',
    '2023-01-01T00:00:00Zx',
    '01/02/2023 10:00',
  ])('refuses %j', (text) => {
    expect(read(text)).toBeNull();
  });
});

describe('ByteTexts and PlaySet', () => {
  it('give back what was put in, like a Map and a Set', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 4 }), { maxLength: 50 }), (words) => {
        const texts = new ByteTexts(new TextDecoder());
        for (const word of [...words, ...words]) {
          const bytes = bytesOf(JSON.stringify(word));
          expect(texts.get(bytes, 1, bytes.length - 1)).toBe(word);
        }
      }),
    );
    const texts = new ByteTexts(new TextDecoder());
    const set = new PlaySet(0);
    for (const round of [true, false]) {
      for (let index = 0; index < 20_000; index++) {
        const bytes = bytesOf(`text ${index}`);
        expect(texts.get(bytes, 0, bytes.length)).toBe(`text ${index}`);
        expect(set.add(index % 100, Math.floor(index / 100), 7, 3)).toBe(round ? -1 : 3);
      }
    }
  });
});

describe('scores', () => {
  it('are between 0 and 1, keep the order, and are those of scoreByRank without ties', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), (values) => {
        const scores = scoreByValue(values);
        expect(Math.max(...scores)).toBe(1);
        expect(Math.min(...scores)).toBe(new Set(values.map((value) => value + 0)).size === 1 ? 1 : 0);
        for (const [index, value] of values.entries()) {
          expect(Math.sign(value - (values[0] as number)) || 0).toBe(
            Math.sign((scores[index] as number) - (scores[0] as number)) || 0,
          );
        }
      }),
    );
    const ranked = scoreByRank(['a', 'b', 'c', 'd'].map((id) => ({ id }))).map(({ score }) => score);
    expect(scoreByValue([9, 7, 5, 1])).toEqual(ranked);
    expect(scoreByValue([])).toEqual([]);
  });

  it('of plays take half a play away for a skip', () => {
    const song = { plays: 1, recentPlays: 1, skips: 0, recentSkips: 0, msPlayed: 1 };
    expect(
      playValues([song, { ...song, recentPlays: 3 }, { ...song, recentPlays: 1.5, recentSkips: 2 }]),
    ).toEqual([1, 3, 0.5]);
    expect(playValues([song, { ...song, recentPlays: 3, recentSkips: 3 }], { skipPenalty: 1 })).toEqual([
      1, 0,
    ]);
  });

  it('tell dislikes', () => {
    const song = { plays: 0, recentPlays: 0, skips: 2, recentSkips: 2, msPlayed: 1 };
    expect(
      [song, { ...song, skips: 1 }, { ...song, plays: 1 }, { ...song, skips: 4, plays: 1 }].map((each) =>
        isDisliked(each),
      ),
    ).toEqual([true, false, false, true]);
    expect(isDisliked({ ...song, plays: 1 }, { skipShare: 0.6 })).toBe(true);
  });

  const none = { songs: [], values: [] };

  it('of one list of scores stay as they are', () => {
    expect(combineLists(none, [{ songs: [4, 2], values: [0.3, 0.7], kind: 'scores' }])).toEqual({
      songs: [2, 4],
      scores: [0.7, 0.3],
    });
    expect(combineLists(none, [])).toEqual({ songs: [], scores: [] });
  });
});

describe('SongIndex', () => {
  const track = (id: string, name: string, artistName: string | null, isrc?: string): Track => ({
    id,
    name,
    albumName: null,
    artistName,
    releaseDate: null,
    durationMs: null,
    explicit: null,
    popularity: null,
    albumType: null,
    ...(isrc === undefined ? {} : { isrc }),
  });

  it('takes tracks for one song by id, by ISRC, by title and artist', () => {
    const index = new SongIndex();
    const first = index.add(track('1', 'Café – Remastered 2011', 'Beyoncé'));
    expect(index.add(track('2', 'cafe', 'BEYONCE\u0301'))).toBe(first);
    expect(index.add(track('3', 'Cafe', 'Somebody else'))).not.toBe(first);
    expect(index.add(track('4', 'Cafe (Live)', 'Beyoncé'))).not.toBe(first);
    const recorded = index.add(track('5', 'One title', 'A', 'USAAA0000001'));
    expect(index.add(track('6', 'Another', 'B', 'USAAA0000001'))).toBe(recorded);
    expect(index.add(track('7', 'One title', 'A', 'USAAA0000002'))).not.toBe(recorded);
    expect(index.add(track('8', 'One title', null))).not.toBe(recorded);
  });

  it('joins songs that turn out to be one, and keeps everything known of them', () => {
    const index = new SongIndex();
    const byName = index.add({ ...track('name:a:x', 'X', 'A'), durationMs: 5 });
    const byIsrc = index.add(track('4n93SK7dQsQVu9BM5QzvAx', 'X (single)', 'A', 'USAAA0000001'));
    expect(index.find(byName)).not.toBe(index.find(byIsrc));
    index.add({ ...track('other', 'X', 'A', 'USAAA0000001'), popularity: 3 });
    expect(index.find(byName)).toBe(index.find(byIsrc));
    expect(index.track(byIsrc)).toMatchObject({
      id: '4n93SK7dQsQVu9BM5QzvAx',
      durationMs: 5,
      popularity: 3,
      isrc: 'USAAA0000001',
    });
  });
});

describe('parseExclusions', () => {
  it('reads what a command line says', () => {
    expect(
      parseExclusions([
        'artist:The Wiggles ',
        'album:Sleep',
        '2023-12-01..2023-12-31',
        '..2015-01-01',
        'offline',
        'no-incognito',
      ]),
    ).toEqual({
      artists: ['The Wiggles'],
      albums: ['Sleep'],
      periods: [{ from: '2023-12-01', to: '2023-12-31' }, { to: '2015-01-01' }],
      offline: true,
      incognito: false,
    });
  });

  it.each(['artist:', 'the wiggles', '2023-31-12..', '2024-01-01..2023-01-01', ''])('refuses %j', (text) => {
    expect(() => parseExclusions([text])).toThrow(SsrmError);
  });

  it('counts the whole last day', () => {
    const rules = new ExclusionRules({ periods: [{ to: '2023-12-31' }] });
    const at = (time: string): string | null => rules.ofPlay(Date.parse(time) / 1000, false, false);
    expect(at('2023-12-31T23:59:59Z')).toBe('excluded: period ..2023-12-31');
    expect(at('2024-01-01T00:00:00Z')).toBeNull();
  });
});
