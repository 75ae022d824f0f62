/** JSON as the stand-in writes it. */
export type Json = Readonly<Record<string, unknown>>;

/** An answer of the stand-in before it becomes a `Response`. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON, unless it is text. Absent = no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by handlers for every answer that is not a success. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`Refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** Spotify's regular error object. */
export function refuse(status: number, message: string, reason?: string): never {
  throw new Refusal({ status, body: { error: { status, message, ...(reason && { reason }) } } });
}
