import type { TasteMapKind } from '../report-data.ts';
import { type MapJson, mapKinds } from './map-json.ts';

export interface MapSong {
  readonly name: string;
  readonly artist: MapArtist;
  readonly kind: TasteMapKind;
  readonly percent: number | null;
  readonly x: number;
  readonly y: number;
}

export interface MapArtist {
  readonly name: string;
  readonly style: string | null;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** What there is on the map. The unit is the distance between two songs. */
export interface MapWorld {
  /** Most songs first. */
  readonly artists: readonly MapArtist[];
  /** Places where a style has most of the songs, most songs first. */
  readonly styles: readonly { readonly name: string; readonly x: number; readonly y: number }[];
  /** Those to be drawn where there is no room for all, first. */
  readonly songs: readonly MapSong[];
  readonly box: Box;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The world of the data; with `isTall`, its longest way goes up and down. */
export function readMap(json: MapJson, isTall: boolean): MapWorld {
  const place = (x: number, y: number) => (isTall ? { x: y, y: x } : { x, y });
  const artists = json.artists.map(([name, style, x, y, radius]) => ({
    name,
    style,
    radius,
    ...place(x, y),
  }));
  const songs = json.songs.map(
    ([name, artist, kind, percent, x, y]): MapSong => ({
      name,
      artist: artists[artist] as MapArtist,
      kind: mapKinds[kind] as TasteMapKind,
      percent,
      ...place(x, y),
    }),
  );
  return {
    artists,
    styles: json.styles.map(([name, , x, y]) => ({ name, ...place(x, y) })),
    songs: songs.sort(
      (left, right) =>
        mapKinds.indexOf(left.kind) - mapKinds.indexOf(right.kind) ||
        (right.percent ?? 0) - (left.percent ?? 0),
    ),
    box: {
      left: least(artists.map(({ x, radius }) => x - radius)),
      top: least(artists.map(({ y, radius }) => y - radius)),
      right: -least(artists.map(({ x, radius }) => -x - radius)),
      bottom: -least(artists.map(({ y, radius }) => -y - radius)),
    },
  };
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}
