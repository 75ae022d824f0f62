/** The text with a mark in place of the given secrets: as they are, as a form or URL has them, and as JSON has them. */
export function redact(text: string, secrets: readonly (string | undefined)[], mark = '[redacted]'): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret) {
      const forms = [
        secret,
        `${new URLSearchParams({ '': secret })}`.slice(1),
        JSON.stringify(secret).slice(1, -1),
      ];
      for (const form of forms) clean = clean.replaceAll(form, mark);
    }
  }
  return clean;
}
