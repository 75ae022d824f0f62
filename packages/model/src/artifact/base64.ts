import { InvalidArtifactError } from '@ssrm/features';

/** Standard base64 of the bytes, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(binary);
}

/**
 * The bytes that standard base64 stands for.
 *
 * @throws {@link InvalidArtifactError} if the text is not base64.
 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  let binary: string;
  try {
    binary = atob(text);
  } catch (cause) {
    throw new InvalidArtifactError('Expected weights in base64, but the text is damaged.', { cause });
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
