import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isSpotifyId,
  parseSpotifyId,
  parseSpotifyReference,
  SpotifyArgumentError,
  toSpotifyUri,
} from './index.ts';

const id = '4n93SK7dQsQVu9BM5QzvAx';

test.each([
  id,
  `  ${id}\n`,
  `spotify:track:${id}`,
  `https://open.spotify.com/track/${id}`,
  `http://open.spotify.com/track/${id}/`,
  `open.spotify.com/track/${id}`,
  `https://open.spotify.com/track/${id}?si=0123456789abcdef`,
  `https://open.spotify.com/intl-de/track/${id}?si=x&context=spotify%3Aalbum%3Ay`,
  `https://open.spotify.com/intl-pt-BR/track/${id}#t=10`,
  `https://open.spotify.com/embed/track/${id}`,
  `https://open.spotify.com/track/${id}/lyrics`,
  `spotify:track:${id}?si=x`,
  `https://api.spotify.com/v1/tracks/${id}`,
  `https://api.spotify.com/v1/tracks/${id}?market=DE`,
])('%s names the track', (text) => {
  expect(parseSpotifyReference(text, 'track')).toEqual({ id, kind: 'track' });
  expect(toSpotifyUri(text, 'track')).toBe(`spotify:track:${id}`);
});

test('old playlist addresses and user names are understood', () => {
  expect(parseSpotifyReference(`spotify:user:somebody:playlist:${id}`)).toEqual({ id, kind: 'playlist' });
  expect(parseSpotifyReference(`https://open.spotify.com/user/somebody/playlist/${id}`).kind).toBe(
    'playlist',
  );
  expect(parseSpotifyReference('https://open.spotify.com/user/some.body%20else')).toEqual({
    id: 'some.body else',
    kind: 'user',
  });
  expect(parseSpotifyReference(id).kind).toBeUndefined();
});

test.each([
  [`https://open.spotify.com/artist/${id}/discography/all`, 'artist'],
  [`https://open.spotify.com/intl-fr/artist/${id}/discography/album?pageUri=x`, 'artist'],
  [`https://open.spotify.com/embed-podcast/episode/${id}`, 'episode'],
  [`https://open.spotify.com/embed-podcast/show/${id}?si=x`, 'show'],
  [`https://open.spotify.com/album/${id}?highlight=spotify:track:${id}`, 'album'],
  [`https://api.spotify.com/v1/playlists/${id}/items?offset=100`, 'playlist'],
  [`https://api.spotify.com/v1/users/somebody/playlists/${id}/tracks`, 'playlist'],
] as const)('%s names the %s', (text, kind) => {
  expect(parseSpotifyReference(text)).toEqual({ id, kind });
});

test.each(['', '.', '..', '../me', 'a/b', 'a?b'])('%j is nobody', (text) => {
  expect(() => parseSpotifyId(text, 'user')).toThrow(SpotifyArgumentError);
});

test('what is no text at all is refused as any other', () => {
  for (const value of [undefined, null, 7]) {
    expect(() => parseSpotifyId(value as never, 'track')).toThrow(SpotifyArgumentError);
  }
});

test.each([
  '',
  'not an id',
  `${id}x`,
  `spotify:track:${id.slice(1)}`,
  'spotify:local:Artist:Album:Title:123',
  `https://example.com/track/${id}`,
  `https://open.spotify.com.example.com/track/${id}`,
  `https://open.spotify.com/lyrics/${id}`,
])('%j is refused', (text) => {
  expect(() => parseSpotifyId(text)).toThrow(SpotifyArgumentError);
});

test('the wrong kind is refused and named', () => {
  expect(() => parseSpotifyId(`spotify:album:${id}`, 'track')).toThrow(
    `Expected a Spotify track, got "spotify:album:${id}".`,
  );
});

test('whatever is accepted is an id', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      try {
        expect(isSpotifyId(parseSpotifyId(text, 'track'))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(SpotifyArgumentError);
      }
    }),
  );
});
