/** What work takes, in milliseconds: on the clock, and of the processor (less where it waits or the machine is busy). */
export interface Cost {
  readonly clock: number;
  readonly processor: number;
}

/** Does the work once. */
export async function costOf(work: () => unknown): Promise<Cost> {
  const start = performance.now();
  const startProcessor = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(startProcessor);
  return { clock: performance.now() - start, processor: (user + system) / 1000 };
}

/** The least of several runs, of each: what the work costs when nothing else disturbs it. */
export async function bestOf(runs: number, work: () => unknown): Promise<Cost> {
  let best = await costOf(work);
  for (let run = 1; run < runs; run++) {
    const { clock, processor } = await costOf(work);
    best = { clock: Math.min(best.clock, clock), processor: Math.min(best.processor, processor) };
  }
  return best;
}

/** Prints rows in aligned columns under a title. */
export function printTable(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const row of rows) {
    console.log(
      row
        .map(
          (cell, column) =>
            `  ${column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)}`,
        )
        .join(''),
    );
  }
}

/** "1.23 s" or "45 ms". */
export function duration(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
}
