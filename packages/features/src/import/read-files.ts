import { InvalidDataError, SsrmError } from '../errors.ts';
import { FileSink } from './file-sink.ts';
import { decodeLenient, readAll, toUtf8 } from './files/decode.ts';
import type { ImportFile } from './files/import-file.ts';
import { type OpenedFile, openFiles } from './files/open-files.ts';
import type { Content, Format } from './formats/format.ts';
import { FORMATS } from './formats/formats.ts';
import { REFUSED_KINDS } from './formats/refused.ts';
import { FileTally } from './import-report.ts';
import type { ImportState } from './import-state.ts';
import { SeenPlays } from './plays/seen-plays.ts';

/** How far an import is. */
export interface ImportProgress {
  readonly file: string;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rowsRead: number;
}

export interface ReadFilesOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** The largest file that is held in memory as a whole; Spotify's histories are read piece by piece and may be of any size. */
const largestDocument = 128 * 1024 * 1024;

const lookedFor =
  "Spotify's data (ZIP or folder, Streaming_History_Audio_….json, endsong_….json, StreamingHistory….json, YourLibrary.json, Playlist….json), JSON of the Web API, a playlist or list as CSV (Exportify, TuneMyMusic, SongsDataset.csv), or the history of Last.fm, ListenBrainz, Apple Music or YouTube Music";

interface Readable {
  readonly file: OpenedFile;
  readonly tally: FileTally;
  readonly format: Format;
}

/**
 * Reads files, and those in archives, into the state of an import.
 *
 * @returns What was made of each.
 * @throws {@link InvalidDataError} if none of them is of a format that is read, saying what was looked for and what was found.
 */
export async function readFiles(
  files: Iterable<ImportFile>,
  state: ImportState,
  options: ReadFilesOptions = {},
): Promise<FileTally[]> {
  const opened = await openFiles(files, options.signal);
  const readable: Readable[] = [];
  const tallies = opened.map((file) => {
    const format = formatOf(file);
    const tally =
      format === undefined ? refusedTally(file) : new FileTally(file.name, format.name, format.what);
    if (format !== undefined) readable.push({ file, tally, format });
    return tally;
  });
  if (readable.length === 0) throw nothingReadable(tallies);
  const bytesTotal = readable.reduce((sum, { file }) => sum + file.size, 0);
  let bytesRead = 0;
  // Not part of the state: it takes more memory than that, and only for so long.
  const seen = new SeenPlays();
  for (const { file, tally, format } of inReadingOrder(readable)) {
    const onPiece = (bytes: number): void => {
      options.signal?.throwIfAborted();
      bytesRead += bytes;
      const rowsRead = tallies.reduce((sum, { read }) => sum + read, 0);
      options.onProgress?.({ file: file.name, bytesRead, bytesTotal, rowsRead });
    };
    await readFile(format, contentOf(file, tally, onPiece), new FileSink(state, tally, seen));
  }
  return tallies;
}

/** What the files are that cannot be used although they seem to be listening, each with what to do. */
export function faultsOf(tallies: readonly FileTally[]): string[] {
  return tallies.flatMap((tally) => {
    const { file, isDamaged, note } = tally.report();
    const broken = tally.setAsideGroups().find(({ kind }) => kind === 'unusable');
    if (!isDamaged) return [];
    const reason =
      note ?? (broken === undefined ? 'cannot be read' : `line ${broken.lines[0]}: ${broken.reason}`);
    return [`${file}: ${reason}`];
  });
}

function formatOf({ head, refused }: OpenedFile): Format | undefined {
  if (refused !== undefined || REFUSED_KINDS.some((kind) => kind.isCertain !== false && kind.looksLike(head)))
    return undefined;
  return FORMATS.find((format) => format.looksLike(head));
}

function refusedTally({ name, head, refused }: OpenedFile): FileTally {
  const kind = REFUSED_KINDS.find((candidate) => candidate.looksLike(head));
  const tally = new FileTally(name, 'other', kind?.what ?? 'a file of an unknown kind');
  tally.isDamaged = refused !== undefined || kind?.advice !== undefined;
  const advice = kind?.advice === undefined ? ', which holds no listening' : `: ${kind.advice}`;
  tally.note(refused ?? `is ${kind?.what ?? 'of an unknown kind'}${advice}`);
  return tally;
}

function nothingReadable(tallies: readonly FileTally[]): InvalidDataError {
  const found = tallies.slice(0, 5).map((tally) => `${tally.file} ${tally.report().note ?? ''}`);
  const more = tallies.length > 5 ? `; and ${tallies.length - 5} more` : '';
  return new InvalidDataError(
    `Found no listening: ${found.length === 0 ? 'there is no file' : found.join('; ')}${more}. Expected ${lookedFor}.`,
  );
}

/** Formats have an order, so that what knows less comes after what knows more. */
function inReadingOrder(readable: readonly Readable[]): Readable[] {
  return FORMATS.flatMap((format) => readable.filter((candidate) => candidate.format === format));
}

function contentOf(file: OpenedFile, tally: FileTally, onPiece: (bytes: number) => void): Content {
  const pieces = (): AsyncIterable<Uint8Array> => toUtf8(watch(file.open(), onPiece), file.head.encoding);
  const bytes = (): Promise<Uint8Array> => readAll(pieces(), largestDocument, file.name);
  return {
    name: file.name,
    pieces,
    bytes,
    async text() {
      const { text, encoding } = decodeLenient(await bytes());
      if (encoding !== 'utf-8') tally.note(`is not UTF-8 and was read as ${encoding}`);
      return text;
    },
  };
}

/** Reads one file; what goes wrong with it is noted in the tally, and what was read before is kept. */
async function readFile(format: Format, content: Content, sink: FileSink): Promise<void> {
  try {
    await format.read(content, sink);
  } catch (error) {
    if (!SsrmError.isInstance(error) || error.code === 'aborted') throw error;
    sink.tally.isDamaged = true;
    sink.tally.note(error.message);
  }
}

async function* watch(
  pieces: AsyncIterable<Uint8Array>,
  onPiece: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    onPiece(piece.length);
    yield piece;
  }
}
