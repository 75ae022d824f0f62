import type { Dice } from './random.ts';
import type { TimeRange, WorldArtist, WorldListener, WorldTrack } from './types.ts';

/** What a listener's taste is drawn from. */
export interface Catalogue {
  readonly styleNames: readonly string[];
  readonly artists: readonly WorldArtist[];
  readonly tracks: readonly WorldTrack[];
  readonly yearOf: (track: WorldTrack) => number;
}

/**
 * A listener whose liking of a track is the sum of what they think of its style, its artist, its age,
 * its length and its popularity, and of chance. They have heard three tracks in five; the top list holds
 * those of them that they like most.
 */
export function createListener(
  dice: Dice,
  number: number,
  world: Catalogue,
  topCount: number,
): WorldListener {
  const taste = Object.fromEntries(world.styleNames.map((name) => [name, dice.normal()]));
  const artistLiking = new Map(world.artists.map(({ id }) => [id, dice.normal()]));
  const favouriteYear = dice.whole(1980, 2020);
  const favouriteLength = dice.whole(170, 330) * 1000;
  const mainstream = dice.normal() * 0.3;

  const heard = dice
    .shuffled(world.tracks)
    .slice(0, Math.ceil(world.tracks.length * 0.6))
    .map((track) => ({
      track,
      liking:
        1.6 * (taste[track.style] ?? 0) +
        0.9 * (artistLiking.get(track.artistIds[0] as string) ?? 0) -
        Math.abs(world.yearOf(track) - favouriteYear) / 20 -
        Math.abs(Math.log(track.durationMs / favouriteLength)) +
        (mainstream * (track.popularity - 40)) / 20 +
        0.7 * dice.normal(),
    }));
  const topBy = (noise: number, count: number): string[] =>
    heard
      .map(({ track, liking }) => ({ id: track.id, order: liking + noise * dice.normal() }))
      .sort((left, right) => right.order - left.order)
      .slice(0, count)
      .map(({ id }) => id);
  const topTracks: Record<TimeRange, string[]> = {
    long_term: topBy(0, topCount),
    medium_term: topBy(0.6, Math.ceil(topCount * 0.5)),
    short_term: topBy(1.2, Math.ceil(topCount * 0.15)),
  };

  const plays = new Map<string, number>();
  const trackById = new Map(world.tracks.map((track) => [track.id, track]));
  topTracks.long_term.forEach((id, rank) => {
    const artistId = trackById.get(id)?.artistIds[0] as string;
    plays.set(artistId, (plays.get(artistId) ?? 0) + 1 / (rank + 10));
  });
  const topArtists = [...plays].sort((left, right) => right[1] - left[1]).map(([id]) => id);

  return {
    id: `listener${number}`,
    accountId: dice.id().slice(0, 10),
    displayName: `Listener ${number}`,
    country: dice.pick(['DE', 'ES', 'SE', 'US']),
    product: number === 3 ? 'free' : 'premium',
    taste,
    topTracks,
    topArtists,
    savedTracks: dice.shuffled(topTracks.long_term).slice(0, Math.min(130, topCount)),
  };
}
