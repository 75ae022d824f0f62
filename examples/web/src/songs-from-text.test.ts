import { describe, expect, it } from 'vitest';
import { songsFromText } from './songs-from-text.ts';

describe('songsFromText', () => {
  it('reads one song a line, with or without artist', () => {
    const songs = songsFromText(
      'Geyser – Mitski\n\n  Not - Big Thief \r\nHyperballad\nE-Bow the Letter\tR.E.M.',
    );
    expect(songs.map((song) => [song.name, song.artistName])).toEqual([
      ['Geyser', 'Mitski'],
      ['Not', 'Big Thief'],
      ['Hyperballad', null],
      ['E-Bow the Letter', 'R.E.M.'],
    ]);
  });

  it('reads a CSV with ids and what else it knows', () => {
    const [song] = songsFromText('id,name,popularity\n3hfmh1XIlJp2Uis4kWboqJ,Blackeyed Blonde,41\n');
    expect(song).toMatchObject({ id: '3hfmh1XIlJp2Uis4kWboqJ', name: 'Blackeyed Blonde', popularity: 41 });
  });
});
