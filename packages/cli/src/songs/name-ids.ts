import type { SpotifyFlags } from '../options/groups.ts';
import { connectCatalogue } from '../spotify/connect.ts';
import { lookUpTracks } from '../spotify/look-up-tracks.ts';
import type { StageContext } from '../terminal/stage-context.ts';
import type { SongLists } from './read-song-lists.ts';
import { isIdAlone } from './read-songs.ts';

/** The lists with what Spotify knows of songs that are named by their ids alone; as they are where nobody is signed in. */
export async function nameIds(
  lists: SongLists,
  flags: SpotifyFlags,
  context: StageContext,
): Promise<SongLists> {
  const ids = new Set(lists.tracks.filter(isIdAlone).map(({ id }) => id));
  const spotify = ids.size === 0 ? undefined : await connectCatalogue(flags, context);
  if (spotify === undefined) return lists;
  const found = await lookUpTracks(spotify, [...ids], context);
  return { ...lists, tracks: lists.tracks.map((track) => found.get(track.id) ?? track) };
}
