import type { Dice } from './random.ts';
import { artistName, createStyles, type Style, title } from './style.ts';
import type { WorldAlbum, WorldArtist, WorldPart, WorldSeries, WorldTrack } from './types.ts';

/** Every piece of music of a world. */
export interface Music {
  readonly styles: readonly Style[];
  readonly artists: WorldArtist[];
  readonly albums: WorldAlbum[];
  readonly tracks: WorldTrack[];
}

export function createMusic(dice: Dice, styleCount: number, artistCount: number): Music {
  const styles = createStyles(dice, styleCount);
  const music: Music = { styles, artists: [], albums: [], tracks: [] };
  for (let number = 0; number < artistCount; number++) {
    addArtist(dice, music, styles[number % styles.length] as Style);
  }
  return music;
}

function addArtist(dice: Dice, music: Music, style: Style): void {
  const popularity = clamp(30 + style.popularityShift + 16 * dice.normal(), 0, 96);
  const artist: WorldArtist = {
    id: dice.id(),
    name: artistName(dice, style),
    style: style.name,
    popularity: Math.round(popularity),
    followers: Math.round(10 ** (2 + popularity / 20)),
    albumIds: [],
  };
  music.artists.push(artist);
  let year = clamp(style.year + style.yearSpread * dice.normal(), 1950, 2024);
  const releaseCount = dice.whole(2, 6);
  for (let release = 0; release < releaseCount && year < 2026; release++) {
    addAlbum(dice, music, style, artist, Math.floor(year));
    year += dice.whole(1, 3);
  }
}

const sizes = { album: [8, 14], single: [1, 2], compilation: [12, 18], ep: [4, 6] } as const;

function addAlbum(dice: Dice, music: Music, style: Style, artist: WorldArtist, year: number): void {
  const draw = dice.unit();
  const albumType = draw < 0.6 ? 'album' : draw < 0.83 ? 'single' : draw < 0.94 ? 'ep' : 'compilation';
  const precision: WorldAlbum['precision'] =
    year > 1995
      ? dice.chance(0.95)
        ? 'day'
        : 'month'
      : dice.pick(['year', 'year', 'month', 'day'] as const);
  const month = String(dice.whole(1, 12)).padStart(2, '0');
  const day = String(dice.whole(1, 28)).padStart(2, '0');
  const releaseDate = { year: `${year}`, month: `${year}-${month}`, day: `${year}-${month}-${day}` }[
    precision
  ];
  const name = title(dice, style);
  const album: WorldAlbum = {
    id: dice.id(),
    name,
    artistId: artist.id,
    albumType,
    releaseDate,
    precision,
    label: `${artist.style} records`,
    upc: String(dice.whole(10 ** 11, 10 ** 12 - 1)),
    trackIds: [],
  };
  artist.albumIds.push(album.id);
  music.albums.push(album);
  const [fewest, most] = sizes[albumType];
  const trackCount = dice.whole(fewest, most);
  for (let trackNumber = 1; trackNumber <= trackCount; trackNumber++) {
    const isTitleTrack = trackNumber === 1 && (albumType === 'single' || dice.chance(0.3));
    const guest = dice.chance(0.08) ? dice.pick(music.artists) : artist;
    const track: WorldTrack = {
      id: dice.id(),
      name: isTitleTrack ? name : title(dice, style),
      albumId: album.id,
      artistIds: guest === artist ? [artist.id] : [artist.id, guest.id],
      durationMs: Math.round(clamp(style.durationMs * Math.exp(0.22 * dice.normal()), 35_000, 1_500_000)),
      explicit: dice.chance(style.explicitShare),
      popularity: Math.round(
        clamp(artist.popularity - 6 + (year - 2005) / 4 - trackNumber * 0.8 + 7 * dice.normal(), 0, 100),
      ),
      trackNumber,
      isrc: `ZZ${dice.id().slice(0, 3).toUpperCase()}${String(dice.whole(0, 9_999_999)).padStart(7, '0')}`,
      style: style.name,
    };
    album.trackIds.push(track.id);
    music.tracks.push(track);
  }
}

/** Shows or audiobooks, each with its parts. */
export function createSeries(
  dice: Dice,
  styles: readonly Style[],
  count: number,
  partCount: number,
): WorldSeries[] {
  return Array.from({ length: count }, () => {
    const style = dice.pick(styles);
    const id = dice.id();
    const parts = Array.from(
      { length: partCount },
      (_, index): WorldPart => ({
        id: dice.id(),
        name: title(dice, style),
        seriesId: id,
        number: index + 1,
        durationMs: dice.whole(600, 4200) * 1000,
        releaseDate: `2025-${String((index % 12) + 1).padStart(2, '0')}-${String(dice.whole(1, 28)).padStart(2, '0')}`,
      }),
    );
    return { id, name: title(dice, style), by: artistName(dice, style), parts };
  });
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
