/**
 * Plays that follow one another, from the first to behind the last of each stretch.
 *
 * @param times - In rising order, in seconds.
 * @param goesOn - Whether a play so many seconds after the one before belongs to the same stretch.
 */
export function stretchesOf(
  times: readonly number[],
  goesOn: (pause: number) => boolean,
): { readonly start: number; readonly end: number }[] {
  const stretches: { start: number; end: number }[] = [];
  for (const [at, time] of times.entries()) {
    const last = stretches.at(-1);
    if (last !== undefined && goesOn(time - (times[at - 1] as number))) last.end = at + 1;
    else stretches.push({ start: at, end: at + 1 });
  }
  return stretches;
}
