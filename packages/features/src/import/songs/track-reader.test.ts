import { expect, it } from 'vitest';
import { createTrackReader } from './track-reader.ts';

it('reads rows by the names of the columns and by what they hold', () => {
  const header = ['track_id', 'Artist Name(s)', 'track_name', 'duration'];
  const rows = [
    ['spotify:track:0VjIjW4GlUZAMYd2vXMi3b', 'The Weeknd', 'Blinding Lights', '200'],
    ['', 'Tyler, The Creator', 'EARFQUAKE', '190'],
    ['', 'Queen', 'Bohemian Rhapsody', '354'],
  ];
  const read = createTrackReader(header, rows);
  expect(read(rows[0] as string[])).toMatchObject({
    id: '0VjIjW4GlUZAMYd2vXMi3b',
    name: 'Blinding Lights',
    artistName: 'The Weeknd',
    durationMs: 200_000,
    popularity: null,
  });
  expect(read(rows[1] as string[]).artistName).toBe('Tyler, The Creator');
});

it('refuses what is no table of songs, naming its columns', () => {
  expect(() => createTrackReader(['city', 'people'], [['Bonn', '3']])).toThrow(
    /its columns are city, people/,
  );
});
