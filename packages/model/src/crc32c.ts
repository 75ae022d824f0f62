let sharedTable: Uint32Array | undefined;

/**
 * CRC-32C (Castagnoli) of the bytes, as an unsigned 32-bit number; of no bytes: 0.
 *
 * @see RFC 3720, appendix B.4
 */
export function crc32c(bytes: Uint8Array): number {
  sharedTable ??= createTable();
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder = (sharedTable[(remainder ^ byte) & 0xff] as number) ^ (remainder >>> 8);
  }
  return (remainder ^ 0xffffffff) >>> 0;
}

function createTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) {
      remainder = (remainder & 1) === 1 ? (remainder >>> 1) ^ 0x82f63b78 : remainder >>> 1;
    }
    return remainder >>> 0;
  });
}
