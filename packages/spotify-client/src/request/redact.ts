/**
 * The text without the given secrets, as they are or URL-encoded, and without anything
 * that stands behind `Bearer`, `Basic` or the name of a token field.
 */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (!secret || secret.length < 4) continue;
    for (const form of [secret, encodeURIComponent(secret)]) clean = clean.split(form).join('[redacted]');
  }
  return clean.replace(
    /((?:Bearer|Basic) +|(?:access_token|refresh_token|client_secret|code_verifier)"?\s*[:=]\s*"?)[^\s"&,}]{8,}/gi,
    '$1[redacted]',
  );
}
