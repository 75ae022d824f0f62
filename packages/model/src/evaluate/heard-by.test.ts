import { importListening } from '@ssrm/features';
import { describe, expect, it } from 'vitest';
import { type DatedTrack, heardBy, skippedAfter } from './heard-by.ts';

/** [day, song, whether it was heard to the end] */
type Row = readonly [day: string, song: string, isHeard: boolean];

async function listening(rows: readonly Row[]) {
  const plays = rows.map(([day, trackName, isHeard]) => ({
    endTime: `${day} 12:00`,
    artistName: 'Vera Holt',
    trackName,
    msPlayed: isHeard ? 200_000 : 9000,
  }));
  const { tracks, history } = await importListening([
    new File([JSON.stringify(plays)], 'StreamingHistory_music_0.json'),
  ]);
  return { dated: tracks as DatedTrack[], history };
}

const june = Date.parse('2024-06-15T00:00:00Z') / 1000;

describe('a history as it stood at a moment', () => {
  it('has the plays of the months before, late ones for more, and nothing of what came after', async () => {
    const { dated, history } = await listening([
      ['2023-06-10', 'Old', true],
      ['2024-05-10', 'Late', true],
      ['2024-05-11', 'Late', true],
      ['2024-06-03', 'This month', true],
      ['2024-06-20', 'After', true],
      ['2024-07-01', 'Old', true],
      ['2024-07-02', 'Old', true],
    ]);
    const past = heardBy(dated, june, history);
    const plays = Object.fromEntries(past.map(({ name, listening }) => [name, listening]));
    expect(Object.keys(plays).sort()).toEqual(['Late', 'Old', 'This month']);
    expect(plays.Old).toMatchObject({ plays: 1, recentPlays: 0.5, skips: 0 });
    expect(plays.Late?.plays).toBe(2);
    expect(plays.Late?.recentPlays).toBeCloseTo(2 * 2 ** (-1 / 12), 12);
    expect(plays['This month']?.plays).toBe(1);
    expect(new Set(past.map(({ score }) => score))).toEqual(new Set([1]));
    const withoutHistory = heardBy(dated, june, undefined);
    expect(withoutHistory.map(({ listening }) => listening?.plays)).toEqual([1, 1, 1]);
  });

  it('knows what was met later and always left', async () => {
    const { history } = await listening([
      ['2024-01-02', 'Left early on', false],
      ['2024-08-02', 'Left', false],
      ['2024-08-03', 'Left at first', false],
      ['2024-08-04', 'Left at first', true],
      ['2024-08-05', 'Heard', true],
    ]);
    expect(skippedAfter(history, june).map(({ name, artistName }) => [name, artistName])).toEqual([
      ['Left', 'Vera Holt'],
    ]);
  });
});
