import { InvalidArgumentError } from 'commander';

/** Bounds of a number given on the command line. */
export interface NumberBounds {
  readonly integer?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  /** The bounds themselves are not allowed. */
  readonly exclusive?: boolean;
}

/** Reads a number within bounds, or says which numbers are allowed. */
export function numberParser(bounds: NumberBounds): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!isWithin(value, bounds)) throw new InvalidArgumentError(`Expected ${describe(bounds)}.`);
    return value;
  };
}

function isWithin(value: number, { integer, minimum, maximum, exclusive }: NumberBounds): boolean {
  if (!Number.isFinite(value) || (integer === true && !Number.isSafeInteger(value))) return false;
  if (minimum !== undefined && (exclusive === true ? value <= minimum : value < minimum)) return false;
  return !(maximum !== undefined && (exclusive === true ? value >= maximum : value > maximum));
}

function describe({ integer, minimum, maximum, exclusive }: NumberBounds): string {
  const kind = integer === true ? 'a whole number' : 'a number';
  if (minimum !== undefined && maximum !== undefined) {
    return exclusive === true
      ? `${kind} above ${minimum} and below ${maximum}`
      : `${kind} from ${minimum} to ${maximum}`;
  }
  if (minimum === undefined) return kind;
  return exclusive === true ? `${kind} above ${minimum}` : `${kind}, ${minimum} or more`;
}

/** Reads an http(s) address and takes the slash off its end. */
export function parseAddress(text: string): string {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address === undefined || !/^https?:$/.test(address.protocol)) {
    throw new InvalidArgumentError('Expected an address such as https://api.spotify.com/v1.');
  }
  if (address.username !== '' || address.password !== '') {
    throw new InvalidArgumentError('An address must not hold a user name or password.');
  }
  return text.replace(/\/+$/, '');
}

/** The folder of a saved model, or `undefined` for a new one (empty or `none`, as published). */
export function parseModelPath(text: string): string | undefined {
  return text === '' || text.toLowerCase() === 'none' ? undefined : text;
}

/** Collects the values of an option that may be repeated. */
export function collectText(text: string, previous: readonly string[] | undefined): readonly string[] {
  if (text.trim() === '') throw new InvalidArgumentError('Expected a text.');
  return [...(previous ?? []), text];
}

/** Reads a day, `YYYY-MM-DD`. */
export function parseDay(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  const exists = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime());
  if (!exists || date.toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('Expected a day such as 2024-12-31.');
  }
  return text;
}
