import type picocolors from 'picocolors';
import type { OutputStream } from './output-stream.ts';
import { displayWidth, wrapText } from './text-table.ts';

/** How far a piece of work is. */
export interface Progress {
  /** The state now, such as `150 of 500`; most states are not shown, and may come as often as they like. */
  update(state: string): void;
  /** The work is done; `state` stays to be read. */
  done(state: string): void;
  /** Takes the line away without a word. */
  clear(): void;
}

/** One line of the terminal, rewritten at most about 12 times a second. */
export class LiveProgress implements Progress {
  readonly #label: string;
  readonly #stream: OutputStream;
  readonly #style: ReturnType<typeof picocolors.createColors>;
  #shown = false;
  #lastDrawn = 0;

  constructor(label: string, stream: OutputStream, style: ReturnType<typeof picocolors.createColors>) {
    this.#label = label;
    this.#stream = stream;
    this.#style = style;
    this.#draw('…');
  }

  update(state: string): void {
    if (performance.now() - this.#lastDrawn >= 80) this.#draw(state);
  }

  done(state: string): void {
    this.clear();
    const lines = wrapText(`${this.#label}: ${state}`, (this.#stream.columns ?? 80) - 2);
    this.#stream.write(`${this.#style.green('✔')} ${lines.join('\n  ')}\n`);
  }

  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001b[2K');
    this.#shown = false;
  }

  #draw(state: string): void {
    this.#lastDrawn = performance.now();
    const line = `${this.#label}: ${state}`;
    // A line that wraps could not be taken back.
    const room = (this.#stream.columns ?? 80) - 3;
    const fitting = displayWidth(line) <= room ? line : `${line.slice(0, Math.max(0, room - 1))}…`;
    this.#stream.write(`\r\u001b[2K${this.#style.cyan('•')} ${fitting}`);
    this.#shown = true;
  }
}

/** Longest silence in a file or pipe: a log that is watched shows that the work goes on, and stays short. */
const plainIntervalMs = 10_000;

/** For files and pipes, where no line can be rewritten: a line every ten seconds, and at the end. */
export class PlainProgress implements Progress {
  readonly #label: string;
  readonly #write: (line: string) => void;
  readonly #now: () => number;
  #lastWritten: number;

  /** @param now - Milliseconds of a clock that never goes back. */
  constructor(label: string, write: (line: string) => void, now: () => number = () => performance.now()) {
    this.#label = label;
    this.#write = write;
    this.#now = now;
    this.#lastWritten = now();
  }

  update(state: string): void {
    if (this.#now() - this.#lastWritten < plainIntervalMs) return;
    this.#lastWritten = this.#now();
    this.#write(`${this.#label}: ${state}`);
  }

  done(state: string): void {
    this.#write(`${this.#label}: ${state}`);
  }

  clear(): void {}
}

/** Says nothing. */
export class SilentProgress implements Progress {
  update(): void {}
  done(): void {}
  clear(): void {}
}
