import type { Route } from '../route.ts';
import { batchRoutes } from './batches.ts';
import { catalogueRoutes } from './catalogue.ts';
import { legacyRoutes } from './legacy.ts';
import { libraryRoutes } from './library.ts';
import { meRoutes } from './me.ts';
import { playerRoutes } from './player.ts';
import { playlistRoutes } from './playlists.ts';
import { searchRoutes } from './search.ts';

/** Every operation the stand-in knows. */
const routes: readonly Route[] = [
  ...catalogueRoutes,
  ...searchRoutes,
  ...meRoutes,
  ...libraryRoutes,
  ...playlistRoutes,
  ...playerRoutes,
  ...batchRoutes,
  ...legacyRoutes,
];

/** The route of a request, with what stood in its braces; literal segments win over braces. */
export function matchRoute(
  method: string,
  path: string,
): { readonly route: Route; readonly ids: readonly string[] } | undefined {
  const segments = path.split('/');
  let found: { readonly route: Route; readonly ids: readonly string[] } | undefined;
  for (const route of routes) {
    const pattern = route.path.split('/');
    if (route.method !== method || pattern.length !== segments.length) continue;
    const fits = pattern.every((part, index) => part.startsWith('{') || part === segments[index]);
    if (!fits) continue;
    const ids = pattern.flatMap((part, index) =>
      part.startsWith('{') ? [decodeURIComponent(segments[index] as string)] : [],
    );
    if (!found || ids.length < found.ids.length) found = { route, ids };
  }
  return found;
}
