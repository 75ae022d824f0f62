import type { ForbiddenReason } from '../../errors.ts';
import { createDice } from '../world/index.ts';
import type { Json } from './json.ts';

/** What goes wrong with one request. `before` faults answer in place of the stand-in; the others spoil its answer. */
export type Fault =
  /** 429. `retryAfter` is sent as it is; `null` sends no header. `text` = a bare text body. */
  | { readonly kind: 'rate-limit'; readonly retryAfter: number | string | null; readonly text?: boolean }
  /** 429 `QUOTA_EXCEEDED`; `retryAfter` in seconds. */
  | { readonly kind: 'quota'; readonly retryAfter: number }
  /** 429 without CORS headers, which a browser shows as a failed fetch. */
  | { readonly kind: 'hidden-rate-limit' }
  /** 403 as Spotify words it for the reason. */
  | { readonly kind: 'forbidden'; readonly reason: Exclude<ForbiddenReason, 'unknown'> }
  /** Any status and body; JSON unless the body is text. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The gateway's HTML page, with 502 unless told otherwise. */
  | { readonly kind: 'html'; readonly status?: number }
  /** The right status without a body. */
  | { readonly kind: 'empty' }
  /** The connection is reset before any answer. */
  | { readonly kind: 'reset' }
  /** The connection ends in the middle of the body. */
  | { readonly kind: 'truncated' }
  /** A whole answer whose JSON stops in the middle. */
  | { readonly kind: 'half-json' }
  /** The answer comes late; `Infinity` = never. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The answer, changed. See {@link spoil} for the usual changes. */
  | { readonly kind: 'body'; readonly change: (body: Json, url: URL) => unknown };

/** What goes wrong on a bad day, each of it over with the next try: a limit, the gateway, the network, cut-off answers. */
export const PASSING_FAULTS: readonly Fault[] = [
  { kind: 'rate-limit', retryAfter: 1 },
  { kind: 'html' },
  { kind: 'reset' },
  { kind: 'truncated' },
  { kind: 'half-json' },
  { kind: 'status', status: 503, body: { error: { status: 503, message: 'Service unavailable' } } },
];

/** Which requests a fault meets. */
export interface FaultRule {
  /** `GET /tracks/{id}`, `POST /api/token`…; absent = every route. */
  readonly route?: string;
  readonly fault: Fault;
  /** How many matching requests it meets. @default all */
  readonly times?: number;
  /** Matching requests let through first. @default 0 */
  readonly after?: number;
  /** Share of the matching requests it meets, drawn from the stand-in's seed. @default 1 */
  readonly share?: number;
}

/** Rules in force, in order: the first that fits a request is used. */
export interface FaultScript {
  add(...rules: readonly FaultRule[]): void;
  clear(): void;
  /** The fault of the next request on this route. */
  next(route: string): Fault | undefined;
}

export function createFaultScript(seed: number, initial: readonly FaultRule[]): FaultScript {
  const dice = createDice(seed);
  let rules = initial.map((rule) => ({ rule, met: 0, seen: 0 }));
  return {
    add(...more) {
      rules.push(...more.map((rule) => ({ rule, met: 0, seen: 0 })));
    },
    clear() {
      rules = [];
    },
    next(route) {
      for (const entry of rules) {
        const { rule } = entry;
        if (rule.route !== undefined && rule.route !== route) continue;
        if (entry.met >= (rule.times ?? Number.POSITIVE_INFINITY)) continue;
        if (entry.seen++ < (rule.after ?? 0)) continue;
        if (rule.share !== undefined && !dice.chance(rule.share)) continue;
        entry.met++;
        return rule.fault;
      }
      return undefined;
    },
  };
}
