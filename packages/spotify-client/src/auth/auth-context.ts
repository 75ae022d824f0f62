import { type Clock, systemClock } from '../request/clock.ts';
import type { SpotifyEvent } from '../request/events.ts';
import { createTransport, runCall, type TransportSettings } from '../request/transport.ts';
import type { AuthContext } from './auth.ts';

export const defaultAccountsUrl = 'https://accounts.spotify.com';

/** A connection to the accounts service: no budget, and a cool-down apart from the Web API's. */
export function createAuthContext(
  options: {
    readonly accountsUrl?: string | undefined;
    readonly fetch?: typeof fetch | undefined;
    readonly clock?: Clock | undefined;
    readonly onEvent?: ((event: SpotifyEvent) => void) | undefined;
  },
  signal?: AbortSignal,
): AuthContext {
  const clock = options.clock ?? systemClock;
  const settings: TransportSettings = {
    timeoutMs: 20_000,
    deadlineMs: 60_000,
    retries: 4,
    maxRetryAfterMs: 30_000,
    fetch: options.fetch,
    clock,
    concurrency: 4,
    onEvent: options.onEvent,
    beforeRequest: () => {},
  };
  return {
    accountsUrl: options.accountsUrl ?? defaultAccountsUrl,
    transport: createTransport(settings),
    now: clock.now,
    run: (work) => runCall('POST /api/token', settings, { signal }, work),
  };
}
