import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * A secret typed or pasted at the terminal, which does not show it; from a pipe, its first line.
 * Nothing of it gets into the history of the shell.
 */
export async function askSecret(question: string, signal: AbortSignal): Promise<string> {
  const terminal = process.stdin.isTTY === true;
  const lines = readMuted();
  // Asked only now: from here on the terminal no longer echoes.
  if (terminal) process.stderr.write(question);
  try {
    return await new Promise<string>((resolve, reject) => {
      const stop = (): void => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      lines.once('line', (line) => resolve(line.trim()));
      lines.once('close', () => resolve(''));
    });
  } finally {
    lines.close();
    if (terminal) process.stderr.write('\n');
  }
}

/**
 * The next line that comes in, not shown where it is typed, or `undefined` at the end of the input or after `signal`.
 */
export async function nextLine(signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) return undefined;
  const lines = readMuted();
  return new Promise((resolve) => {
    const end = (line?: string): void => {
      // First, for closing calls this again, without a line.
      resolve(line);
      signal.removeEventListener('abort', stop);
      lines.close();
      process.stdin.pause();
    };
    const stop = (): void => end();
    signal.addEventListener('abort', stop, { once: true });
    lines.once('line', (line) => end(line.trim()));
    lines.once('close', () => end());
  });
}

/** Lines of the input, of which a terminal echoes nothing. */
function readMuted(): Interface {
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: mute,
    terminal: process.stdin.isTTY === true,
  });
  // A terminal in raw mode hands Ctrl+C to readline and not to the process. (process.kill would end it at once on Windows.)
  lines.once('SIGINT', () => process.emit('SIGINT'));
  return lines;
}
