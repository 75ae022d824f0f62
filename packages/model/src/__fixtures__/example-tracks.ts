import { createRandom, type ScoredTrack } from '@ssrm/features';

const artists = ['Mira Holt', 'The Lanterns', 'Juno Reyes', 'Oskar & Sea', '夜の海', 'DJ Pavement'];
const words = ['river', 'glass', 'summer', 'neon', 'paper', 'ghost', 'amor', 'winter', 'signal', 'bloom'];

/** Songs of a made-up listener who likes some artists and recent releases; the same for the same arguments. */
export function exampleTracks(count: number, seed: number = 1): ScoredTrack[] {
  const random = createRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  return Array.from({ length: count }, (_, index) => {
    const artist = Math.floor(random() * artists.length);
    const year = 1990 + Math.floor(random() * 35);
    const liking = 0.5 * (artist / (artists.length - 1)) + 0.3 * ((year - 1990) / 34) + 0.2 * random();
    return {
      id: `${seed}-${index}`,
      name: `${pick(words)} ${pick(words)}`,
      albumName: random() < 0.1 ? null : `${pick(words)} ${pick(words)} ${year}`,
      artistName: artists[artist] as string,
      releaseDate: `${year}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`,
      durationMs: 120_000 + Math.floor(random() * 200_000),
      explicit: random() < 0.3,
      popularity: random() < 0.2 ? null : Math.floor(random() * 101),
      albumType: pick(['album', 'single', 'compilation'] as const),
      score: Math.min(1, liking),
    };
  });
}
