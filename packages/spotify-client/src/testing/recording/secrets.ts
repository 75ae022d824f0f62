import { redact } from '../../request/redact.ts';

/** What is secret wherever it stands, and the address of the person. */
const inJson = /("(?:access_token|refresh_token|email)"\s*:\s*)("(?:[^"\\]|\\.)+")/g;
const inForm = /((?:^|[?& ])(?:refresh_token|code|code_verifier|client_id|client_secret)=)([^& ]+)/g;

/** The text with a mark for the value of every field that is secret, in JSON, forms and addresses. */
export function maskSecrets(text: string, markOf: (secret: string) => string): string {
  return text
    .replace(inJson, (_, name: string, value: string) => `${name}"${markOf(JSON.parse(value))}"`)
    .replace(inForm, (_, name: string, value: string) => name + markOf(decodeURIComponent(value)));
}

/** Remembers secrets, and takes them out of texts: each becomes `redacted-1`, `redacted-2`, …, the same everywhere. */
export interface Secrets {
  /** @returns The mark that takes its place. */
  note(secret: string): string;
  clean(text: string): string;
}

export function createSecrets(): Secrets {
  const marks = new Map<string, string>();
  const note = (secret: string): string => {
    const mark = marks.get(secret) ?? `redacted-${marks.size + 1}`;
    marks.set(secret, mark);
    return mark;
  };
  return {
    note,
    clean(text) {
      let clean = maskSecrets(text, note);
      // What is so short is no token, and may be part of anything.
      for (const [secret, mark] of marks) if (secret.length >= 8) clean = redact(clean, [secret], mark);
      return clean;
    },
  };
}
