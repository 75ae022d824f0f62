import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { scoreSongs } from './score-songs.ts';

const topSongs = await readFile(new URL('../data/top-songs.csv', import.meta.url), 'utf8');
const fewSongs = await readFile(new URL('../data/few-songs.csv', import.meta.url), 'utf8');

describe('scoreSongs', () => {
  it('scores every song from 0 to 1, best first, the same in every run', async () => {
    const scores = await scoreSongs(topSongs, fewSongs);
    expect(scores).toHaveLength(8);
    for (const [index, { score }] of scores.entries()) {
      expect(score).toBeGreaterThanOrEqual(scores[index + 1]?.score ?? 0);
      expect(score).toBeLessThanOrEqual(1);
    }
    expect(await scoreSongs(topSongs, fewSongs)).toEqual(scores);
  });

  it('has learned: songs from the top of the list score higher than those from its end', async () => {
    const lines = topSongs.trim().split('\n');
    const part = async (from: number, to: number) => {
      const scores = await scoreSongs(topSongs, [lines[0], ...lines.slice(from, to)].join('\n'));
      return scores.reduce((total, { score }) => total + score, 0) / scores.length;
    };
    expect(await part(1, 31)).toBeGreaterThan(await part(91, 121));
  });
});
