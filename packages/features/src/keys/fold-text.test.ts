import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text.ts';

/** Any UTF-16 code unit, lone surrogates included. */
const CODE_UNIT = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));

describe('foldText', () => {
  it.each([
    ['Beyoncé', 'Beyonce\u0301'],
    ['Sigur Rós', 'SIGUR ROS'],
    ['Don’t Stop Me Now', "Don't Stop Me Now"],
    ["Don't Stop Me Now", 'dont stop me now'],
    ['“Heroes”', 'Heroes'],
    ['Here Comes the Sun - Remastered 2009', 'Here Comes The Sun'],
    ['Wish You Were Here - 2011 Remaster', 'Wish You Were Here'],
    ['Africa - Remastered', 'Africa'],
    ['Abbey Road (Remastered)', 'Abbey Road'],
    ['Rumours (2004 Remaster)', 'Rumours'],
    ['Le Freak [2018 Remaster]', 'Le Freak'],
    ['Hall of Fame (feat. will.i.am)', 'Hall of Fame'],
    ['Airplanes [ft. Hayley Williams]', 'Airplanes'],
    ['See You Again ft. Charlie Puth', 'See You Again'],
    ['Lean On (Feat. MØ & DJ Snake)', 'Lean On'],
    ['Simon & Garfunkel', 'Simon and Garfunkel'],
    ['Ｆｕｌｌ　Ｗｉｄｔｈ', 'Full Width'],
    ['Straße', 'STRASSE'],
    ['Mø', 'mo'],
    ['Άσπρη μέρα', 'ασπρη μερα'],
    ['ΟΔΟΣ', 'οδος'],
    ['Ёлка', 'ёлка'],
    ['مُحَمَّد', 'محمد'],
    ['שָׁלוֹם', 'שלום'],
    ['がくせい', 'か\u3099くせい'],
    ['한국', '한국'],
    ['♥️', '♥'],
    ['AC/DC', 'AC DC'],
    ['A  Day\tin\u00a0the\u200b Life ', 'A Day in the Life'],
  ])('calls %j and %j the same', (left, right) => {
    expect(foldText(left)).toBe(foldText(right));
  });

  it.each([
    ['Left Behind', 'Left Alone'],
    ['Yesterday', 'Yesterday - Live'],
    ['か', 'が'],
    ['1989', '1984'],
    ['1985-08-16', '1985-08-17'],
    ['Ke$ha', 'Keha'],
    ['🔥', '❤'],
    ['!!!', '???'],
    ['÷', '×'],
    ['Remaster', 'Feat'],
    ['हिन्दी', 'हन्द'],
  ])('tells %j from %j', (left, right) => {
    expect(foldText(left)).not.toBe(foldText(right));
  });

  it('keeps titles that are nothing but what it drops elsewhere', () => {
    expect(foldText('Remastered')).toBe('remastered');
    expect(foldText('Featuring')).toBe('featuring');
    expect(foldText('(feat. Nobody)')).toBe('feat nobody');
    expect(foldText('!!!')).toBe('!!!');
    expect(foldText('“…”')).not.toBe('');
    expect(foldText(' \t ')).toBe('');
    expect(foldText('')).toBe('');
  });

  it('leaves a date readable', () => {
    expect(foldText('1985-08-16')).toBe('1985 08 16');
  });

  it('gives well-formed text whatever comes, and folds it no further', () => {
    fc.assert(
      fc.property(fc.string({ unit: CODE_UNIT, maxLength: 60 }), (text) => {
        const folded = foldText(text);
        expect(folded).not.toMatch(/\p{Cs}/u);
        expect(folded).toBe(folded.trim());
      }),
    );
    expect(foldText('a\ud800b')).toBe('a\ufffdb');
  });

  it.each(['a', '(feat. ', ' - remastered ', '(remaster', '\u0301', '👩‍👩‍👧', '日本', ' ', 'ft. a '])(
    'is linear in the length of a title of many %j',
    (part) => {
      expect(foldText(part.repeat(100_000 / part.length)).length).toBeLessThanOrEqual(200_000);
    },
  );
});
