import { type ListeningHistory, toTrack } from '@ssrm/features';
import { describe, expect, it } from 'vitest';
import { stylesOverTime } from './styles-over-time.ts';

function history(months: ListeningHistory['months']): ListeningHistory {
  const songs = ['Metallica', 'TWICE', 'Nobody Has Heard Of Them 123'].map((artistName) => ({
    ...toTrack({ id: artistName, name: 'x', artistName }),
    ...{
      plays: 1,
      skips: 0,
      msPlayed: 1,
      firstHeard: null,
      lastHeard: null,
      firstSkipped: null,
      isListed: false,
      isDisliked: false,
    },
  }));
  return { kind: 'ssrm-history', version: 1, songs, days: [], msByHour: [], months };
}

describe('stylesOverTime', () => {
  it('gives shares of the plays with a known style, by year where there are more than two', async () => {
    const moved = await stylesOverTime(
      history([
        { month: '2021-05', plays: [[0, 3]] },
        {
          month: '2022-01',
          plays: [
            [0, 1],
            [2, 50],
          ],
        },
        { month: '2022-02', plays: [[1, 3]] },
        { month: '2023-01', plays: [[2, 9]] },
      ]),
    );
    expect(moved).toEqual([
      { period: '2021', styles: [{ style: 'metal', share: 1 }] },
      {
        period: '2022',
        styles: [
          { style: 'K-pop', share: 0.75 },
          { style: 'metal', share: 0.25 },
        ],
      },
    ]);
  });

  it('goes by month in a shorter history', async () => {
    const moved = await stylesOverTime(history([{ month: '2022-01', plays: [[1, 2]] }]));
    expect(moved).toEqual([{ period: '2022-01', styles: [{ style: 'K-pop', share: 1 }] }]);
  });
});
