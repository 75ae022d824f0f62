import { beforeAll, describe, expect, test } from 'vitest';
import { loadArtistStyles, stylesOfArtist } from './artist-styles.ts';
import { ARTISTS_BY_SUBSTYLE } from './artists-by-substyle.ts';
import { foldText } from './fold-text.ts';
import { STYLE_OF_SUBSTYLE, STYLES, SUBSTYLES } from './styles.ts';

beforeAll(() => loadArtistStyles());

describe('the table of artists', () => {
  test('has artists for every sub-style and no other', () => {
    expect(Object.keys(ARTISTS_BY_SUBSTYLE).sort()).toEqual([...SUBSTYLES].sort());
    expect(new Set(SUBSTYLES).size).toBe(SUBSTYLES.length);
    expect(new Set(STYLES).size).toBe(STYLES.length);
  });

  test('names each artist of a sub-style once', () => {
    const repeated = Object.entries(ARTISTS_BY_SUBSTYLE).flatMap(([substyle, text]) => {
      const names = text.split('|').map(foldText);
      return names.flatMap((name, index) =>
        name === '' || names.indexOf(name) !== index ? [`${substyle}: ${name}`] : [],
      );
    });
    expect(repeated).toEqual([]);
  });

  test.each([
    ['Metallica', 'metal'],
    ['BEYONCE', 'pop'],
    ['Miles Davis', 'jazz'],
    ['J Balvin', 'latin-pop'],
    ['Кино', 'russian-ukrainian'],
  ])('knows %s as %s', (artist, style) => {
    const { styles, substyles } = stylesOfArtist(artist);
    expect(styles.map((number) => STYLES[number])).toContain(style);
    expect(new Set(substyles.map((number) => STYLE_OF_SUBSTYLE[number]))).toEqual(new Set(styles));
  });

  test('knows nothing of an artist that it does not have, or of none', () => {
    expect(stylesOfArtist('Nobody has this name 4711')).toEqual({ styles: [], substyles: [] });
    expect(stylesOfArtist(null)).toEqual({ styles: [], substyles: [] });
  });
});
