import type { HttpResponse } from './http.ts';

/** @throws whatever, where the body is no JSON object or list. */
export function readJson({ text }: HttpResponse): unknown {
  const value: unknown = JSON.parse(text);
  if (Object(value) !== value) throw value;
  return value;
}

/** Reads JSON and puts it into the shape that is promised; a body that has not what that needs is damaged. */
export function readAs<Sent, Result>(shape: (sent: Sent) => Result): (response: HttpResponse) => Result {
  return (response) => shape(readJson(response) as Sent);
}

/** The list under a name, where an answer holds nothing else; without it the body is damaged. */
export function readList<Item>(name: string): (response: HttpResponse) => readonly Item[] {
  return (response) => {
    const list = (readJson(response) as Readonly<Record<string, unknown>>)[name];
    if (!Array.isArray(list)) throw list;
    return list;
  };
}

/** For commands: they are done, whatever Spotify answers. */
export function ignoreBody(): void {}

/** For states: no body where there is nothing to tell. */
export function jsonOrNothing({ text }: HttpResponse): unknown {
  return text ? JSON.parse(text) : undefined;
}
