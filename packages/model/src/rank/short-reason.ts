import { artistKey, type ListeningHistory, type Track } from '@ssrm/features';
import type { Contribution } from '../explain/explanation.ts';

/** How often each artist was heard, by {@link artistKey}. */
export type ArtistPlays = ReadonlyMap<string, number>;

/** The plays of each artist in a history. */
export function artistPlays({ songs }: Pick<ListeningHistory, 'songs'>): ArtistPlays {
  const plays = new Map<string, number>();
  for (const song of songs) {
    if (song.artistName === null || song.plays === 0) continue;
    const key = artistKey(song.artistName);
    plays.set(key, (plays.get(key) ?? 0) + song.plays);
  }
  return plays;
}

/**
 * Why a song stands high, in one short sentence: that its artist is played, else the reason that raises its score most, else the strongest. Names only what
 * the history and the song itself say; empty where there is nothing to say.
 *
 * @param reasons - Of the song's explanation, strongest first.
 */
export function shortReason(track: Track, reasons: readonly Contribution[], plays: ArtistPlays): string {
  const { artistName } = track;
  const times = artistName === null ? 0 : (plays.get(artistKey(artistName)) ?? 0);
  if (times > 0) return `You have played ${artistName} ${times === 1 ? 'once' : `${times} times`}.`;
  const raising = reasons.find(({ contribution }) => contribution > 0);
  return (raising ?? reasons[0])?.text ?? '';
}
