import picocolors from 'picocolors';
import type { OutputStream } from './output-stream.ts';
import { LiveProgress, PlainProgress, type Progress, SilentProgress } from './progress.ts';
import { wrapText } from './text-table.ts';

export interface OutputOptions {
  /** The result goes to stdout as one JSON object, everything else to stderr. */
  readonly json?: boolean;
  /** No progress and no notes. */
  readonly quiet?: boolean;
  readonly stdout?: OutputStream;
  readonly stderr?: OutputStream;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

type Colors = ReturnType<typeof picocolors.createColors>;

/**
 * Where everything that a person or program reads goes through: the result to stdout, the rest to stderr.
 * Colour and live lines only where stderr is a terminal; secrets that were registered are blotted out.
 */
export class Output {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly style: Colors;
  readonly #stdout: OutputStream;
  readonly #stderr: OutputStream;
  readonly #live: boolean;
  readonly #secrets = new Set<string>();
  #progress: Progress | undefined;

  constructor(options: OutputOptions = {}) {
    const environment = options.environment ?? process.env;
    this.json = options.json ?? false;
    this.quiet = options.quiet ?? false;
    this.#stdout = options.stdout ?? process.stdout;
    this.#stderr = options.stderr ?? process.stderr;
    const terminal = this.#stderr.isTTY === true && environment.TERM !== 'dumb';
    const colored = terminal && (environment.NO_COLOR ?? '') === '';
    this.style = picocolors.createColors(colored && (this.json || this.#stdout.isTTY === true));
    this.#live = terminal;
  }

  /** Cells in a line of the result; no end where it goes to a file or a pipe. */
  get width(): number {
    return this.#stdout.isTTY === true ? (this.#stdout.columns ?? 80) : Number.POSITIVE_INFINITY;
  }

  /** A sentence of the result as lines that fit. */
  fit(text: string, indent = ''): string[] {
    return wrapText(text, this.width, indent);
  }

  /** Text that must never be shown, such as a token. */
  hide(secret: string | undefined): void {
    if (secret !== undefined && secret.length > 3) this.#secrets.add(secret);
  }

  /** A line about what is going on. */
  note(line: string): void {
    if (!this.quiet) this.#line(line);
  }

  /** A line about something that is not as it should be; also with `--quiet`. */
  warn(line: string): void {
    this.#line(`${this.style.yellow('Note:')} ${line}`);
  }

  /** Why the command stops. */
  error(message: string): void {
    this.#line(`${this.style.red('Error:')} ${message}`);
  }

  /** Lines of the result for people; nothing with `--json`. */
  result(lines: readonly string[]): void {
    this.#progress?.clear();
    if (!this.json) this.#stdout.write(`${this.#safe(lines.join('\n'))}\n`);
  }

  /** The result for programs; nothing without `--json`. */
  resultJson(value: unknown): void {
    this.#progress?.clear();
    if (this.json) this.#stdout.write(`${this.#safe(JSON.stringify(value, null, 2))}\n`);
  }

  /** Starts telling how far something is; end it with `done`. */
  progress(label: string): Progress {
    this.#progress?.clear();
    // Shown in time lines of profilers and benchmarks.
    performance.mark(label);
    if (this.quiet) this.#progress = new SilentProgress();
    else if (this.#live) this.#progress = new LiveProgress(label, this.#stderr, this.style);
    else this.#progress = new PlainProgress(label, (line) => this.#line(line));
    return this.#progress;
  }

  /** Takes an unfinished progress line off the terminal. */
  close(): void {
    this.#progress?.clear();
  }

  #line(line: string): void {
    this.#progress?.clear();
    const width = this.#live ? (this.#stderr.columns ?? 80) : Number.POSITIVE_INFINITY;
    const lines = this.#safe(line).split('\n');
    this.#stderr.write(`${lines.flatMap((text) => wrapText(text, width)).join('\n')}\n`);
  }

  #safe(text: string): string {
    let safe = text;
    for (const secret of this.#secrets) safe = safe.replaceAll(secret, '***');
    return safe;
  }
}
