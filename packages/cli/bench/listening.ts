import { createRandom } from '@ssrm/features';
import type { WorldSong } from '@ssrm/model';

interface Song {
  readonly name: string;
  readonly artist: string;
  readonly album: string;
  readonly uri: string;
  readonly lengthMs: number;
}

/**
 * An invented history as Spotify exports it (`Streaming_History_Audio_*.json`), oldest play first: about 8 · n^0.65 different songs (5,000 in
 * 20,000 plays, as in real histories), half of them of the built-in world, every fourth play a skip.
 */
export function inventHistory(playCount: number, worldSongs: readonly WorldSong[]): object[] {
  const random = createRandom(5);
  const start = Date.UTC(2019, 0, 1);
  const played: Song[] = [];
  const songs: Song[] = [];
  return Array.from({ length: playCount }, (_, play) => {
    const isNew = random() < 5.2 * (play + 1) ** -0.35;
    const song = isNew
      ? inventSong(songs.length, random, worldSongs)
      : (played[Math.floor(random() * play)] as Song);
    if (isNew) songs.push(song);
    played.push(song);
    const isSkip = random() < 0.25;
    return rowOf(song, new Date(start + play * 1_000_000), isSkip ? 3000 + 20_000 * random() : song.lengthMs);
  });
}

function inventSong(number: number, random: () => number, worldSongs: readonly WorldSong[]): Song {
  const known = worldSongs[Math.floor(random() ** 2 * worldSongs.length)] as WorldSong;
  const isKnown = random() < 0.5;
  return {
    name: isKnown ? known.name : `Invented Song No. ${number}`,
    artist: isKnown || random() < 0.5 ? known.artistName : `Invented Artist ${Math.floor(number / 4)}`,
    album: `Album ${Math.floor(number / 3)}`,
    uri: `spotify:track:${String(number).padStart(22, '0')}`,
    lengthMs: Math.round(120_000 + 180_000 * random()),
  };
}

function rowOf(song: Song, end: Date, playedMs: number): object {
  const isSkip = playedMs < song.lengthMs;
  return {
    ts: `${end.toISOString().slice(0, 19)}Z`,
    platform: 'android',
    ms_played: Math.round(playedMs),
    conn_country: 'DE',
    ip_addr: '',
    master_metadata_track_name: song.name,
    master_metadata_album_artist_name: song.artist,
    master_metadata_album_album_name: song.album,
    spotify_track_uri: song.uri,
    episode_name: null,
    episode_show_name: null,
    spotify_episode_uri: null,
    reason_start: isSkip ? 'fwdbtn' : 'trackdone',
    reason_end: isSkip ? 'fwdbtn' : 'trackdone',
    shuffle: true,
    skipped: isSkip,
    offline: false,
    offline_timestamp: Math.round(end.getTime() / 1000),
    incognito_mode: false,
  };
}
