const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/**
 * A curve as one line of block characters, the lowest value as the lowest block; constant values stay low.
 *
 * @param values - Any number of finite values; they are averaged into `width` columns.
 */
export function sparkline(values: readonly number[], width: number): string {
  if (values.length === 0) return '';
  const columns = Math.min(width, values.length);
  const means = Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.floor(((column + 1) * values.length) / columns);
    const part = values.slice(from, to);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
  const lowest = Math.min(...means);
  const range = Math.max(...means) - lowest;
  return means
    .map((mean) => bars[range === 0 ? 0 : Math.round(((mean - lowest) / range) * (bars.length - 1))])
    .join('');
}
