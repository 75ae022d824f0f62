import type {
  World,
  WorldAlbum,
  WorldArtist,
  WorldListener,
  WorldPart,
  WorldSeries,
  WorldTrack,
} from '../world/index.ts';
import type { Json } from './json.ts';

/** Which shape the stand-in speaks. */
export type ServerMode = 'development' | 'extended';

/** Fields that development mode leaves out, by kind of object. */
const removed: Readonly<Record<string, readonly string[]>> = {
  track: ['available_markets', 'linked_from', 'popularity'],
  album: ['album_group', 'available_markets', 'label', 'popularity'],
  artist: ['followers', 'popularity'],
  user: ['country', 'email', 'explicit_content', 'followers', 'product'],
  show: ['available_markets', 'publisher'],
  audiobook: ['available_markets', 'publisher'],
  chapter: ['available_markets'],
};

/** Where the world is sold. */
export const markets: readonly string[] = ['DE', 'ES', 'SE', 'US'];

/** Builds Web API objects out of the world, in the shape of one mode. */
export class ObjectBuilder {
  readonly #world: World;
  readonly #mode: ServerMode;
  readonly #apiUrl: () => string;

  constructor(world: World, mode: ServerMode, apiUrl: () => string) {
    this.#world = world;
    this.#mode = mode;
    this.#apiUrl = apiUrl;
  }

  /** What every object starts with. */
  #base(kind: string, id: string): Json {
    return {
      external_urls: { spotify: `https://open.spotify.com/${kind}/${id}` },
      href: `${this.#apiUrl()}/${kind}s/${id}`,
      id,
      type: kind,
      uri: `spotify:${kind}:${id}`,
    };
  }

  #trim(kind: string, object: Json): Json {
    const gone = this.#mode === 'development' ? (removed[kind] ?? []) : [];
    return Object.fromEntries(Object.entries(object).filter(([name]) => !gone.includes(name)));
  }

  #images(id: string): Json[] {
    return [640, 300, 64].map((size) => ({
      url: `https://images.invalid/${id}/${size}`,
      height: size,
      width: size,
    }));
  }

  simplifiedArtist(artist: WorldArtist): Json {
    return { ...this.#base('artist', artist.id), name: artist.name };
  }

  artist(artist: WorldArtist): Json {
    return this.#trim('artist', {
      ...this.simplifiedArtist(artist),
      followers: { href: null, total: artist.followers },
      genres: [artist.style],
      images: this.#images(artist.id),
      popularity: artist.popularity,
    });
  }

  simplifiedAlbum(album: WorldAlbum): Json {
    const artist = this.#world.artist(album.artistId) as WorldArtist;
    return this.#trim('album', {
      album_type: album.albumType,
      artists: [this.simplifiedArtist(artist)],
      available_markets: markets,
      ...this.#base('album', album.id),
      images: this.#images(album.id),
      name: album.name,
      release_date: album.releaseDate,
      release_date_precision: album.precision,
      total_tracks: album.trackIds.length,
    });
  }

  /** @param tracks - The first page of the album's tracks. */
  album(album: WorldAlbum, tracks: Json): Json {
    const ofAlbum = album.trackIds.map((id) => this.#world.track(id)?.popularity ?? 0);
    return this.#trim('album', {
      ...this.simplifiedAlbum(album),
      copyrights: [{ text: `${album.releaseDate.slice(0, 4)} ${album.label}`, type: 'C' }],
      external_ids: { upc: album.upc },
      genres: [],
      label: album.label,
      popularity: Math.max(...ofAlbum),
      tracks,
    });
  }

  simplifiedTrack(track: WorldTrack): Json {
    return this.#trim('track', {
      artists: track.artistIds.map((id) => this.simplifiedArtist(this.#world.artist(id) as WorldArtist)),
      available_markets: markets,
      disc_number: 1,
      duration_ms: track.durationMs,
      explicit: track.explicit,
      ...this.#base('track', track.id),
      is_local: false,
      name: track.name,
      preview_url: null,
      track_number: track.trackNumber,
    });
  }

  track(track: WorldTrack): Json {
    return this.#trim('track', {
      album: this.simplifiedAlbum(this.#world.album(track.albumId) as WorldAlbum),
      ...this.simplifiedTrack(track),
      external_ids: { isrc: track.isrc },
      popularity: track.popularity,
    });
  }

  /** With `market`: playable where the world sells it. */
  playable(object: Json, market: string | null): Json {
    return market === null ? object : { ...object, is_playable: markets.includes(market) };
  }

  simplifiedShow(show: WorldSeries): Json {
    return this.#trim('show', {
      ...this.#series('show', show),
      is_externally_hosted: false,
      publisher: show.by,
      total_episodes: show.parts.length,
    });
  }

  simplifiedAudiobook(book: WorldSeries): Json {
    return this.#trim('audiobook', {
      ...this.#series('audiobook', book),
      authors: [{ name: book.by }],
      edition: 'Unabridged',
      narrators: [{ name: book.by }],
      publisher: `${book.by} Press`,
      total_chapters: book.parts.length,
    });
  }

  #series(kind: string, series: WorldSeries): Json {
    return {
      ...this.#base(kind, series.id),
      available_markets: markets,
      copyrights: [{ text: series.by, type: 'C' }],
      description: `About ${series.name}.`,
      html_description: `<p>About ${series.name}.</p>`,
      explicit: false,
      images: this.#images(series.id),
      languages: ['en'],
      media_type: 'audio',
      name: series.name,
    };
  }

  simplifiedEpisode(episode: WorldPart): Json {
    return { ...this.#part('episode', episode), is_externally_hosted: false, language: 'en' };
  }

  episode(episode: WorldPart): Json {
    const show = this.#world.show(episode.seriesId) as WorldSeries;
    return { ...this.simplifiedEpisode(episode), show: this.simplifiedShow(show) };
  }

  simplifiedChapter(chapter: WorldPart): Json {
    return this.#trim('chapter', {
      ...this.#part('chapter', chapter),
      type: 'episode',
      available_markets: markets,
      chapter_number: chapter.number,
    });
  }

  chapter(chapter: WorldPart): Json {
    const book = this.#world.audiobook(chapter.seriesId) as WorldSeries;
    return { ...this.simplifiedChapter(chapter), audiobook: this.simplifiedAudiobook(book) };
  }

  #part(kind: string, part: WorldPart): Json {
    return {
      audio_preview_url: null,
      ...this.#base(kind, part.id),
      description: `About ${part.name}.`,
      html_description: `<p>About ${part.name}.</p>`,
      duration_ms: part.durationMs,
      explicit: false,
      images: this.#images(part.id),
      is_playable: true,
      languages: ['en'],
      name: part.name,
      release_date: part.releaseDate,
      release_date_precision: 'day',
      resume_point: { fully_played: false, resume_position_ms: 0 },
    };
  }

  currentUser(listener: WorldListener, scopes: readonly string[]): Json {
    const sees = (scope: string): boolean => scopes.includes(scope);
    return this.#trim('user', {
      account_id: listener.accountId,
      ...this.publicUser(listener),
      images: [],
      followers: { href: null, total: 12 },
      ...(sees('user-read-private') && {
        country: listener.country,
        explicit_content: { filter_enabled: false, filter_locked: false },
        product: listener.product,
      }),
      ...(sees('user-read-email') && { email: `${listener.id}@mail.invalid` }),
    });
  }

  publicUser(listener: WorldListener): Json {
    return { ...this.#base('user', listener.id), display_name: listener.displayName };
  }
}
