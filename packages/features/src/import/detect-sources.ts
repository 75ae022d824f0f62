import { SsrmError } from '../errors.ts';
import { DETECTION_BYTES, type DetectedFormat, detectFormat, type TextEncodingName } from './detect.ts';
import { type ByteSource, type ImportFile, peek, sourceOfFile } from './import-source.ts';
import { readZip, type ZipEntry } from './zip.ts';

/** A file, also one in an archive, and what it seems to hold. */
export interface DetectedSource extends ByteSource {
  readonly format: DetectedFormat;
  readonly encoding: TextEncodingName;
  /** What it is, in words. */
  readonly what: string;
  /** Why it cannot be read. */
  readonly refused?: string;
}

/** The files, and the files in those that are archives, each with its format. */
export async function detectSources(
  files: Iterable<ImportFile>,
  signal: AbortSignal | undefined,
): Promise<DetectedSource[]> {
  const sources: DetectedSource[] = [];
  for (const file of files) {
    signal?.throwIfAborted();
    const source = await detect(sourceOfFile(file));
    if (source.format !== 'zip') {
      sources.push(source);
      continue;
    }
    try {
      for (const entry of await readZip(file)) {
        signal?.throwIfAborted();
        sources.push(await detectEntry(entry));
      }
    } catch (error) {
      sources.push({ ...source, refused: messageOf(error) });
    }
  }
  return sources;
}

async function detect(source: ByteSource): Promise<DetectedSource> {
  const { head, close } = await peek(source, DETECTION_BYTES);
  await close();
  return { name: source.name, size: source.size, open: source.open, ...detectFormat(head) };
}

async function detectEntry(entry: ZipEntry): Promise<DetectedSource> {
  const unread = { format: 'other', encoding: 'utf-8', what: 'a packed file' } as const;
  if (entry.refused !== undefined) {
    return { ...entry, ...unread, refused: entry.refused };
  }
  try {
    const source = await detect(entry);
    return source.format === 'zip'
      ? {
          ...source,
          format: 'other',
          refused: 'is an archive inside an archive: unpack it and import what is in it',
        }
      : source;
  } catch (error) {
    return { ...entry, ...unread, refused: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  if (!SsrmError.isInstance(error)) {
    throw error;
  }
  return error.message;
}
