import type { Neighbourhood } from '../page/report-data.ts';
import type { Island } from './lay-out-islands.ts';

/** How far neighbourhoods reach from their middles, as shares of the map's diagonal: wide ones and, where these name nothing, narrow ones. */
const reachShares = [0.08, 0.045];
/** At least so many radii of an average island, so that a neighbourhood of a small map has neighbours. */
const fewestRadii = 2.6;
/** What share of the songs there a style must have. */
const clearShare = 0.6;
const fewestSongs = 6;
/** One artist alone is named by the island. */
const fewestArtists = 2;

/** The places where one style has most of the songs all around, most songs first; a style may have several. */
export function nameNeighbourhoods(islands: readonly Island[]): Neighbourhood[] {
  const diagonal = diagonalOf(islands);
  const meanRadius = islands.reduce((sum, { radius }) => sum + radius, 0) / islands.length;
  const reaches = reachShares.map((share) => Math.max(share * diagonal, fewestRadii * meanRadius));
  const styles = new Set(islands.flatMap(({ style }) => style ?? []));
  const found = Array.from(styles).flatMap((style) => {
    const places: Neighbourhood[] = [];
    for (const reach of reaches) {
      const unnamed = islands.filter(
        (island) => island.style === style && !places.some((place) => isWithin(island, place, 2 * reach)),
      );
      places.push(...placesOf(style, unnamed, islands, reach));
    }
    return places;
  });
  return found.sort((left, right) => right.songCount - left.songCount);
}

/** Where the islands of a style lie densest, again and again, if the style is the clear one there. */
function placesOf(
  style: string,
  ofStyle: readonly Island[],
  islands: readonly Island[],
  reach: number,
): Neighbourhood[] {
  const places: Neighbourhood[] = [];
  let left = ofStyle;
  while (left.length > 0) {
    const densest = left
      .map((island) => within(left, island, reach))
      .reduce((best, group) => (songsOf(group) > songsOf(best) ? group : best));
    const middle = middleOf(densest);
    const around = within(islands, middle, reach);
    const own = around.filter((island) => island.style === style);
    const songCount = songsOf(own);
    if (
      own.length >= fewestArtists &&
      songCount >= fewestSongs &&
      songCount >= clearShare * songsOf(around)
    ) {
      places.push({ name: style, songCount, ...middle });
    }
    left = left.filter((island) => !densest.includes(island));
  }
  return places;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function isWithin(island: Island, { x, y }: Place, reach: number): boolean {
  return Math.hypot(island.x - x, island.y - y) <= reach;
}

function within(islands: readonly Island[], place: Place, reach: number): Island[] {
  return islands.filter((island) => isWithin(island, place, reach));
}

function songsOf(islands: readonly Island[]): number {
  return islands.reduce((sum, { songCount }) => sum + songCount, 0);
}

function middleOf(islands: readonly Island[]): Place {
  const songs = songsOf(islands);
  return {
    x: islands.reduce((sum, { x, songCount }) => sum + x * songCount, 0) / songs,
    y: islands.reduce((sum, { y, songCount }) => sum + y * songCount, 0) / songs,
  };
}

function diagonalOf(islands: readonly Island[]): number {
  const length = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  return Math.hypot(length(islands.map(({ x }) => x)), length(islands.map(({ y }) => y)));
}
