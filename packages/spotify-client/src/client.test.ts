import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bearerToken,
  clientCredentials,
  createSpotifyClient,
  getCurrentUser,
  getTopTracks,
  getTrack,
  pkce,
  SpotifyArgumentError,
  SpotifyAuthError,
  SpotifyNotFoundError,
} from './index.ts';
import { createSpotifyServer, FEW_SONG_IDS, type SpotifyServer } from './testing/index.ts';

let server: SpotifyServer;
beforeAll(async () => {
  server = await createSpotifyServer({ seed: 3 });
});
afterAll(() => server.close());

const clientWith = (auth: Parameters<typeof createSpotifyClient>[0]['auth']) =>
  createSpotifyClient({ auth, baseUrl: server.apiUrl, accountsUrl: server.accountsUrl });

describe('with a given token', () => {
  test('the whole top list arrives in order, page by page', async () => {
    const client = clientWith(bearerToken(server.accessToken));
    const before = server.requests.length;
    const tracks = await getTopTracks(client, { timeRange: 'long_term' }).collect();
    expect(tracks.map(({ id }) => id)).toEqual(server.listener.topTracks.long_term);
    const sent = server.requests.slice(before);
    expect(sent).toHaveLength(24);
    expect(sent[0]?.query).toEqual({ time_range: 'long_term', limit: '50' });
    expect(sent[1]?.query).toEqual({ time_range: 'long_term', limit: '50', offset: '50' });
  });

  test('one page asks for exactly what was said', async () => {
    const client = clientWith(bearerToken(server.accessToken));
    const page = await getTopTracks(client).page();
    expect(server.requests.at(-1)?.query).toEqual({});
    expect(page).toMatchObject({ limit: 20, offset: 0, total: 600 });
    await getTopTracks(client, { limit: 3, offset: 6 }).page();
    expect(server.requests.at(-1)?.query).toEqual({ limit: '3', offset: '6' });
  });

  test('collect stops at its maximum without another request', async () => {
    const client = clientWith(bearerToken(server.accessToken));
    const before = server.requests.length;
    expect(await getTopTracks(client, { limit: 10 }).collect({ max: 20 })).toHaveLength(20);
    expect(server.requests.length - before).toBe(2);
  });

  test('the published few songs are there', async () => {
    const client = clientWith(bearerToken(server.accessToken));
    const songs = await Promise.all(FEW_SONG_IDS.map((id) => getTrack(client, id)));
    expect(
      songs.map(({ name, album, explicit }) => [name, album.name, album.release_date, explicit]),
    ).toEqual([
      ['Blackeyed Blonde', 'Freaky Styley', '1985-08-16', false],
      ['Antichrist', 'Antichrist', '1996', false],
      ['I Can Do It With a Broken Heart', 'THE TORTURED POETS DEPARTMENT', '2024-04-19', true],
    ]);
  });

  test('an unknown id, a malformed id and a wrong token are different errors', async () => {
    const client = clientWith(bearerToken(server.accessToken));
    const unknown = await getTrack(client, '0000000000000000000000').catch((error: unknown) => error);
    expect(SpotifyNotFoundError.isInstance(unknown)).toBe(true);
    expect(unknown).toMatchObject({
      code: 'not-found',
      status: 404,
      endpoint: 'GET /tracks/{id}',
      attempts: 1,
    });
    await expect(getTrack(client, 'nonsense')).rejects.toBeInstanceOf(SpotifyArgumentError);
    const wrong = getTrack(clientWith(bearerToken('not-a-token-at-all')), FEW_SONG_IDS[0] as string);
    await expect(wrong).rejects.toMatchObject({ code: 'auth', reason: 'token-rejected', status: 401 });
  });
});

describe('with client credentials', () => {
  test('the catalogue can be read, and nobody is signed in', async () => {
    const { clientId, clientSecret } = server;
    const client = clientWith(clientCredentials({ clientId, clientSecret }));
    expect((await getTrack(client, FEW_SONG_IDS[1] as string)).name).toBe('Antichrist');
    await expect(getCurrentUser(client)).rejects.toBeInstanceOf(SpotifyAuthError);
  });

  test('a wrong secret is told apart', async () => {
    const client = clientWith(clientCredentials({ clientId: server.clientId, clientSecret: 'wrong-secret' }));
    await expect(getTrack(client, FEW_SONG_IDS[1] as string)).rejects.toMatchObject({
      reason: 'invalid-client',
    });
  });
});

describe('with PKCE', () => {
  test('a person signs in and their token is renewed when it is refused', async () => {
    const auth = pkce({
      clientId: server.clientId,
      redirectUri: 'http://127.0.0.1:8888/callback',
      scopes: ['user-top-read'],
      accountsUrl: server.accountsUrl,
    });
    const authorized = await fetch(await auth.startSignIn(), { redirect: 'manual' });
    await auth.finishSignIn(authorized.headers.get('location') as string);
    const client = clientWith(auth);
    expect((await getCurrentUser(client)).id).toBe(server.listener.id);
    server.expireTokens();
    expect((await getCurrentUser(client)).id).toBe(server.listener.id);
    expect((await auth.session())?.scopes).toEqual(['user-top-read']);
  });
});
