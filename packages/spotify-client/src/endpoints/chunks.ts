import { SpotifyError } from '../errors.ts';

/**
 * Runs the work on pieces of at most `size` items, one after the other.
 *
 * @throws what the work throws, with the number of items done before in `completed`.
 */
export async function inChunks<Item, Result>(
  items: readonly Item[],
  size: number,
  work: (chunk: readonly Item[], start: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += size) {
    try {
      results.push(await work(items.slice(start, start + size), start));
    } catch (error) {
      throw SpotifyError.isInstance(error) ? Object.assign(error, { completed: start }) : error;
    }
  }
  return results;
}
