import { describe, expect, it } from 'vitest';
import { trackId } from '../__fixtures__/import-files.ts';
import type { ScoredTrack } from '../track.ts';
import { type CachedLookup, fillTracks, type TrackSource } from './fill-tracks.ts';

const now = new Date('2026-01-31T00:00:00Z');

function bare(id: string, score = 1): ScoredTrack {
  return {
    id,
    name: `Song ${id}`,
    albumName: null,
    artistName: 'Artist',
    releaseDate: null,
    durationMs: null,
    explicit: null,
    popularity: null,
    albumType: null,
    score,
  };
}

function answer(id: string, popularity?: number): object {
  return {
    id: `${id}-relinked`,
    name: 'Another spelling',
    artists: [{ name: 'Artist' }],
    album: { name: 'Album', album_type: 'single', release_date: '2020-01-01' },
    duration_ms: 1000,
    explicit: true,
    popularity,
  };
}

/** A service that answers by id and writes down what it is asked. */
function serviceOf(answers: (id: string) => unknown): TrackSource & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    getTrack: async (id) => {
      asked.push(id);
      const result = answers(id);
      if (result instanceof Error) {
        throw result;
      }
      return result;
    },
  };
}

const failure = (status: number): Error => Object.assign(new Error('failed'), { status });
const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map(trackId) as [string, string, string, string, string];

describe('fillTracks', () => {
  it('fills in what is missing and keeps what is known', async () => {
    const service = serviceOf((id) => answer(id, 55));
    const known = { ...bare(b), durationMs: 5, albumName: 'Known' };
    const whole = {
      ...bare(c),
      durationMs: 1,
      explicit: false,
      popularity: 1,
      albumType: 'album',
      releaseDate: '1',
    } as const;
    const { tracks, report } = await fillTracks([bare(a, 0.9), known, whole], service);
    expect(tracks[0]).toEqual({
      ...bare(a, 0.9),
      albumName: 'Album',
      releaseDate: '2020-01-01',
      durationMs: 1000,
      explicit: true,
      popularity: 55,
      albumType: 'single',
    });
    expect(tracks[1]).toMatchObject({ durationMs: 5, albumName: 'Known', popularity: 55 });
    expect(tracks[2]).toEqual(whole);
    expect(service.asked).toEqual([a, b]);
    expect(report).toEqual({
      incomplete: 2,
      requests: 2,
      fromCache: 0,
      filled: 2,
      unavailable: [],
      unresolved: [],
    });
  });

  it('keeps to the budget and continues where it stopped', async () => {
    const cache = new Map<string, CachedLookup>();
    const service = serviceOf((id) => answer(id, 55));
    const first = await fillTracks(
      [a, b, c].map((id) => bare(id)),
      service,
      { budget: 2, cache, now },
    );
    expect(first.report).toMatchObject({ requests: 2, filled: 2 });
    expect(first.report.unresolved).toEqual([
      { id: c, reason: 'the budget of 2 requests is spent', retryable: true },
    ]);
    const second = await fillTracks(
      [a, b, c].map((id) => bare(id)),
      service,
      { budget: 2, cache, now },
    );
    expect(second.report).toMatchObject({ requests: 1, fromCache: 2, filled: 3, unresolved: [] });
    expect(service.asked).toEqual([a, b, c]);
  });

  it('asks again for what was kept too long', async () => {
    const cache = new Map<string, CachedLookup>([[a, { at: now.getTime() - 8 * 86_400_000, track: null }]]);
    const ask = async (maximumAgeDays: number) =>
      (
        await fillTracks(
          [bare(a)],
          serviceOf((id) => answer(id)),
          { cache: new Map(cache), now, maximumAgeDays },
        )
      ).report;
    expect(await ask(9)).toMatchObject({ requests: 0, unavailable: [a] });
    expect(await ask(7)).toMatchObject({ requests: 1, filled: 1, unavailable: [] });
  });

  it('never remembers a failure as a track that does not exist', async () => {
    const cache = new Map<string, CachedLookup>();
    const service = serviceOf((id) => (id === a ? failure(404) : id === b ? failure(503) : answer(id)));
    const { report } = await fillTracks(
      [a, b, c].map((id) => bare(id)),
      service,
      { cache, now },
    );
    expect(report.unavailable).toEqual([a]);
    expect(report.unresolved).toEqual([
      { id: b, reason: 'the request failed with status 503', retryable: true },
    ]);
    expect([...cache.keys()]).toEqual([a, c]);
  });

  it('stops asking when it is refused or rate-limited, or after three failures in a row', async () => {
    for (const status of [401, 403, 429]) {
      const service = serviceOf(() => failure(status));
      const { report } = await fillTracks(
        [a, b].map((id) => bare(id)),
        service,
      );
      expect(service.asked).toEqual([a]);
      expect(report.unresolved[1]?.reason).toBe(`not asked: the request failed with status ${status} before`);
      expect(report.unavailable).toEqual([]);
    }
    const service = serviceOf(() => new TypeError('fetch failed'));
    await fillTracks(
      [a, b, c, d, e].map((id) => bare(id)),
      service,
    );
    expect(service.asked).toEqual([a, b, c]);
  });

  it('does not spend requests on popularity in development mode', async () => {
    const service = serviceOf((id) => answer(id));
    const almost = {
      ...bare(b),
      durationMs: 1,
      explicit: true,
      albumType: 'album',
      releaseDate: '2020',
    } as const;
    const { report } = await fillTracks([bare(a), almost], service);
    expect(service.asked).toEqual([a]);
    expect(report.unresolved).toEqual([
      { id: b, reason: 'popularity is not given in development mode', retryable: false },
    ]);
  });

  it('asks in batches where it can', async () => {
    const batches: (readonly string[])[] = [];
    const ids = Array.from({ length: 60 }, (_, index) => trackId(`x${index}`));
    const { report } = await fillTracks(
      ids.map((id) => bare(id)),
      {
        getTrack: () => Promise.reject(new Error('not in batches')),
        getTracks: async (asked) => {
          batches.push(asked);
          return asked.map((id) => (id === ids[1] ? null : answer(id, 1)));
        },
      },
    );
    expect(batches.map((batch) => batch.length)).toEqual([50, 10]);
    expect(report).toMatchObject({ requests: 2, filled: 59, unavailable: [ids[1]], unresolved: [] });
  });

  it('keeps what a batch brought, and asks again for the rest of it', async () => {
    const cache = new Map<string, CachedLookup>();
    const progress: string[] = [];
    const { report } = await fillTracks(
      [a, b, c].map((id) => bare(id)),
      {
        getTrack: () => Promise.reject(new Error('not in batches')),
        getTracks: async () => [answer(a, 1), undefined, null],
      },
      { cache, onProgress: ({ done, total }) => progress.push(`${done} of ${total}`) },
    );
    expect(report).toMatchObject({ filled: 1, unavailable: [c] });
    expect(report.unresolved).toEqual([{ id: b, reason: 'the request failed', retryable: true }]);
    expect([...cache.keys()]).toEqual([a, c]);
    expect(progress).toEqual(['3 of 3']);
  });

  it('does not take a cache that cannot be written for a failed request', async () => {
    const filling = fillTracks(
      [bare(a)],
      serviceOf((id) => answer(id, 1)),
      { cache: { get: () => undefined, set: () => Promise.reject(new Error('disk full')) } },
    );
    await expect(filling).rejects.toThrow('disk full');
  });

  it('searches for tracks of which only names are known, and takes exact matches only', async () => {
    const queries: string[] = [];
    const source: TrackSource = {
      getTrack: () => Promise.reject(new Error('has no id')),
      searchTracks: async (query) => {
        queries.push(query);
        const result = answer('x', 9) as Record<string, unknown>;
        return [{ ...result, name: 'Something else' }, null, { ...result, name: 'SÖNG' }];
      },
    };
    const named = { ...bare('name:artist:song'), name: 'Song' };
    const other = { ...bare('name:artist:other'), name: 'Other' };
    const { tracks, report } = await fillTracks([named, other], source);
    expect(queries).toEqual(['track:Song artist:Artist', 'track:Other artist:Artist']);
    expect(tracks[0]).toMatchObject({ id: 'name:artist:song', name: 'Song', durationMs: 1000 });
    expect(report.unavailable).toEqual(['name:artist:other']);
  });

  it('stops when asked, and what was found stays', async () => {
    const cache = new Map<string, CachedLookup>();
    const controller = new AbortController();
    const service = serviceOf((id) => {
      if (id === b) {
        controller.abort(new Error('enough'));
      }
      return answer(id, 1);
    });
    const filling = fillTracks(
      [a, b, c].map((id) => bare(id)),
      service,
      { cache, signal: controller.signal },
    );
    await expect(filling).rejects.toThrow('enough');
    expect(cache.has(a)).toBe(true);
    expect(service.asked).toEqual([a, b]);
  });
});
