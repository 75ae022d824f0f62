import type { MapSong, MapWorld } from './map-world.ts';

/** Songs whose name or artist holds every word of the text, without regard to case and accents; `undefined` for no text. */
export function findSongs({ songs }: MapWorld, text: string): readonly MapSong[] | undefined {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  return songs.filter((song) => {
    const names = fold(`${song.name} ${song.artist.name}`);
    return words.every((word) => names.includes(word));
  });
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
