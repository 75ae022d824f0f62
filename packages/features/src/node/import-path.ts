import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { InvalidDataError } from '../errors.ts';
import type { ImportFile } from '../import/files/import-file.ts';
import { type ImportedListening, type ImportOptions, importListening } from '../import/import-listening.ts';

const pieceSize = 1024 * 1024;
/** Deeper folders are not searched; Spotify's data are one or two deep. */
const deepestFolder = 8;
const mostFiles = 20_000;

/**
 * The listening in a file, a ZIP archive or a folder: {@link importListening} of what is there. Folders are searched in order of name; hidden files and symbolic
 * links in them are passed over.
 *
 * @throws {@link InvalidDataError} if there is nothing at the path, or nothing of use in it.
 */
export async function importPath(path: string, options: ImportOptions = {}): Promise<ImportedListening> {
  return importListening(await listFiles(path), options);
}

/** The file at a path, or the files in the folder there, to be read when needed. */
async function listFiles(path: string): Promise<ImportFile[]> {
  const found = await stat(path).catch((cause) => {
    throw new InvalidDataError(
      cause.code === 'ENOENT'
        ? `There is no file or folder ${path}. Check the path, and give that of the ZIP, folder or file with the listening.`
        : `The file or folder ${path} cannot be read (${cause.code ?? 'unknown error'}). Check its permissions.`,
      {
        location: { file: path },
        cause,
      },
    );
  });
  return found.isDirectory() ? listFolder(path, '', 0) : [fileAt(path, basename(path), found.size)];
}

async function listFolder(root: string, folder: string, depth: number): Promise<ImportFile[]> {
  const files: ImportFile[] = [];
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === '__MACOSX') {
      continue;
    }
    if (entry.isDirectory() && depth < deepestFolder) {
      files.push(...(await listFolder(root, path, depth + 1)));
    } else if (entry.isFile()) {
      const { size } = await stat(join(root, path));
      files.push(fileAt(join(root, path), path.split(sep).join('/'), size));
    }
    if (files.length > mostFiles) {
      throw new InvalidDataError(
        `${root} holds more than ${mostFiles} files. Choose the folder of Spotify's data.`,
      );
    }
  }
  return files;
}

function fileAt(path: string, name: string, size: number): ImportFile {
  return { name, size, slice: (start, end) => ({ stream: () => streamOf(path, start, end) }) };
}

function streamOf(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  let position = start;
  let file: Awaited<ReturnType<typeof open>> | undefined;
  const readPiece = async (): Promise<Uint8Array> => {
    file ??= await open(path);
    const length = Math.max(0, Math.min(pieceSize, end - position));
    const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, position);
    position += bytesRead;
    return buffer.subarray(0, bytesRead);
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = await readPiece().catch(async (error) => {
          await file?.close();
          throw error;
        });
        if (piece.length > 0) {
          controller.enqueue(piece);
        } else {
          await file?.close();
          controller.close();
        }
      },
      cancel: () => file?.close(),
    },
    { highWaterMark: 0 },
  );
}
