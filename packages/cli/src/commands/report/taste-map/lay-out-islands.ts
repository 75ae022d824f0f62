import { Pca } from '@ssrm/embeddings';
import { matrixFromRows, matrixToRows } from '@ssrm/features';
import { forceCollide, forceSimulation, forceX, forceY } from 'd3-force';

/** An artist with the room that their songs take. The unit is the distance between two songs. */
export interface Island {
  readonly name: string;
  /** `null` where it is not known. */
  readonly style: string | null;
  readonly songCount: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Songs lie on a sunflower's spiral, a unit apart. */
const turn = Math.PI * (3 - Math.sqrt(5));
const spread = 0.56;
/** Water around an island. */
const shore = 0.7;
/** Share of the map that is to be land before islands are pushed apart. */
const land = 0.55;
/** Width by height. */
const aspect = 1.5;
/** 0 leaves gaps as they are, 1 leaves none. */
const evenness = 0.6;
const rounds = 80;

/** Islands near where they stand that do not overlap, the whole map wider than high. */
export function layOutIslands(targets: readonly Omit<Island, 'radius'>[]): Island[] {
  if (targets.length === 0) return [];
  const radii = targets.map(({ songCount }) => spread * Math.sqrt(songCount) + 0.4);
  const places = stretch(matrixFromRows(targets.map(({ x, y }) => [x, y])), radii);
  const nodes = targets.map((target, index) => {
    const [x, y] = places[index] as [number, number];
    return { ...target, x, y, targetX: x, targetY: y, radius: radii[index] as number };
  });
  forceSimulation(nodes)
    .force('x', forceX<(typeof nodes)[number]>(({ targetX }) => targetX).strength(0.12))
    .force('y', forceY<(typeof nodes)[number]>(({ targetY }) => targetY).strength(0.12))
    .force(
      'room',
      forceCollide<(typeof nodes)[number]>(({ radius }) => radius + shore / 2),
    )
    .stop()
    .tick(rounds);
  return nodes.map(({ name, style, songCount, x, y, radius }) => ({ name, style, songCount, x, y, radius }));
}

/** Where the island's songs lie, from its middle outwards. */
export function placesOnIsland({ x, y, songCount }: Island): [number, number][] {
  return Array.from({ length: songCount }, (_, index) => {
    const distance = songCount === 1 ? 0 : spread * Math.sqrt(index + 0.3);
    return [x + distance * Math.cos(index * turn), y + distance * Math.sin(index * turn)];
  });
}

/** Turned so that the longest way lies across, as large as the islands need, and without wide empty bands. */
function stretch(places: ReturnType<typeof matrixFromRows>, radii: readonly number[]): number[][] {
  const areas = radii.map((radius) => Math.PI * (radius + shore / 2) ** 2);
  const needed = areas.reduce((sum, area) => sum + area, 0) / land;
  const lengths = [Math.sqrt(needed * aspect), Math.sqrt(needed / aspect)];
  const turned = matrixToRows(Pca.fit(places, { components: 2 }).transform(places));
  const axes = lengths.map((length, axis) =>
    evenOut(
      turned.map((place) => place[axis] as number),
      areas,
    ).map((share) => length * (share - 0.5)),
  );
  return turned.map((_, index) => axes.map((axis) => axis[index] as number));
}

/** Values as shares of their range (0 … 1), drawn towards the share of all area that lies below them. */
function evenOut(values: readonly number[], areas: readonly number[]): number[] {
  const low = values.reduce((least, value) => Math.min(least, value));
  const range = values.reduce((most, value) => Math.max(most, value)) - low || 1;
  const all = areas.reduce((sum, area) => sum + area, 0);
  const order = values
    .map((_, index) => index)
    .sort((left, right) => (values[left] as number) - (values[right] as number));
  const result = new Array<number>(values.length);
  let below = 0;
  for (const index of order) {
    const area = areas[index] as number;
    const rank = (below + area / 2) / all;
    result[index] = evenness * rank + (1 - evenness) * (((values[index] as number) - low) / range);
    below += area;
  }
  return result;
}
