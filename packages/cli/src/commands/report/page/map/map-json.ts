import type { TasteMapData, TasteMapKind } from '../report-data.ts';

/** The map's data as the page holds them: short, as there are thousands of songs. */
export interface MapJson {
  readonly artists: readonly (readonly [
    name: string,
    style: string | null,
    x: number,
    y: number,
    radius: number,
  ])[];
  readonly styles: readonly (readonly [name: string, songCount: number, x: number, y: number])[];
  readonly songs: readonly (readonly [
    name: string,
    artist: number,
    kind: number,
    percent: number | null,
    x: number,
    y: number,
  ])[];
}

/** Kinds by their numbers: what is drawn above the others, and where room is short before them, first. */
export const mapKinds: readonly TasteMapKind[] = ['recommended', 'predicted', 'liked', 'skipped', 'other'];

export function toMapJson({ artists, neighbourhoods, points }: TasteMapData): MapJson {
  return {
    artists: artists.map(({ name, style, x, y, radius }) => [name, style, short(x), short(y), short(radius)]),
    styles: neighbourhoods.map(({ name, songCount, x, y }) => [name, songCount, short(x), short(y)]),
    songs: points.map(({ name, artist, kind, score, x, y }) => [
      name,
      artist,
      mapKinds.indexOf(kind),
      score === null ? null : Math.round(100 * score),
      short(x),
      short(y),
    ]),
  };
}

/** A tenth of the distance between two songs is as exact as an eye. */
function short(value: number): number {
  return Math.round(10 * value) / 10;
}
