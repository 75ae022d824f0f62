import type { Picked, PickedObject } from './pick-json.ts';

export function isArray(value: Picked | undefined): value is readonly Picked[] {
  return Array.isArray(value);
}

export function isObject(value: Picked | undefined): value is PickedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The line on which an entry begins; that of the one before where it is no object. */
export function lineNumbers(lines: ReadonlyMap<object, number>): (entry: Picked) => number {
  let line = 1;
  return (entry) => {
    line = (typeof entry === 'object' && entry !== null ? lines.get(entry) : undefined) ?? line;
    return line;
  };
}
