/**
 * A file's bytes as text: UTF-8 or, where a byte order mark says so, UTF-16, which spreadsheets call "Unicode text" and PowerShell's `>` writes.
 *
 * @throws TypeError where `isStrict` and they are neither.
 */
export function decodeText(bytes: Uint8Array, isStrict = false): string {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  const encoding = isLittle ? 'utf-16le' : isBig ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: isStrict }).decode(bytes);
}
