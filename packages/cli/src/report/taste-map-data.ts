import type { TasteMap, TasteMapPlace } from '@ssrm/embeddings';
import type { ScoredTrack, Track } from '@ssrm/features';
import type { TasteMapData, TasteMapPoint } from './report-data.ts';

/** So many artists, those with most songs, are named on the map. */
const namedArtists = 25;

export interface MappedSongs {
  /** What the map was made of, with the person's scores. */
  readonly liked: readonly ScoredTrack[];
  readonly background?: readonly Track[];
  /** With the model's scores. */
  readonly predicted?: readonly ScoredTrack[];
}

/** The songs and the artists with most of them as points of a map of two dimensions. */
export async function tasteMapData(map: TasteMap, songs: MappedSongs): Promise<TasteMapData> {
  const { liked, background = [], predicted = [] } = songs;
  const artists = await map.artists(liked);
  return {
    points: [
      ...(await map.songs(liked)).map((place, index) => pointOf(place, 'liked', liked[index]?.score)),
      ...(await map.songs(background)).map((place) => pointOf(place, 'background')),
      ...(await map.songs(predicted)).map((place, index) =>
        pointOf(place, 'predicted', predicted[index]?.score),
      ),
      ...artists.slice(0, namedArtists).map((place) => pointOf({ ...place, artistName: null }, 'artist')),
    ],
  };
}

function pointOf(
  { name, artistName, position }: TasteMapPlace,
  kind: TasteMapPoint['kind'],
  score?: number,
): TasteMapPoint {
  const [x = 0, y = 0] = position;
  return { kind, name, artistName, x, y, ...(score === undefined ? {} : { score }) };
}
