import { Inflate } from 'fflate';
import { InvalidDataError } from '../../errors.ts';
import { expand, highestRatio } from './expand.ts';
import { type ByteSource, type ImportFile, readRange, readStream } from './import-file.ts';

/** Below this many bytes no ratio is suspicious. */
const alwaysAllowed = 16 * 1024 * 1024;
const mostEntries = 20_000;
const largestDirectory = 64 * 1024 * 1024;

/** One file in an archive. */
export interface ZipEntry extends ByteSource {
  /** Why it cannot be opened. */
  readonly refused?: string;
}

/**
 * The files in a ZIP archive, listed from its central directory (also ZIP64); folders are left out. Names only name rows in the report:
 * nothing is written, so `../` leads nowhere.
 *
 * @throws {@link InvalidDataError} if it is no archive, or is cut off or damaged.
 */
export async function readZip(file: ImportFile): Promise<ZipEntry[]> {
  const directory = await findDirectory(file);
  const budget = { bytes: Math.max(alwaysAllowed, file.size * highestRatio) };
  const bytes = await readRange(file, directory.offset, directory.offset + directory.size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder();
  const entries: ZipEntry[] = [];
  let position = 0;
  while (position + 46 <= bytes.length && view.getUint32(position, true) === 0x02014b50) {
    const nameLength = view.getUint16(position + 28, true);
    const extraLength = view.getUint16(position + 30, true);
    const commentLength = view.getUint16(position + 32, true);
    const name = decoder.decode(bytes.subarray(position + 46, position + 46 + nameLength));
    const extra = bytes.subarray(position + 46 + nameLength, position + 46 + nameLength + extraLength);
    if (!name.endsWith('/')) {
      entries.push(entryOf(file, `${file.name}/${name}`, readHeader(view, position, extra), budget));
    }
    if (entries.length > mostEntries) {
      throw damaged(file, `it lists more than ${mostEntries} files`);
    }
    position += 46 + nameLength + extraLength + commentLength;
  }
  if (entries.length < Math.min(directory.count, 1)) {
    throw damaged(file, 'its list of files cannot be read');
  }
  return entries;
}

/** How many bytes all files of an archive may still unpack to, also where they overlap. */
interface Budget {
  bytes: number;
}

interface Header {
  readonly flags: number;
  readonly method: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly offset: number;
}

function readHeader(view: DataView, position: number, extra: Uint8Array): Header {
  const wide = wideFields(extra);
  const read = (at: number): number => {
    const value = view.getUint32(position + at, true);
    return value === 0xffffffff ? (wide.shift() ?? value) : value;
  };
  // The order in which ZIP64 lists what does not fit: size, compressed size, offset.
  const size = read(24);
  const compressedSize = read(20);
  const offset = read(42);
  return {
    flags: view.getUint16(position + 8, true),
    method: view.getUint16(position + 10, true),
    compressedSize,
    size,
    offset,
  };
}

/** The 64-bit numbers of the ZIP64 extra field. */
function wideFields(extra: Uint8Array): number[] {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  for (let position = 0; position + 4 <= extra.length; ) {
    const length = view.getUint16(position + 2, true);
    const end = Math.min(position + 4 + length, extra.length);
    if (view.getUint16(position, true) === 1) {
      const fields: number[] = [];
      for (let at = position + 4; at + 8 <= end; at += 8) {
        fields.push(Number(view.getBigUint64(at, true)));
      }
      return fields;
    }
    position = end;
  }
  return [];
}

function entryOf(file: ImportFile, name: string, header: Header, budget: Budget): ZipEntry {
  const refused = refusalOf(header);
  return {
    name,
    size: header.size,
    open: () => openEntry(file, name, header, budget),
    ...(refused === null ? {} : { refused }),
  };
}

function refusalOf(header: Header): string | null {
  if ((header.flags & 1) !== 0) {
    return 'is encrypted: unpack the archive with its password and import the folder';
  }
  if (header.method !== 0 && header.method !== 8) {
    return `is packed with method ${header.method}, which is not supported: unpack the archive and import the folder`;
  }
  if (header.size > alwaysAllowed && header.size > header.compressedSize * highestRatio) {
    return `claims to unpack to ${header.size} bytes from ${header.compressedSize}: that is no listening history`;
  }
  return null;
}

async function* openEntry(
  file: ImportFile,
  name: string,
  header: Header,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const local = await readRange(file, header.offset, header.offset + 30);
  const view = new DataView(local.buffer, local.byteOffset, local.byteLength);
  if (local.length < 30 || view.getUint32(0, true) !== 0x04034b50) {
    throw new InvalidDataError(
      `Expected a packed file at byte ${header.offset} of ${file.name}, but ${name} is not there: the archive is damaged.`,
    );
  }
  const start = header.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const packed = readStream(file.slice(start, start + header.compressedSize).stream());
  if (header.method === 0) {
    yield* packed;
    return;
  }
  let total = 0;
  for await (const piece of expand(packed, (onPiece) => new Inflate(onPiece), name)) {
    total += piece.length;
    budget.bytes -= piece.length;
    if (total > header.size || budget.bytes < 0) {
      const what =
        total > header.size ? `more than the ${header.size} bytes it claims` : 'far more than it should';
      throw new InvalidDataError(`${name} unpacks to ${what}: the archive is damaged or made to harm.`);
    }
    yield piece;
  }
  if (total < header.size) {
    throw new InvalidDataError(
      `${name} unpacks to ${total} bytes instead of ${header.size}: its data are cut off.`,
    );
  }
}

async function findDirectory(file: ImportFile): Promise<{ offset: number; size: number; count: number }> {
  const tailStart = Math.max(0, file.size - 65_557);
  const tail = await readRange(file, tailStart, file.size);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let position = tail.length - 22; position >= 0; position--) {
    if (view.getUint32(position, true) === 0x06054b50) {
      const directory = {
        count: view.getUint16(position + 10, true),
        size: view.getUint32(position + 12, true),
        offset: view.getUint32(position + 16, true),
      };
      const wide = await findWideDirectory(file, tailStart + position - 20);
      const found = wide ?? directory;
      if (found.size > largestDirectory) {
        throw damaged(file, 'its list of files is too long');
      }
      if (found.offset + found.size > file.size) {
        throw damaged(file, 'its list of files lies outside of it');
      }
      return found;
    }
  }
  throw damaged(file, 'it has no list of files at its end, so it is cut off: download it again');
}

async function findWideDirectory(
  file: ImportFile,
  locatorAt: number,
): Promise<{ offset: number; size: number; count: number } | null> {
  if (locatorAt < 0) {
    return null;
  }
  const locator = await readRange(file, locatorAt, locatorAt + 20);
  const view = new DataView(locator.buffer, locator.byteOffset, locator.byteLength);
  if (locator.length < 20 || view.getUint32(0, true) !== 0x07064b50) {
    return null;
  }
  const recordAt = Number(view.getBigUint64(8, true));
  const record = await readRange(file, recordAt, recordAt + 56);
  const recordView = new DataView(record.buffer, record.byteOffset, record.byteLength);
  if (record.length < 56 || recordView.getUint32(0, true) !== 0x06064b50) {
    throw damaged(file, 'its ZIP64 record cannot be read');
  }
  return {
    count: Number(recordView.getBigUint64(32, true)),
    size: Number(recordView.getBigUint64(40, true)),
    offset: Number(recordView.getBigUint64(48, true)),
  };
}

function damaged(file: ImportFile, why: string): InvalidDataError {
  return new InvalidDataError(`Cannot read the archive ${file.name}: ${why}.`, {
    location: { file: file.name },
  });
}
