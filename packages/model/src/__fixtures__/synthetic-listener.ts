import { createRandom, type ScoredTrack, type Track } from '@ssrm/features';

/** Invented tracks: a person who likes long, little-known pieces by jazz musicians, against short hits by pop and country stars. */
export interface SyntheticListener {
  readonly liked: ScoredTrack[];
  readonly background: Track[];
  /** By artists of whom neither list has a track. */
  readonly unheardLiked: Track[];
  readonly unheardOther: Track[];
}

const jazz = ['Miles Davis', 'John Coltrane', 'Bill Evans', 'Charles Mingus', 'Thelonious Monk', 'Wayne Shorter'];
const newJazz = ['Herbie Hancock', 'Sonny Rollins', 'Keith Jarrett'];
const hits = ['Taylor Swift', 'Ed Sheeran', 'Luke Bryan', 'Katy Perry', 'Blake Shelton', 'Rihanna'];
const newHits = ['Dua Lipa', 'Luke Combs', 'Justin Bieber'];

/** @param count - Tracks in each of the two lists the model sees; half as many in each unheard list. */
export function syntheticListener(count: number, seed = 7): SyntheticListener {
  const random = createRandom(seed);
  const list = (artists: readonly string[], length: number, liked: boolean): Track[] =>
    Array.from({ length }, (_, index) => {
      const number = Math.floor(random() * 1000);
      const year = liked ? 1955 + Math.floor(random() * 20) : 2008 + Math.floor(random() * 15);
      return {
        id: `${liked ? 'liked' : 'other'}-${index}-${number}`,
        name: liked ? `Theme No. ${number}` : `Song ${number} (feat. Somebody)`,
        albumName: liked ? `Session ${number % 50}` : `Song ${number} (feat. Somebody)`,
        artistName: artists[index % artists.length] as string,
        releaseDate: `${year}-0${1 + (number % 9)}-12`,
        durationMs: Math.round((liked ? 260_000 : 190_000) + 120_000 * random()),
        explicit: null,
        popularity: Math.round((liked ? 20 : 50) + 40 * random()),
        albumType: null,
      };
    });
  return {
    liked: list(jazz, count, true).map((track, rank) => ({ ...track, score: 1 - rank / (count - 1) })),
    background: list(hits, count, false),
    unheardLiked: list(newJazz, count / 2, true),
    unheardOther: list(newHits, count / 2, false),
  };
}
