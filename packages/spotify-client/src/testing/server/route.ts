import type { World, WorldListener } from '../world/index.ts';
import { type Answer, type Json, refuse } from './json.ts';
import type { LibraryState } from './library-state.ts';
import type { ObjectBuilder, ServerMode } from './objects.ts';
import type { Session } from './sessions.ts';

/** What a handler is given. */
export interface RouteContext {
  readonly world: World;
  readonly mode: ServerMode;
  readonly objects: ObjectBuilder;
  readonly state: LibraryState;
  readonly apiUrl: string;
  readonly session: Session;
  /** The signed-in person; handlers of routes that need one only. */
  readonly listener: WorldListener;
  /** What stood in the template's braces, in order. */
  readonly ids: readonly string[];
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly headers: Headers;
}

/** One operation of the Web API. */
export interface Route {
  readonly method: string;
  /** Template below the base address, such as `/tracks/{id}`. */
  readonly path: string;
  /** Needs a person behind the token; so does every route with scopes. */
  readonly person?: boolean;
  /** The token needs one of each group. */
  readonly scopes?: readonly (readonly string[])[];
  /** Gone in development mode. */
  readonly extendedOnly?: boolean;
  readonly handle: (context: RouteContext) => Answer | Promise<Answer>;
}

/** 200 with JSON. */
export function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** A JSON object body, or a refusal as Spotify words it. */
export function bodyOf(context: RouteContext): Json {
  try {
    const value: unknown = JSON.parse(context.body || '{}');
    if (typeof value === 'object' && value !== null) return value as Json;
  } catch {
    // Refused below.
  }
  return refuse(400, 'Error parsing JSON.');
}
