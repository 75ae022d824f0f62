import { crc32c } from '../../crc32c.ts';

/**
 * One TFRecord: length (64-bit little endian), masked CRC-32C of the length, payload, masked CRC-32C of the payload.
 *
 * @see https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details
 */
export function frameRecord(payload: Uint8Array): Uint8Array {
  const record = new Uint8Array(payload.length + 16);
  const view = new DataView(record.buffer);
  view.setUint32(0, payload.length, true);
  view.setUint32(8, maskedChecksum(record.subarray(0, 8)), true);
  record.set(payload, 12);
  view.setUint32(12 + payload.length, maskedChecksum(payload), true);
  return record;
}

/** Rotated right by 15 bits plus a constant, so that checksums of data that hold checksums stay useful. */
function maskedChecksum(bytes: Uint8Array): number {
  const checksum = crc32c(bytes);
  return (((checksum >>> 15) | (checksum << 17)) + 0xa282ead8) >>> 0;
}
