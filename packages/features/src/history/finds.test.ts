import { describe, expect, it } from 'vitest';
import { importListening } from '../import/import-listening.ts';
import { findInHistory } from './finds.ts';

interface Heard {
  readonly day: string;
  readonly song: string;
  readonly artist: string;
  readonly ms?: number;
}

/** Plays follow each other every five minutes. */
const row = ({ day, song, artist, ms = 200_000 }: Heard, minute: number) => ({
  endTime: `${day} ${String(8 + Math.floor(minute / 12)).padStart(2, '0')}:${String((minute % 12) * 5).padStart(2, '0')}`,
  artistName: artist,
  trackName: song,
  msPlayed: ms,
});

const times = (count: number, day: string, song: string, artist: string): Heard[] =>
  Array.from({ length: count }, () => ({ day, song, artist }));

async function historyOf(plays: readonly Heard[], saved: readonly (readonly [string, string])[] = []) {
  const library = { tracks: saved.map(([artist, track]) => ({ artist, track, album: 'A', uri: '' })) };
  const files = [
    new File([JSON.stringify(plays.map(row))], 'StreamingHistory0.json'),
    ...(saved.length > 0 ? [new File([JSON.stringify(library)], 'YourLibrary.json')] : []),
  ];
  return (await importListening(files)).history;
}

const alike = async (tracks: readonly unknown[]) => tracks.map(() => 0.5);

describe('findInHistory', () => {
  it('finds what was loved and not heard for a year, and says so in counts and days', async () => {
    const history = await historyOf([
      ...times(9, '2022-03-01', 'Old love', 'A'),
      ...times(9, '2024-03-01', 'New love', 'B'),
      ...times(3, '2022-03-01', 'Liked a little', 'C'),
    ]);
    const finds = await findInHistory(history, { limit: 5, score: alike });
    expect(finds).toEqual([
      expect.objectContaining({
        kind: 'forgotten',
        track: expect.objectContaining({ name: 'Old love' }),
        reason: 'You played it 9 times, last on 1 March 2022.',
      }),
    ]);
  });

  it('finds saved songs that were never played, and artists who were heard once and not skipped', async () => {
    const history = await historyOf(
      [
        ...times(1, '2022-03-01', 'Only one', 'Once'),
        ...times(1, '2022-03-01', 'First', 'Left'),
        { day: '2022-03-02', song: 'Second', artist: 'Left', ms: 4000 },
        ...times(9, '2024-03-01', 'New love', 'B'),
      ],
      [
        ['Saved', 'Unheard'],
        ['B', 'New love'],
      ],
    );
    const finds = await findInHistory(history, { limit: 5, score: alike });
    expect(finds.map(({ kind, track }) => `${kind}: ${track.name}`).sort()).toEqual([
      'never-played: Unheard',
      'second-chance: Only one',
    ]);
  });

  it('takes the best-scored first and no artist more than twice', async () => {
    const history = await historyOf([
      ...[1, 2, 3, 4].flatMap((song) => times(9, '2022-03-01', `Song ${song}`, 'A')),
      ...times(9, '2024-03-01', 'New love', 'B'),
    ]);
    const finds = await findInHistory(history, {
      limit: 5,
      score: async (tracks) => tracks.map(({ name }) => (name === 'Song 3' ? 0.9 : 0.2)),
    });
    expect(finds).toHaveLength(2);
    expect(finds[0]?.track.name).toBe('Song 3');
  });

  it('finds nothing where there is no history', async () => {
    const file = new File(['id,name,artist_name\n4n93SK7dQsQVu9BM5QzvAx,Song,Artist\n'], 'list.csv');
    const { history } = await importListening([file]);
    expect(await findInHistory(history, { limit: 5, score: alike })).toEqual([]);
  });
});
