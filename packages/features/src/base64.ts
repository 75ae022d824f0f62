import { InvalidArtifactError } from './errors.ts';

/** Bytes that become one argument list; engines limit its length. */
const chunk = 8192;

/** Standard base64 of the bytes, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += chunk) {
    binary += String.fromCharCode(...bytes.subarray(start, start + chunk));
  }
  return btoa(binary);
}

/**
 * The bytes that standard base64 stands for.
 *
 * @param what - What it holds, for the message: `weights`.
 * @throws {@link InvalidArtifactError} if it is no text, or not base64.
 */
export function fromBase64(text: unknown, what: string): Uint8Array<ArrayBuffer> {
  try {
    if (typeof text !== 'string') throw new TypeError(`It is a ${typeof text}.`);
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch (cause) {
    throw new InvalidArtifactError(`Expected ${what} in base64, but the text is damaged.`, { cause });
  }
}
