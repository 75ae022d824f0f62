import { SsrmError } from '../../errors.ts';
import { readAll } from './decode.ts';
import { type FileHead, HEAD_BYTES, headOf } from './file-head.ts';
import { gunzipped } from './gzip.ts';
import { type ByteSource, type ImportFile, peek, sourceOfFile } from './import-file.ts';
import { readZip, type ZipEntry } from './zip.ts';

/** A file, also one in an archive, and its beginning. */
export interface OpenedFile extends ByteSource {
  readonly head: FileHead;
  /** Why it cannot be read, as a phrase behind the file's name. */
  readonly refused?: string;
}

/** Archives are opened inside archives, so deep. */
const deepestArchive = 3;
/** An archive inside an archive is held in memory. */
const largestInnerArchive = 256 * 1024 * 1024;

/** The files, and the files in those that are ZIP archives or gzipped, each with its beginning. */
export async function openFiles(
  files: Iterable<ImportFile>,
  signal: AbortSignal | undefined,
): Promise<OpenedFile[]> {
  const opened: OpenedFile[] = [];
  for (const file of files) {
    opened.push(...(await open(sourceOfFile(file), async () => file, 0, signal)));
  }
  return opened;
}

type Seekable = () => Promise<ImportFile>;

async function open(
  source: ByteSource,
  seekable: Seekable,
  depth: number,
  signal: AbortSignal | undefined,
): Promise<OpenedFile[]> {
  signal?.throwIfAborted();
  const empty = headOf(source.name, new Uint8Array(0));
  try {
    const { head: bytes, close } = await peek(source, HEAD_BYTES);
    await close();
    const head = headOf(source.name, bytes);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b && depth < deepestArchive) {
      const inner = gunzipped(source);
      return await open(inner, () => inMemory(inner), depth + 1, signal);
    }
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
    if (!isZip) return [{ ...source, head }];
    if (depth >= deepestArchive) {
      return [
        {
          ...source,
          head,
          refused: 'is an archive too deep inside of archives: unpack it and import what is in it',
        },
      ];
    }
    const entries = await readZip(await seekable());
    const office = officeDocument(entries);
    if (office !== null) return [{ ...source, head, refused: office }];
    const opened: OpenedFile[] = [];
    for (const entry of entries) opened.push(...(await openEntry(entry, depth, signal)));
    return opened;
  } catch (error) {
    if (!SsrmError.isInstance(error) || error.code === 'aborted') throw error;
    return [{ ...source, head: empty, refused: error.message }];
  }
}

async function openEntry(
  entry: ZipEntry,
  depth: number,
  signal: AbortSignal | undefined,
): Promise<OpenedFile[]> {
  if (/(?:^|\/)(?:__MACOSX\/|\.[^/]+$)/.test(entry.name)) return [];
  if (entry.refused === undefined) return open(entry, () => inMemory(entry), depth + 1, signal);
  return [{ ...entry, head: headOf(entry.name, new Uint8Array(0)), refused: entry.refused }];
}

async function inMemory({ name, open: read }: ByteSource): Promise<ImportFile> {
  const bytes = await readAll(read(), largestInnerArchive, name);
  const blob = new Blob([bytes as BlobPart]);
  return { name, size: blob.size, slice: (start, end) => blob.slice(start, end) };
}

/** Office documents are ZIP archives too; what to do with one, or `null`. */
function officeDocument(entries: readonly ZipEntry[]): string | null {
  const has = (pattern: RegExp): boolean => entries.some(({ name }) => pattern.test(name));
  if (has(/\/xl\/workbook\.(?:xml|bin)$/)) {
    return 'is an Excel workbook: open it and save its sheet as "CSV UTF-8", then use that file';
  }
  if (has(/\/content\.xml$/) && has(/\/mimetype$/)) {
    return 'is an OpenDocument spreadsheet or text: open it and save it as CSV in UTF-8, then use that file';
  }
  if (has(/\/Index\/.*\.iwa$/)) {
    return 'is a Numbers spreadsheet: open it and export it as CSV, then use that file';
  }
  return has(/\/word\/document\.xml$/) ? 'is a Word document, which holds no listening' : null;
}
