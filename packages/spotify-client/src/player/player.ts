import type { SpotifyClient } from '../client.ts';
import type { MarketOptions } from '../endpoints/options.ts';
import { SpotifyArgumentError } from '../errors.ts';
import { toUriOf } from '../ids.ts';
import { type Paged, type PageOptions, paged } from '../paging/paged.ts';
import type { EndpointRequest } from '../request/endpoint-request.ts';
import type { HttpResponse } from '../request/http.ts';
import { ignoreBody, jsonOrNothing, readJson, readList } from '../request/read-body.ts';
import type { RequestOptions } from '../request/transport.ts';
import type { Open } from '../types/common.ts';
import type { CurrentlyPlaying, Device, PlaybackQueue, PlaybackState, PlayHistory } from '../types/player.ts';

const route = '/me/player';

/** Options of every command. */
export interface CommandOptions extends RequestOptions {
  /** @default the active device */
  readonly deviceId?: string | undefined;
}

function toPlayableUri(text: string): string {
  return toUriOf(text, 'track', 'episode', 'chapter');
}

/** Contexts are of more kinds than have ids: the saved tracks are `spotify:user:…:collection`. */
function toContextUri(text: string): string {
  const isOther = /^spotify:.*:collection/.test(text);
  return isOther ? text : toUriOf(text, 'album', 'artist', 'playlist', 'show', 'audiobook');
}

/** Spotify answers commands with 204 or with random text; either way they are done. */
function command(
  client: SpotifyClient,
  method: 'PUT' | 'POST',
  name: string,
  { deviceId, ...options }: CommandOptions = {},
  query: EndpointRequest['query'] = {},
  body?: unknown,
): Promise<void> {
  return client.request(
    { method, route: `${route}/${name}`, query: { ...query, device_id: deviceId }, body, read: ignoreBody },
    options,
  );
}

/**
 * What plays where; `undefined` when nothing does. Scope `user-read-playback-state`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-information-about-the-users-current-playback
 */
export function getPlaybackState(
  client: SpotifyClient,
  { market, ...options }: MarketOptions = {},
): Promise<PlaybackState | undefined> {
  const query = { market, additional_types: 'track,episode' };
  return client.request({ route, query, read: jsonOrNothing }, options);
}

/**
 * What plays; `undefined` when nothing does. Scope `user-read-currently-playing`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track
 */
export function getCurrentlyPlaying(
  client: SpotifyClient,
  { market, ...options }: MarketOptions = {},
): Promise<CurrentlyPlaying | undefined> {
  const query = { market, additional_types: 'track,episode' };
  return client.request({ route: `${route}/currently-playing`, query, read: jsonOrNothing }, options);
}

/**
 * The person's devices. Scope `user-read-playback-state`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-a-users-available-devices
 */
export function getDevices(client: SpotifyClient, options: RequestOptions = {}): Promise<readonly Device[]> {
  const read = (response: HttpResponse): unknown =>
    response.status === 204 ? [] : readList<Device>('devices')(response);
  return client.request({ route: `${route}/devices`, read }, options);
}

/**
 * What plays and what comes next. Scopes `user-read-currently-playing` and `user-read-playback-state`.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/get-queue
 */
export function getQueue(client: SpotifyClient, options: RequestOptions = {}): Promise<PlaybackQueue> {
  // Spotify has been seen to send nothing where nothing plays.
  const read = (response: HttpResponse): unknown =>
    response.status === 204 ? { currently_playing: null, queue: [] } : readJson(response);
  return client.request({ route: `${route}/queue`, read }, options);
}

export interface RecentlyPlayedOptions extends Omit<PageOptions, 'offset'> {
  /** Plays after this time only; not together with `before`. */
  readonly after?: Date | undefined;
  /** Plays before this time only. */
  readonly before?: Date | undefined;
}

/**
 * The newest plays of music, newest first; Spotify keeps about 50 in all. Scope `user-read-recently-played`.
 *
 * @throws {@link SpotifyArgumentError} if both `after` and `before` are given.
 * @see https://developer.spotify.com/documentation/web-api/reference/get-recently-played
 */
export function getRecentlyPlayed(
  client: SpotifyClient,
  { after, before, ...options }: RecentlyPlayedOptions = {},
): Paged<PlayHistory> {
  if (after && before) {
    throw new SpotifyArgumentError('Expected after or before, got both. Spotify takes only one of them.');
  }
  const query = { after: after?.getTime(), before: before?.getTime() };
  return paged(client, options, { request: { route: `${route}/recently-played`, query }, maxLimit: 50 });
}

export interface TransferOptions extends RequestOptions {
  /** Play there at once. @default keep playing or pausing, by Spotify */
  readonly play?: boolean | undefined;
}

/**
 * Moves playback to a device. Premium; scope `user-modify-playback-state`, as for every command below.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/transfer-a-users-playback
 */
export function transferPlayback(
  client: SpotifyClient,
  deviceId: string,
  { play, ...options }: TransferOptions = {},
): Promise<void> {
  const body = { device_ids: [deviceId], play };
  return client.request({ method: 'PUT', route, body, read: ignoreBody }, options);
}

export interface StartOptions extends CommandOptions {
  /** Album, artist, playlist, show or audiobook to play: URI or link. */
  readonly contextUri?: string | undefined;
  /** Tracks or episodes to play, in place of a context: URIs or links. */
  readonly uris?: readonly string[] | undefined;
  /** Where in the context or list to start: a position from 0, or a URI. */
  readonly offset?: { readonly position: number } | { readonly uri: string } | undefined;
  readonly positionMs?: number | undefined;
}

/**
 * Starts what the options name, or goes on where it was paused. Premium.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/start-a-users-playback
 */
export async function startPlayback(
  client: SpotifyClient,
  { contextUri, uris, offset, positionMs, ...options }: StartOptions = {},
): Promise<void> {
  const body = {
    context_uri: contextUri === undefined ? undefined : toContextUri(contextUri),
    uris: uris?.map(toPlayableUri),
    offset: offset && 'uri' in offset ? { uri: toPlayableUri(offset.uri) } : offset,
    position_ms: positionMs,
  };
  // To go on, Spotify wants no body at all.
  const isEmpty = Object.values(body).every((value) => value === undefined);
  return command(client, 'PUT', 'play', options, {}, isEmpty ? undefined : body);
}

/**
 * Pauses. Premium.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/pause-a-users-playback
 */
export function pausePlayback(client: SpotifyClient, options?: CommandOptions): Promise<void> {
  return command(client, 'PUT', 'pause', options);
}

/**
 * Goes to the next item. Premium; not repeated when the answer is lost.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/skip-users-playback-to-next-track
 */
export function skipToNext(client: SpotifyClient, options?: CommandOptions): Promise<void> {
  return command(client, 'POST', 'next', options);
}

/**
 * Goes to the previous item. Premium; not repeated when the answer is lost.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/skip-users-playback-to-previous-track
 */
export function skipToPrevious(client: SpotifyClient, options?: CommandOptions): Promise<void> {
  return command(client, 'POST', 'previous', options);
}

/**
 * Goes to a place in what plays. Premium.
 *
 * @param positionMs - Milliseconds from its start; beyond its end, the next item plays.
 * @see https://developer.spotify.com/documentation/web-api/reference/seek-to-position-in-currently-playing-track
 */
export function seek(client: SpotifyClient, positionMs: number, options?: CommandOptions): Promise<void> {
  return command(client, 'PUT', 'seek', options, { position_ms: positionMs });
}

/**
 * Repeats the track, the context or nothing. Premium.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/set-repeat-mode-on-users-playback
 */
export function setRepeat(
  client: SpotifyClient,
  state: Open<'track' | 'context' | 'off'>,
  options?: CommandOptions,
): Promise<void> {
  return command(client, 'PUT', 'repeat', options, { state });
}

/**
 * Sets the volume. Premium.
 *
 * @param volumePercent - 0–100.
 * @see https://developer.spotify.com/documentation/web-api/reference/set-volume-for-users-playback
 */
export function setVolume(
  client: SpotifyClient,
  volumePercent: number,
  options?: CommandOptions,
): Promise<void> {
  return command(client, 'PUT', 'volume', options, { volume_percent: volumePercent });
}

/**
 * Shuffles or stops shuffling. Premium.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/toggle-shuffle-for-users-playback
 */
export function setShuffle(client: SpotifyClient, state: boolean, options?: CommandOptions): Promise<void> {
  return command(client, 'PUT', 'shuffle', options, { state });
}

/**
 * Puts one track or episode at the end of the queue. Premium; not repeated when the answer is lost.
 *
 * @see https://developer.spotify.com/documentation/web-api/reference/add-to-queue
 */
export async function addToQueue(
  client: SpotifyClient,
  uri: string,
  options?: CommandOptions,
): Promise<void> {
  return command(client, 'POST', 'queue', options, { uri: toPlayableUri(uri) });
}
