import { describe, expect, it } from 'vitest';
import { artistKey } from '../../keys/artist-key.ts';
import { songsFromText } from './songs-from-text.ts';

const known = new Set(['Toto', 'Ben E. King', 'Oasis', 'Radiohead', 'Earth, Wind & Fire'].map(artistKey));
const isKnownArtist = (name: string) => known.has(artistKey(name));
const read = (text: string) =>
  songsFromText(text, { isKnownArtist })?.map(({ track: { name, artistName } }) => [name, artistName]);

describe('songsFromText', () => {
  it.each([
    ['Toto - Africa', 'Africa', 'Toto'],
    ['Africa – Toto', 'Africa', 'Toto'],
    ['1. Africa by Toto', 'Africa', 'Toto'],
    ['Africa - Remastered 2011 - Toto', 'Africa - Remastered 2011', 'Toto'],
    ['Toto - Africa - Live', 'Africa - Live', 'Toto'],
    ['Stand by Me by Ben E. King', 'Stand by Me', 'Ben E. King'],
    ['Ben E. King — Stand by Me', 'Stand by Me', 'Ben E. King'],
    ['• September - Earth, Wind & Fire', 'September', 'Earth, Wind & Fire'],
    ['Nobody Known - Some Song', 'Some Song', 'Nobody Known'],
    ['Stand by Me', 'Stand by Me', null],
    ['Creep - Acoustic', 'Creep - Acoustic', null],
  ])('reads %s', (line, name, artistName) => {
    expect(read(line)).toEqual([[name, artistName]]);
  });

  it('reads links, URIs and ids, with their lines, also as a JSON list', () => {
    const id = '70LcF31zb1H0PyJoS1Sx1r';
    const expected = [expect.objectContaining({ id, name: id, artistName: null })];
    const link = `https://open.spotify.com/track/${id}?si=1`;
    expect(songsFromText(`# mine\r\n\r\n${link}\r\n`)).toEqual([{ track: expected[0], line: 3 }]);
    expect(songsFromText(JSON.stringify([`spotify:track:${id}`]))?.map(({ track }) => track)).toEqual(
      expected,
    );
  });

  it('takes neither prose nor bytes for songs', () => {
    expect(songsFromText('Dear reader,\nthis is a letter.\nIt has no song in it.')).toBeNull();
    expect(songsFromText('')).toBeNull();
    expect(songsFromText('a - b\u0000')).toBeNull();
  });
});
