import type { WorldAlbum, WorldArtist, WorldTrack } from './types.ts';

interface Song {
  readonly id: string;
  readonly name: string;
  readonly artist: string;
  readonly artistId: string;
  readonly album: string;
  readonly albumId: string;
  readonly releaseDate: string;
  readonly precision: WorldAlbum['precision'];
  readonly durationMs: number;
  readonly explicit: boolean;
  readonly popularity: number;
}

/** The songs of the published `FewSongs.csv`; everything but names, dates and the flag is made up. */
const songs: readonly Song[] = [
  {
    id: '3hfmh1XIlJp2Uis4kWboqJ',
    name: 'Blackeyed Blonde',
    artist: 'Red Hot Chili Peppers',
    artistId: 'fewSongs0000000Artist1',
    album: 'Freaky Styley',
    albumId: 'fewSongs00000000Album1',
    releaseDate: '1985-08-16',
    precision: 'day',
    durationMs: 160_000,
    explicit: false,
    popularity: 40,
  },
  {
    id: '0DIcssPpatAMqFXLZCxZMN',
    name: 'Antichrist',
    artist: 'Gorgoroth',
    artistId: 'fewSongs0000000Artist2',
    album: 'Antichrist',
    albumId: 'fewSongs00000000Album2',
    releaseDate: '1996',
    precision: 'year',
    durationMs: 250_000,
    explicit: false,
    popularity: 30,
  },
  {
    id: '4n93SK7dQsQVu9BM5QzvAx',
    name: 'I Can Do It With a Broken Heart',
    artist: 'Taylor Swift',
    artistId: 'fewSongs0000000Artist3',
    album: 'THE TORTURED POETS DEPARTMENT',
    albumId: 'fewSongs00000000Album3',
    releaseDate: '2024-04-19',
    precision: 'day',
    durationMs: 218_000,
    explicit: true,
    popularity: 80,
  },
];

/** Their style is nobody's taste: no listener of the world has heard them. */
export const FEW_SONGS_STYLE = 'elsewhere';

/** Ids of the three songs of the published `FewSongs.csv`, in its order. */
export const FEW_SONG_IDS: readonly string[] = [
  '3hfmh1XIlJp2Uis4kWboqJ',
  '0DIcssPpatAMqFXLZCxZMN',
  '4n93SK7dQsQVu9BM5QzvAx',
];

export function fewSongs(): {
  readonly artists: WorldArtist[];
  readonly albums: WorldAlbum[];
  readonly tracks: WorldTrack[];
} {
  return {
    artists: songs.map((song) => ({
      id: song.artistId,
      name: song.artist,
      style: FEW_SONGS_STYLE,
      popularity: song.popularity,
      followers: song.popularity * 10_000,
      albumIds: [song.albumId],
    })),
    albums: songs.map((song) => ({
      id: song.albumId,
      name: song.album,
      artistId: song.artistId,
      albumType: 'album' as const,
      releaseDate: song.releaseDate,
      precision: song.precision,
      label: 'Elsewhere',
      upc: `00000000000${song.id.charCodeAt(0)}`,
      trackIds: [song.id],
    })),
    tracks: songs.map((song) => ({
      id: song.id,
      name: song.name,
      albumId: song.albumId,
      artistIds: [song.artistId],
      durationMs: song.durationMs,
      explicit: song.explicit,
      popularity: song.popularity,
      trackNumber: 1,
      isrc: `QZFEW0000${song.id.charCodeAt(0)}`,
      style: FEW_SONGS_STYLE,
    })),
  };
}
