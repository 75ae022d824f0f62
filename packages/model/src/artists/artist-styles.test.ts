import { beforeAll, describe, expect, test } from 'vitest';
import { loadArtistStyles, stylesOfArtist } from './artist-styles.ts';
import { STYLE_OF_SUBSTYLE, STYLES } from './styles.ts';

beforeAll(() => loadArtistStyles());

describe('the table of artists', () => {
  test.each([
    ['Metallica', 'metal'],
    ['BEYONCE', 'pop'],
    ['Miles Davis', 'jazz'],
    ['J Balvin', 'latin-pop'],
    ['Was (Not Was)', 'funk-disco'],
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
