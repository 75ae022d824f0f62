import type { TrackEncoder } from '@ssrm/embeddings';
import { artistKey, type ScoredTrack, songKey, type Track } from '@ssrm/features';
import { artistPlaces } from '@ssrm/model';
import { type DatasetSource, isSkips } from '../../../run-folder/dataset.ts';
import type { TasteMapData, TasteMapPoint } from '../page/report-data.ts';
import type { ArtistsToLayOut } from './lay-out-artists.ts';
import { type Island, placesOnIsland } from './lay-out-islands.ts';
import { nameNeighbourhoods } from './name-neighbourhoods.ts';
import { rowsOfArtists } from './rows-of-artists.ts';

/** More would be too much for the page and its reader. */
const shownLiked = 3000;
const shownBackground = 1000;

/** What the map shows. */
export interface TasteMapInput {
  /** Best first. */
  readonly tracks: readonly ScoredTrack[];
  readonly background: readonly Track[];
  readonly backgroundOrigin: DatasetSource['backgroundOrigin'];
  readonly recommended: readonly JudgedTrack[];
  readonly predicted: readonly JudgedTrack[];
}

interface JudgedTrack {
  readonly track: Track;
  /** 0 … 1; `null` where there is none. */
  readonly score: number | null;
}

type Song = JudgedTrack & Pick<TasteMapPoint, 'kind'>;

/** The artists of a map, each with their songs from the middle of the island outwards. */
export interface ArtistsOfMap extends ArtistsToLayOut {
  readonly songs: readonly (readonly Song[])[];
}

/** Whom the map shows, and what tells how near they are. */
export async function artistsOfMap(input: TasteMapInput, encoder: TrackEncoder): Promise<ArtistsOfMap> {
  const artists = groupByArtist(songsToShow(input));
  const places = await artistPlaces(artists.map(({ name }) => name));
  const rows = await rowsOfArtists(
    artists.map(({ songs }, index) => ({
      vector: places[index]?.vector ?? null,
      tracks: songs.map(({ track }) => track),
    })),
    encoder,
  );
  return {
    artists: artists.map(({ name, songs }, index) => {
      return { name, style: places[index]?.style ?? null, songCount: songs.length };
    }),
    rows,
    songs: artists.map(({ songs }) => songs),
  };
}

/**
 * Every artist is an island of their songs, the best liked in its middle; artists that the same people hear, or of one
 * style, lie close together.
 *
 * @param islands - Where the artists lie.
 */
export function drawTasteMap({ songs }: ArtistsOfMap, islands: readonly Island[]): TasteMapData {
  return {
    artists: islands,
    points: islands.flatMap((island, artist) => {
      const own = songs[artist] ?? [];
      return placesOnIsland(island).map(([x, y], index): TasteMapPoint => {
        const { track, ...song } = own[index] as Song;
        return { ...song, name: track.name, artist, x, y };
      });
    }),
    neighbourhoods: nameNeighbourhoods(islands),
  };
}

/** Each song once, the most telling of what it is: recommended before predicted, liked, and the rest. */
function songsToShow(input: TasteMapInput): Song[] {
  const { tracks, background, backgroundOrigin, recommended, predicted } = input;
  const kind = isSkips(backgroundOrigin) ? 'skipped' : 'other';
  const all: Song[] = [
    ...recommended.map((song): Song => ({ kind: 'recommended', track: song.track, score: song.score })),
    ...predicted.map((song): Song => ({ kind: 'predicted', track: song.track, score: song.score })),
    ...tracks.slice(0, shownLiked).map((track): Song => ({ kind: 'liked', track, score: track.score })),
    ...background.slice(0, shownBackground).map((track): Song => ({ kind, track, score: null })),
  ];
  return Array.from(new Map(all.reverse().map((song) => [songKey(song.track), song])).values()).reverse();
}

interface ArtistSongs {
  readonly name: string;
  /** From the middle of the island outwards. */
  readonly songs: Song[];
}

/** Most songs first; songs without an artist are together under an empty name. */
function groupByArtist(songs: readonly Song[]): ArtistSongs[] {
  const groups = new Map<string, ArtistSongs>();
  for (const song of songs) {
    const name = song.track.artistName ?? '';
    const key = artistKey(name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { name, songs: [song] });
    else group.songs.push(song);
  }
  return Array.from(groups.values()).sort((left, right) => right.songs.length - left.songs.length);
}
