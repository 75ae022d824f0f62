import { count } from '../../terminal/plain-text.ts';

/** Share of the requests that may go into finding out what the person knows. */
const knownShare = 0.35;

/** What the requests are to be spent on. */
export interface RequestPlan {
  readonly known: number;
  readonly links: number;
  readonly artists: number;
  readonly search: number;
}

/** What is asked for. */
export interface PlanOptions {
  readonly budget: number;
  /** 0 … 1 */
  readonly discovery: number;
  readonly fromLinks: boolean;
}

/**
 * How a budget is divided: at most 35 % for what the person knows; of the rest `1 − discovery` for albums of artists they
 * like and `discovery` for search, or all of it for the links they gave. What one part leaves goes to the next.
 */
export function planRequests({ budget, discovery, fromLinks }: PlanOptions): RequestPlan {
  const known = Math.floor(budget * knownShare);
  const rest = budget - known;
  if (fromLinks) return { known, links: rest, artists: 0, search: 0 };
  const artists = Math.round(rest * (1 - discovery));
  return { known, links: 0, artists, search: rest - artists };
}

/** The plan in a sentence. */
export function describePlan(plan: RequestPlan, budget: number): string {
  const parts = [
    [plan.known, 'for what you know'],
    [plan.links, 'for the links'],
    [plan.artists, 'for albums of artists you like'],
    [plan.search, 'for search'],
  ] as const;
  const words = parts.filter(([requests]) => requests > 0).map(([requests, use]) => `${requests} ${use}`);
  return `This takes at most ${count(budget, 'request')} to Spotify: ${words.join(', ')} (--budget changes it).`;
}
