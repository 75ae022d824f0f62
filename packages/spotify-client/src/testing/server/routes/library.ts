import { type Answer, refuse } from '../json.ts';
import { ok, type Route, type RouteContext } from '../route.ts';

const saved = 'track|album|episode|show|audiobook';
const followed = 'artist|user|playlist';

/** The `uris` of the query, of the kinds that can be saved or followed; the token must have each kind's scope. */
function urisOf(
  context: RouteContext,
  scopes: readonly [saved: string, followed: string, playlist: string],
): string[] {
  const text = context.query.get('uris');
  if (!text) refuse(400, 'Missing required field: uris');
  const uris = text.split(',');
  if (uris.length > 40) refuse(400, 'Too many uris requested');
  for (const uri of uris) {
    const kind =
      new RegExp(`^spotify:(${saved}|${followed}):[^:]+$`).exec(uri)?.[1] ?? refuse(400, 'Invalid uri');
    const scope = kind === 'playlist' ? scopes[2] : followed.includes(kind) ? scopes[1] : scopes[0];
    if (!context.session.scopes.includes(scope)) refuse(403, 'Insufficient client scope');
  }
  return uris;
}

const modify = ['user-library-modify', 'user-follow-modify', 'playlist-modify-public'] as const;
const read = ['user-library-read', 'user-follow-read', 'playlist-read-private'] as const;

function save(context: RouteContext): Answer {
  const library = context.state.saved(context.listener);
  const added = urisOf(context, modify).map((uri) => [uri, context.state.stamp()] as const);
  // Newest first.
  const before = [...library].filter(([uri]) => !added.some(([other]) => other === uri));
  library.clear();
  for (const [uri, time] of [...added, ...before]) library.set(uri, time);
  return { status: 200 };
}

function remove(context: RouteContext): Answer {
  for (const uri of urisOf(context, modify)) {
    context.state.saved(context.listener).delete(uri);
    const playlist = context.state.playlists.get(uri.split(':')[2] as string);
    // What Spotify calls deleting: it leaves the owner's list, and stays where others follow it.
    if (uri.startsWith('spotify:playlist:') && playlist?.ownerId === context.listener.id) {
      context.state.playlists.delete(playlist.id);
    }
  }
  return { status: 200 };
}

export const libraryRoutes: readonly Route[] = [
  { method: 'PUT', path: '/me/library', person: true, handle: save },
  { method: 'DELETE', path: '/me/library', person: true, handle: remove },
  {
    method: 'GET',
    path: '/me/library/contains',
    person: true,
    handle: (context) => {
      const library = context.state.saved(context.listener);
      return ok(urisOf(context, read).map((uri) => library.has(uri)));
    },
  },
];
