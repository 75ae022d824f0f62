import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { fileOf, historyRow, prettyJson, trackUri } from '../__fixtures__/import-files.ts';
import { SsrmError } from '../errors.ts';
import type { ImportFile } from './files/import-file.ts';
import { type ImportedListening, importListening } from './import-listening.ts';
import { songsFromText } from './songs/songs-from-text.ts';

/** Cases of the fuzz test, always the same ones first; `SSRM_FUZZ_RUNS=100000` for the long run. */
const fuzzRuns = Number(process.env.SSRM_FUZZ_RUNS ?? 2000);

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const named = (name: string): Record<string, unknown> =>
  historyRow({ master_metadata_track_name: name, spotify_track_uri: trackUri(name) });

/** A file whose bytes are made when they are read, so that it may be larger than memory. */
function fileOfPieces(
  name: string,
  pieces: readonly { readonly bytes: Uint8Array; readonly times: number }[],
): ImportFile {
  const size = pieces.reduce((sum, { bytes, times }) => sum + bytes.length * times, 0);
  async function* generate(): AsyncGenerator<Uint8Array> {
    for (const { bytes, times } of pieces) {
      for (let time = 0; time < times; time++) {
        yield bytes;
      }
    }
  }
  return {
    name,
    size,
    slice: () => {
      const iterator = generate();
      return {
        stream: () =>
          new ReadableStream<Uint8Array>(
            {
              async pull(controller) {
                const { done, value } = await iterator.next();
                return done ? controller.close() : controller.enqueue(value);
              },
            },
            { highWaterMark: 0 },
          ),
      };
    },
  };
}

async function attempt(...files: ImportFile[]): Promise<ImportedListening | SsrmError> {
  try {
    return await importListening(files);
  } catch (error) {
    if (SsrmError.isInstance(error)) {
      return error;
    }
    throw error;
  }
}

function expectAccount(result: ImportedListening | SsrmError): void {
  if (SsrmError.isInstance(result)) {
    expect(result.message.length).toBeGreaterThan(20);
    return;
  }
  const { report, tracks } = result;
  expect(report.rowsRead).toBe(report.rowsKept + report.rowsSetAside);
  expect(report.rowsKept).toBeGreaterThanOrEqual(0);
  expect(tracks.every(({ score, name }) => score >= 0 && score <= 1 && typeof name === 'string')).toBe(true);
  expect(JSON.stringify(result)).not.toContain('PRIVATE');
}

/** Fails with what took so long, rather than with the whole test. */
async function inTime<T>(result: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('took longer than 10 s')), 10_000);
  });
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}

/** A small file of each kind that is read, as it should be. */
function validFiles(): Uint8Array[] {
  const history = prettyJson([named('a'), named('b'), historyRow({ ts: null })]);
  const exportify = `Track URI,Track Name,Artist Name(s),Popularity,Added At\n"${trackUri('1')}","a ""b""","c;d",50,2024-01-01T00:00:00Z\n"${trackUri('2')}",e,f,0.5,2024-01-02T00:00:00Z\n`;
  const track = { id: 'x', name: 'y', artists: [{ name: 'z' }], album: { name: 'q', release_date: '2020' } };
  const library = { artist: 'A', album: 'B', track: 'C', uri: trackUri('1') };
  const item = {
    track: { trackName: 'C', artistName: 'A', trackUri: trackUri('1') },
    addedDate: '2024-01-01',
  };
  const listen = { listened_at: 1_700_000_000, track_metadata: { artist_name: 'A', track_name: 'C' } };
  const texts = [
    history,
    exportify,
    JSON.stringify([{ endTime: '2024-01-01 10:00', artistName: 'A', trackName: 'B', msPlayed: 40_000 }]),
    JSON.stringify({ items: [track] }),
    JSON.stringify({ items: [{ track, played_at: '2024-01-01T10:00:00.123Z' }] }),
    JSON.stringify({ tracks: [library], bannedTracks: [library], bannedArtists: [{ name: 'A' }] }),
    JSON.stringify({ playlists: [{ name: 'P', items: [item] }] }),
    JSON.stringify([listen]),
    `${JSON.stringify(listen)}\n${JSON.stringify(listen)}\n`,
    JSON.stringify([
      {
        header: 'YouTube Music',
        title: 'Watched C',
        subtitles: [{ name: 'A - Topic' }],
        time: '2024-01-01T10:00:00Z',
      },
    ]),
    'uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n"1700000000","14 Nov 2023, 22:13",A,,B,,C,\n',
    'Song Name,Album Name,Artist Name,Play Duration Milliseconds,Event Start Timestamp,Event End Timestamp,Media Duration In Milliseconds,End Reason Type\nC,B,A,200000,2024-01-01T10:00:00Z,2024-01-01T10:03:20Z,200000,NATURAL_END_OF_TRACK\n',
    'Track name;Artist name;Playlist name;Type\nC;A;P;Playlist\n',
    'Toto - Africa\nCreep by Radiohead\n',
  ].map(bytesOf);
  const archive = zipSync({ 'x/h.json': bytesOf(history), '../c.csv': bytesOf(exportify) });
  return [...texts, archive, zipSync({ 'a.zip': archive }), gzipSync(bytesOf(exportify))];
}

describe('hostile input', () => {
  it('is made from files that are all read', async () => {
    for (const [index, bytes] of validFiles().entries()) {
      const text = new TextDecoder().decode(bytes);
      const songs =
        songsFromText(text) ?? ((await attempt(fileOf(`${index}`, bytes))) as ImportedListening).known;
      expect(songs?.length, text.slice(0, 200)).toBeGreaterThan(0);
    }
  });

  it('survives nesting a million levels deep, in histories and in other JSON', async () => {
    const deep = '['.repeat(1_000_000) + ']'.repeat(1_000_000);
    const history = `[{"ms_played": ${deep}, "ts": ${deep}},\n${JSON.stringify(named('a'))}]`;
    const api = `{"items": [{"x": ${deep}, "id": "b", "name": "b", "artists": ${deep}}]}`;
    const result = await attempt(
      fileOf('history.json', history),
      fileOf('api.json', api),
      fileOf('deep.json', deep),
    );
    expectAccount(result);
    // The row with the deep values is longer than a row may be, and passed over.
    expect((result as ImportedListening).tracks.map(({ name }) => name).sort()).toEqual(['a', 'b']);
  });

  it('takes __proto__ and constructor for what they are: keys', async () => {
    const rows = `[{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, ${JSON.stringify(named('a')).slice(1)}]`;
    const api = `{"__proto__": {"items": []}, "items": [{"__proto__": {"name": "x"}, "id": "1", "name": "b", "artists": [{"name": "c"}]}]}`;
    const csv = '__proto__,name,artist\n1,__proto__,constructor\n';
    const result = await attempt(fileOf('h.json', rows), fileOf('a.json', api), fileOf('c.csv', csv));
    expect((result as ImportedListening).tracks.map(({ name }) => name).sort()).toEqual([
      '__proto__',
      'a',
      'b',
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('passes over a line of 1 GB in bounded memory', { timeout: 120_000 }, async () => {
    const start = bytesOf(`[${JSON.stringify(named('a'))},\n{"ms_played": 1, "ts": "`);
    const end = bytesOf(`"},\n${JSON.stringify(named('b'))}]`);
    const filling = new Uint8Array(1 << 20).fill(120);
    const before = process.memoryUsage.rss();
    const result = await attempt(
      fileOfPieces('h.json', [
        { bytes: start, times: 1 },
        { bytes: filling, times: 1024 },
        { bytes: end, times: 1 },
      ]),
    );
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 * 1024);
    expect((result as ImportedListening).tracks.map(({ name }) => name).sort()).toEqual(['a', 'b']);
    expect((result as ImportedListening).report.setAside).toEqual([
      { file: 'h.json', kind: 'unusable', reason: 'is longer than 1048576 bytes', count: 1, lines: [2] },
    ]);
  });

  it('refuses CSV and JSON documents that are too large to hold', async () => {
    const filling = bytesOf('a,b\n'.repeat(1 << 18));
    const csv = await attempt(
      fileOfPieces('big.csv', [
        { bytes: bytesOf('name,artist\n'), times: 1 },
        { bytes: filling, times: 129 },
      ]),
    );
    expect((csv as Error).message).toMatch(/big\.csv is larger than 128 MB/);
  });

  it('refuses ZIP bombs before they unpack, and reads what is beside them', async () => {
    const bomb = new Uint8Array(64 * 1024 * 1024).fill(32);
    bomb.set(bytesOf('[{"ts":"2023-05-01T12:00:00Z","ms_played":1},'));
    const result = await attempt(
      fileOf(
        'x.zip',
        zipSync({ 'bomb.json': [bomb, { level: 9 }], 'good.json': bytesOf(prettyJson([named('a')])) }),
      ),
    );
    expect((result as ImportedListening).report.files).toMatchObject([
      {
        file: 'x.zip/bomb.json',
        rowsRead: 0,
        note: expect.stringMatching(
          /claims to unpack to 67108864 bytes from \d+: that is no listening history/,
        ),
      },
      { file: 'x.zip/good.json', rowsKept: 1 },
    ]);
  });

  it('refuses a packed file that is larger than it claims', async () => {
    const zip = zipSync({
      'h.json': [
        bytesOf(prettyJson(Array.from({ length: 500 }, (_, index) => named(`s${index}`)))),
        { level: 9 },
      ],
    });
    const view = new DataView(zip.buffer, zip.byteOffset);
    const directory = zip.findIndex(
      (_, index) => index < zip.length - 4 && view.getUint32(index, true) === 0x02014b50,
    );
    view.setUint32(directory + 24, 100_000, true);
    expect(String(await attempt(fileOf('x.zip', zip)))).toMatch(
      /unpacks to more than the 100000 bytes it claims/,
    );
  });

  it('says what is wrong with archives that are cut off, damaged or encrypted', async () => {
    const zip = zipSync({
      'h.json': bytesOf(prettyJson(Array.from({ length: 200 }, (_, index) => named(`s${index}`)))),
    });
    expect(String(await attempt(fileOf('cut.zip', zip.slice(0, zip.length - 30))))).toMatch(
      /cut\.zip: it has no list of files at its end/,
    );
    const damaged = zip.slice();
    damaged.fill(0xff, 200, 260);
    expect(String(await attempt(fileOf('damaged.zip', damaged)))).toMatch(/damaged/);
    const encrypted = zip.slice();
    const view = new DataView(encrypted.buffer);
    const directory = zip.findIndex(
      (_, index) => index < zip.length - 4 && view.getUint32(index, true) === 0x02014b50,
    );
    encrypted[directory + 8] = 1;
    expect(String(await attempt(fileOf('secret.zip', encrypted)))).toMatch(/is encrypted/);
  });

  it('keeps what stands in front of the place where JSON is cut off or broken', async () => {
    const json = JSON.stringify({
      items: ['a', 'b', 'c'].map((name) => ({ id: name, name, artists: [{ name: 'x' }], duration_ms: 1 })),
    });
    for (const text of [json.slice(0, json.indexOf('"c"')), json.replace('"c"', 'c"c"')]) {
      const result = (await attempt(fileOf('a.json', text))) as ImportedListening;
      expect(result.tracks.map(({ name }) => name)).toEqual(['a', 'b']);
      expect(result.report.rowsSetAside).toBeGreaterThan(0);
      expectAccount(result);
    }
  });

  it('never crashes and always accounts for every row, whatever is changed in real-looking files', {
    timeout: 60_000 + 100 * fuzzRuns,
  }, async () => {
    const seeds = validFiles();
    const splice = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat(40),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 12 }),
        fc
          .constantFrom(
            '"',
            '\\',
            '\\u',
            '}',
            '},{',
            ']',
            '[',
            '{',
            ',',
            '\n',
            '\u0000',
            '\uFEFF',
            'null',
            '1e999',
            '-0',
            '"__proto__":1,',
            '"ms_played":"5",',
            '\r',
            ';',
            "'=1",
          )
          .map(bytesOf),
        fc.string({ unit: 'binary', maxLength: 8 }).map(bytesOf),
      ),
    });
    const change = (
      bytes: Uint8Array,
      { at, remove, insert }: { at: number; remove: number; insert: Uint8Array },
    ): Uint8Array => {
      const position = Math.floor(at * bytes.length);
      const tail = bytes.subarray(Math.min(bytes.length, position + remove));
      return new Uint8Array([...bytes.subarray(0, position), ...insert, ...tail]);
    };
    const file = fc.oneof(
      {
        weight: 9,
        arbitrary: fc
          .tuple(fc.nat(seeds.length - 1), fc.array(splice, { maxLength: 6 }))
          .map(([seed, splices]) => splices.reduce(change, seeds[seed] as Uint8Array)),
      },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
      { weight: 1, arbitrary: fc.json().map(bytesOf) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 3 }), async (contents) => {
        const files = contents.map((bytes, index) => fileOf(`${index}`, bytes));
        expectAccount(await inTime(attempt(...files)));
        const songs = songsFromText(new TextDecoder().decode(contents[0])) ?? [];
        expect(songs.every(({ track }) => typeof track.name === 'string')).toBe(true);
      }),
      { numRuns: fuzzRuns, seed: 13 },
    );
  });
});
