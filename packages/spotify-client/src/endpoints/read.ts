import type { HttpResponse } from '../request/transport.ts';

/** For commands: they are done, whatever Spotify answers. */
export function ignoreBody(): void {}

/** For states: no body where there is nothing to tell. */
export function jsonOrNothing({ text }: HttpResponse): unknown {
  return text ? JSON.parse(text) : undefined;
}
