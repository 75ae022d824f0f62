import { type Answer, type Json, refuse } from '../json.ts';
import { placeOf } from '../page.ts';
import { bodyOf, ok, type Route, type RouteContext } from '../route.ts';
import { buildItem } from './playlists.ts';

const deviceIds = ['speaker0', 'phone1'];

function buildDevice(context: RouteContext, id: string): Json {
  const player = context.state.player(context.listener);
  return {
    id,
    is_active: id === player.deviceId,
    is_private_session: false,
    is_restricted: false,
    name: id,
    type: id.startsWith('phone') ? 'smartphone' : 'speaker',
    volume_percent: player.volumePercent,
    supports_volume: true,
  };
}

function playing(context: RouteContext): Json {
  const player = context.state.player(context.listener);
  return {
    timestamp: Date.parse(context.state.stamp()),
    progress_ms: player.progressMs,
    is_playing: player.isPlaying,
    item: buildItem(context, player.queue[0] as string),
    currently_playing_type: player.queue[0]?.split(':')[1],
    actions: {},
  };
}

/** 204 when nothing is loaded. */
function current(context: RouteContext, build: () => Json): Answer {
  return context.state.player(context.listener).queue.length === 0 ? { status: 204 } : ok(build());
}

function state(context: RouteContext): Answer {
  const player = context.state.player(context.listener);
  return current(context, () => ({
    device: buildDevice(context, player.deviceId),
    repeat_state: player.repeat,
    shuffle_state: player.shuffle,
    ...playing(context),
  }));
}

/** The newest 50 plays; older cursors find nothing and say so with nulls. */
function recentlyPlayed(context: RouteContext): Answer {
  const { query, apiUrl, objects, world } = context;
  if (query.has('after') && query.has('before')) refuse(400, 'Only one of after and before');
  const { limit } = placeOf(query);
  const newest = Date.UTC(2026, 9, 1);
  const plays = context.state
    .player(context.listener)
    .played.slice(0, 50)
    .map((uri, index) => ({ id: uri.split(':')[2] as string, at: newest - index * 240_000 }));
  const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY);
  const after = Number(query.get('after') ?? 0);
  const page = plays.filter(({ at }) => at < before && at > after).slice(0, limit);
  const last = page.at(-1);
  const href = `${apiUrl}/me/player/recently-played?limit=${limit}`;
  return ok({
    items: page.map(({ id, at }) => {
      const track = world.track(id);
      return {
        track: track && objects.track(track),
        played_at: new Date(at).toISOString(),
      };
    }),
    next: last ? `${href}&before=${last.at}` : null,
    ...(last ? { cursors: { after: String(page[0]?.at), before: String(last.at) } } : { cursors: null }),
    limit,
    href,
  });
}

/** A command: Premium, on a known device, answered with 204 or, as often seen, with random text. */
function command(method: string, name: string, act: (context: RouteContext) => void): Route {
  return {
    method,
    path: name === '' ? '/me/player' : `/me/player/${name}`,
    scopes: [['user-modify-playback-state']],
    handle: (context) => {
      if (context.listener.product !== 'premium') {
        refuse(403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED');
      }
      const device = context.query.get('device_id');
      if (device !== null && !deviceIds.includes(device)) {
        refuse(404, 'Device not found', 'NO_ACTIVE_DEVICE');
      }
      act(context);
      return method === 'PUT' ? { status: 204 } : { status: 200, body: 'AAAAbq9n7hGZ' };
    },
  };
}

function required(context: RouteContext, name: string, pattern: RegExp): string {
  const value = context.query.get(name);
  if (value === null || !pattern.test(value)) refuse(400, `Invalid ${name}`);
  return value;
}

const player = (context: RouteContext) => context.state.player(context.listener);

function play(context: RouteContext): void {
  if (context.body.trim() === '{}') refuse(400, 'Malformed json');
  const { context_uri, uris, position_ms } = bodyOf(context);
  const now = player(context);
  now.isPlaying = true;
  if (Array.isArray(uris)) now.queue = uris.map(String);
  if (typeof context_uri === 'string') now.contextUri = context_uri;
  if (typeof position_ms === 'number') now.progressMs = position_ms;
}

function transfer(context: RouteContext): void {
  const { device_ids, play: isPlaying } = bodyOf(context);
  if (!Array.isArray(device_ids) || device_ids.length !== 1) refuse(400, 'Exactly one device id');
  player(context).deviceId = String(device_ids[0]);
  if (typeof isPlaying === 'boolean') player(context).isPlaying = isPlaying;
}

export const playerRoutes: readonly Route[] = [
  { method: 'GET', path: '/me/player', scopes: [['user-read-playback-state']], handle: state },
  {
    method: 'GET',
    path: '/me/player/currently-playing',
    scopes: [['user-read-currently-playing']],
    handle: (context) => current(context, () => playing(context)),
  },
  {
    method: 'GET',
    path: '/me/player/devices',
    scopes: [['user-read-playback-state']],
    handle: (context) => ok({ devices: deviceIds.map((id) => buildDevice(context, id)) }),
  },
  {
    method: 'GET',
    path: '/me/player/queue',
    scopes: [['user-read-currently-playing'], ['user-read-playback-state']],
    handle: (context) => {
      const [first = '', ...rest] = player(context).queue;
      return ok({
        currently_playing: buildItem(context, first),
        queue: rest.map((uri) => buildItem(context, uri)),
      });
    },
  },
  {
    method: 'GET',
    path: '/me/player/recently-played',
    scopes: [['user-read-recently-played']],
    handle: recentlyPlayed,
  },
  command('PUT', '', transfer),
  command('PUT', 'play', play),
  command('PUT', 'pause', (context) => {
    player(context).isPlaying = false;
  }),
  command('POST', 'next', (context) => {
    player(context).queue.shift();
  }),
  command('POST', 'previous', (context) => {
    player(context).progressMs = 0;
  }),
  command('PUT', 'seek', (context) => {
    player(context).progressMs = Number(required(context, 'position_ms', /^\d+$/));
  }),
  command('PUT', 'repeat', (context) => {
    player(context).repeat = required(context, 'state', /^(track|context|off)$/);
  }),
  command('PUT', 'volume', (context) => {
    player(context).volumePercent = Number(required(context, 'volume_percent', /^(\d\d?|100)$/));
  }),
  command('PUT', 'shuffle', (context) => {
    player(context).shuffle = required(context, 'state', /^(true|false)$/) === 'true';
  }),
  command('POST', 'queue', (context) => {
    player(context).queue.push(required(context, 'uri', /^spotify:(track|episode):/));
  }),
];
