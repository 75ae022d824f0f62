import { InvalidArtifactError } from '@ssrm/features';

/** Bytes that become one argument list; engines limit its length. */
const CHUNK = 8192;

/** The bytes of an array of numbers as base64; little-endian on every machine that runs JavaScript today. */
export function toBase64(values: Uint32Array | Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}

/** The bytes that base64 from unknown JSON stands for, a multiple of 4 of them. */
export function fromBase64(value: unknown, what: string): ArrayBuffer {
  try {
    const binary = atob(typeof value === 'string' ? value : '?');
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    if (bytes.length % 4 === 0) return bytes.buffer;
  } catch {
    // Falls through to the same message.
  }
  throw new InvalidArtifactError(
    `Expected ${what} to be base64 of 32-bit numbers. The saved JSON is damaged.`,
  );
}
