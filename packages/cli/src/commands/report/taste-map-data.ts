import { createTasteMap, type TrackEncoder } from '@ssrm/embeddings';
import type { ScoredTrack, Track } from '@ssrm/features';
import type { TasteMapData, TasteMapPoint } from './page/report-data.ts';

const shownTracks = 400;
const shownBackground = 200;
const shownArtists = 12;

/** Where the person's songs, artists, the background and the predicted songs lie. */
export async function drawTasteMap(
  input: {
    readonly tracks: readonly ScoredTrack[];
    readonly background: readonly Track[];
    readonly fewSongs: readonly Track[];
  },
  encoder: TrackEncoder,
): Promise<TasteMapData> {
  const map = await createTasteMap(input.tracks, encoder);
  const points = async (kind: TasteMapPoint['kind'], tracks: readonly Track[]): Promise<TasteMapPoint[]> => {
    const places = await map.songs(tracks);
    return places.map(({ name, artistName, position }) => ({
      kind,
      name,
      artistName,
      x: position[0] ?? 0,
      y: position[1] ?? 0,
    }));
  };
  const liked = input.tracks.slice(0, shownTracks);
  const likedPoints = await points('liked', liked);
  const artists = await map.artists(input.tracks);
  return {
    points: [
      ...(await points('background', input.background.slice(0, shownBackground))),
      ...likedPoints.map((point, index) => ({ ...point, score: liked[index]?.score ?? 0 })),
      ...(await points('predicted', input.fewSongs)),
      ...artists.slice(0, shownArtists).map(({ name, artistName, position }) => ({
        kind: 'artist' as const,
        name,
        artistName,
        x: position[0] ?? 0,
        y: position[1] ?? 0,
      })),
    ],
    note: 'Songs that the model sees as alike lie close together: length, popularity, release, and the wording of names.',
  };
}
