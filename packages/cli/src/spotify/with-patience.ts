import { setTimeout as pause } from 'node:timers/promises';
import { SpotifyRateLimitError } from '@ssrm/spotify-client';
import type { SpotifyFlags } from '../options/groups.ts';
import { duration } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';

/**
 * The result of the work, which is begun again after a cool-down of hours where `--wait` asks for that;
 * what it fetched before is not fetched again. Without `--wait` the error says when to come back.
 */
export async function withPatience<Result>(
  flags: Pick<SpotifyFlags, 'wait'>,
  { output, signal }: StageContext,
  work: () => Promise<Result>,
): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (flags.wait !== true || !SpotifyRateLimitError.isInstance(error) || error.until === undefined)
        throw error;
      const waitMs = Math.max(1000, error.until.getTime() - Date.now());
      const time = error.until.toLocaleTimeString('en-GB', { timeStyle: 'short' });
      output.note(`Spotify allows no more requests for ${duration(waitMs)}; waiting until ${time}.`);
      await pause(waitMs, undefined, { signal });
    }
  }
}
