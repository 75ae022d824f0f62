import { SpotifyRateLimitError } from '../errors.ts';

/** How many requests a client may send. Spotify's own quota rolls over 24 hours. */
export interface RequestBudget {
  readonly requests: number;
  /** Length of the rolling window in milliseconds. @default 24 hours */
  readonly windowMs?: number;
}

/** Counts requests and refuses those beyond the budget. */
export interface Budget {
  /** @throws {@link SpotifyRateLimitError} with reason `budget` and the time at which there is room again. */
  readonly spend: (endpoint: string) => void;
  readonly usage: () => Readonly<Record<string, number>>;
}

export function createBudget(limit: RequestBudget | undefined, now: () => number): Budget {
  const counts: Record<string, number> = {};
  const sentAt: number[] = [];
  return {
    spend(endpoint) {
      if (limit) {
        const { requests, windowMs = 86_400_000 } = limit;
        while (sentAt[0] !== undefined && sentAt[0] <= now() - windowMs) sentAt.shift();
        if (sentAt.length >= requests) {
          const until = new Date((sentAt[0] ?? now()) + windowMs);
          throw new SpotifyRateLimitError(
            `${endpoint} was not sent: the budget of ${requests} requests is used up until ${until.toISOString()}.`,
            { reason: 'budget', until, endpoint, retryAfterMs: Number(until) - now() },
          );
        }
        sentAt.push(now());
      }
      counts[endpoint] = (counts[endpoint] ?? 0) + 1;
    },
    usage: () => ({ ...counts }),
  };
}
