import { rateLimitError } from './response-error.ts';
import { whenAfter } from './retry-timing.ts';

export interface BudgetOptions {
  /** Requests allowed within the window. @default no limit: only count */
  readonly requests?: number;
  /** Length of the rolling window in milliseconds. @default 24 hours, as Spotify's quota */
  readonly windowMs?: number;
}

/** Counts a client's requests, or those of several that share it, and refuses those beyond its limit. */
export interface RequestBudget {
  /** @throws {@link SpotifyRateLimitError} with reason `budget` and the time at which there is room again. */
  spend(endpoint: string, now: number): void;
  /** Requests sent so far, by endpoint. */
  usage(): Readonly<Record<string, number>>;
}

/** A budget for the `budget` option of a client. */
export function createBudget(options: BudgetOptions = {}): RequestBudget {
  const { requests = Number.POSITIVE_INFINITY, windowMs = 86_400_000 } = options;
  const counts: Record<string, number> = {};
  const sentAt: number[] = [];
  return {
    spend(endpoint, now) {
      while (sentAt[0] !== undefined && sentAt[0] <= now - windowMs) sentAt.shift();
      if (sentAt.length >= requests) {
        const details = { endpoint, ...whenAfter((sentAt[0] ?? now) + windowMs - now, now) };
        throw rateLimitError(`${endpoint} was not sent: budget of ${requests} requests.`, 'budget', details);
      }
      sentAt.push(now);
      counts[endpoint] = (counts[endpoint] ?? 0) + 1;
    },
    usage: () => ({ ...counts }),
  };
}
