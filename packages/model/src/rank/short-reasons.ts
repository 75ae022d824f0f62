import { artistKey, type ListeningHistory, songKey, type Track } from '@ssrm/features';
import { styleOfArtist } from '../artists/artist-styles.ts';
import type { Contribution } from '../explain/explanation.ts';
import { loadWorld, WORLD_LISTENERS, type World } from '../world/world.ts';

/** How often each artist was heard, by {@link artistKey}; 0 for one who only stands in a list. */
export type ArtistPlays = ReadonlyMap<string, number>;

/** The plays of each artist in a history, and the artists of its lists. */
export function artistPlays({ songs }: Pick<ListeningHistory, 'songs'>): ArtistPlays {
  const plays = new Map<string, number>();
  for (const song of songs) {
    if (song.artistName === null || (song.plays === 0 && !song.isListed)) continue;
    const key = artistKey(song.artistName);
    plays.set(key, (plays.get(key) ?? 0) + song.plays);
  }
  return plays;
}

/** An artist of the person's, and how much they speak for another. */
interface Companion {
  readonly name: string;
  readonly plays: number;
  readonly strength: number;
}

/**
 * Why a person may like each song, in one or two short sentences: that they play its artist, or whom of theirs other people play on the same days, or who of
 * theirs has the artist's style; else the reason that raises its score most. Of a song whose reasons speak against it, the one that does so most.
 * Names only what is counted; empty where there is nothing to say.
 *
 * @param reasons - Of each song's explanation, strongest first; songs may be without.
 */
export async function shortReasons(
  tracks: readonly Pick<Track, 'name' | 'artistName'>[],
  plays: ArtistPlays,
  reasons: readonly (readonly Contribution[])[] = [],
): Promise<string[]> {
  const world = await loadWorld();
  return tracks.map((track, index) => {
    const own = reasons[index] ?? [];
    const isRaised = own.reduce((sum, { contribution }) => sum + contribution, 0) >= 0;
    const strongest = own.find(({ contribution }) => contribution > 0 === isRaised) ?? own[0];
    return (isRaised ? companyReason(track, plays, world) : undefined) ?? strongest?.text ?? '';
  });
}

function companyReason(
  track: Pick<Track, 'name' | 'artistName'>,
  plays: ArtistPlays,
  world: World,
): string | undefined {
  const { artistName } = track;
  if (artistName === null) return undefined;
  const own = plays.get(artistKey(artistName));
  if (own !== undefined) {
    const keepers = world.songListeners.get(songKey(track));
    const others =
      keepers === undefined ? '' : ` ${keepers} of ${WORLD_LISTENERS} other listeners keep this song.`;
    return heardText(artistName, own) + others;
  }
  const [first, second] = companions(artistName, plays, world);
  if (first !== undefined) {
    const both = second === undefined ? first.name : `${first.name} and ${second.name}`;
    return `Others play ${artistName} on the same days as ${both}. ${heardText(first.name, first.plays)}`;
  }
  const style = styleOfArtist(artistName);
  const alike = style === undefined ? undefined : mostPlayedOf(style, plays, world);
  return (
    alike && `${artistName} and ${alike.name} share a style, ${style}. ${heardText(alike.name, alike.plays)}`
  );
}

function heardText(artistName: string, plays: number): string {
  if (plays === 0) return `${artistName} is in your lists.`;
  return `You have played ${artistName} ${plays === 1 ? 'once' : `${plays.toLocaleString('en-US')} times`}.`;
}

/** The person's artists in the company of an artist, strongest first: by how much more they are heard together than apart, and by plays. */
function companions(artistName: string, plays: ArtistPlays, world: World): Companion[] {
  const artist = world.artists.get(artistKey(artistName));
  if (artist === undefined) return [];
  return (world.company[artist] ?? [])
    .flatMap(({ artist: other, lift }): Companion[] => {
      const name = world.artistNames[other] as string;
      const count = plays.get(artistKey(name));
      return count === undefined ? [] : [{ name, plays: count, strength: lift * Math.log(2 + count) }];
    })
    .sort((left, right) => right.strength - left.strength);
}

function mostPlayedOf(style: string, plays: ArtistPlays, world: World): Companion | undefined {
  let best: Companion | undefined;
  for (const [key, count] of plays) {
    const artist = world.artists.get(key);
    const name = artist === undefined ? undefined : world.artistNames[artist];
    if (name === undefined || count <= (best?.plays ?? 0) || styleOfArtist(name) !== style) continue;
    best = { name, plays: count, strength: count };
  }
  return best;
}
