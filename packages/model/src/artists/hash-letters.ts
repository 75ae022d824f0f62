/** FNV-1a over letters' UTF-16 codes, from a state of its own for each kind of text. */
export function firstState(kind: number): number {
  return Math.imul(0x811c9dc5 ^ kind, 0x01000193);
}

export function nextState(state: number, code: number): number {
  return Math.imul(state ^ code, 0x01000193);
}

/** One of so many places. */
export function placeOf(state: number, places: number): number {
  return ((state ^ (state >>> 15)) >>> 0) % places;
}

/** The place of the letters from `start` to `end` − 1. */
export function placeOfLetters(
  text: string,
  {
    start = 0,
    end = text.length,
    kind,
    places,
  }: { start?: number; end?: number; kind: number; places: number },
): number {
  let state = firstState(kind);
  for (let at = start; at < end; at++) state = nextState(state, text.charCodeAt(at));
  return placeOf(state, places);
}
