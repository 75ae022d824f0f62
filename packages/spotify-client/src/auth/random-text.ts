import { base64Url } from '../base64.ts';

/** Unguessable text of letters, digits, `-` and `_`, from the platform's secure source. */
export function randomText(byteCount: number): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(byteCount)));
}
