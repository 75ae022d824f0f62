import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { artistKey } from './artist-key.ts';
import { songKey } from './song-key.ts';

describe('artistKey', () => {
  it.each([
    ['Beyoncé', 'BEYONCE'],
    ['Simon & Garfunkel', 'Simon and Garfunkel'],
    ['Florence + The Machine', 'Florence & the Machine'],
    ['The Beatles', 'Beatles'],
    ['Beatles, The', 'the beatles'],
    ['Tyler, The Creator', 'Tyler the Creator'],
    ['JAY-Z', 'Jay Z'],
    ['AC/DC', 'AC DC'],
    ['N.W.A', 'NWA'],
    ['J.J. Cale', 'JJ Cale'],
    ['B. B. King', 'BB King'],
    ['Run–D.M.C.', 'Run DMC'],
    ['R.E.M.', 'REM'],
    ['blink-182', 'Blink 182'],
    ['Guns N’ Roses', "Guns N' Roses"],
    ['Ke$ha', 'Kesha'],
    ['A$AP Rocky', 'ASAP Rocky'],
    ['P!nk', 'Pink'],
    ['Sinéad O’Connor', "Sinead O'Connor"],
    ['Drake feat. Rihanna', 'Drake'],
    ['MØ', 'Mø'],
    ['Ｐｅｒｆｕｍｅ', 'Perfume'],
  ])('calls %j and %j the same', (left, right) => {
    expect(artistKey(left)).toBe(artistKey(right));
  });

  it.each([
    ['The The', 'The Who'],
    ['Them', 'The M'],
    ['Thelonious Monk', 'Lonious Monk'],
    ['+44', '44'],
    ['!!!', '???'],
    ['Wham!', 'Whami'],
    ['Little Feat', 'Little'],
    ['Ash', 'Cash'],
    ['M', 'M.I.A.'],
    ['MØ', 'M.O'],
    ['Just-Ice', 'Justice'],
    ['will.i.am', 'William'],
    ['Drag-On', 'Dragon'],
    ['Wild Child', 'Wildchild'],
    ['Prince', 'Prince Royce'],
    ['Nick Cave', 'Nick Cave & The Bad Seeds'],
    ['カ', 'ガ'],
  ])('tells %j from %j', (left, right) => {
    expect(artistKey(left)).not.toBe(artistKey(right));
  });

  it('is never empty for a name that can be seen, and its own key', () => {
    expect(['The', '&', '...', 'The The'].map(artistKey)).not.toContain('');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        expect(artistKey(name)).toBe(artistKey(name.toUpperCase().toLowerCase()));
        expect(/\p{L}|\p{N}/u.test(name) && artistKey(name) === '').toBe(false);
      }),
    );
  });
});

describe('songKey', () => {
  const key = (name: string): string => songKey({ name, artistName: 'Artist' });

  it.each([
    ['Here Comes the Sun - Remastered 2009', 'Here Comes The Sun'],
    ['Help! - Mono / Remastered', 'Help!'],
    ['Africa - 2011 - Remaster', 'Africa'],
    ['Wish You Were Here (2011 Remastered Version)', 'Wish You Were Here'],
    ['Heroes - 2017 Remaster', '“Heroes”'],
    ['Fast Car - Album Version', 'Fast Car'],
    ['Strobe - Original Mix', 'Strobe'],
    ['HUMBLE. (Explicit)', 'Humble'],
    ['Airplanes (feat. Hayley Williams)', 'Airplanes'],
    ['Sunflower (with Swae Lee)', 'Sunflower'],
    ['Another Brick in the Wall, Pt. 2', 'Another Brick In The Wall (Part 2)'],
    ['Rock & Roll', 'Rock and Roll'],
    ['Déjà Vu', 'Deja vu'],
    ['Take On Me [Official Video]', 'Take on Me'],
  ])('calls %j and %j the same', (left, right) => {
    expect(key(left)).toBe(key(right));
  });

  it.each([
    ['Layla', 'Layla - Acoustic; Live at MTV Unplugged, Bray Film Studios, 1992'],
    ['One', 'One - Live'],
    ['Love Story', "Love Story (Taylor's Version)"],
    ['Blue Monday', 'Blue Monday - Radio Edit'],
    ['Runaway', 'Runaway - Remix'],
    ['Roads', 'Roads - Demo'],
    ['Another Brick in the Wall, Pt. 1', 'Another Brick in the Wall, Pt. 2'],
    ['÷', '×'],
    ['1979', '1984'],
    ['Creep', 'Creep (Instrumental)'],
    ['With You', 'You'],
  ])('tells %j from %j', (left, right) => {
    expect(key(left)).not.toBe(key(right));
  });

  it('tells songs of one title by their artists', () => {
    const hurt = (artistName: string | null): string => songKey({ name: 'Hurt', artistName });
    expect(hurt('Johnny Cash')).not.toBe(hurt('Nine Inch Nails'));
    expect(hurt(null)).not.toBe(hurt('Johnny Cash'));
    expect(hurt('Nine Inch Nails')).toBe(hurt('NINE INCH NAILS'));
  });

  it('keeps titles that are nothing but a remark', () => {
    expect(new Set(['(Explicit)', '(with you)', 'Remastered', 'Original Mix'].map(key)).size).toBe(4);
  });
});
