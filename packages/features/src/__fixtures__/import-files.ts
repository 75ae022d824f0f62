import type { ImportFile } from '../import/files/import-file.ts';

/** A file in memory, as a browser's `File` is. */
export function fileOf(name: string, content: string | Uint8Array): ImportFile {
  const blob = new Blob([content as BlobPart]);
  return { name, size: blob.size, slice: (start, end) => blob.slice(start, end) };
}

/** A row of extended streaming history with everything that Spotify sends, private fields among it. */
export function historyRow(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    ts: '2023-05-01T12:00:00Z',
    username: 'PRIVATE-user',
    platform: 'PRIVATE-platform',
    ms_played: 200_000,
    conn_country: 'PRIVATE-country',
    ip_addr_decrypted: 'PRIVATE-ip',
    ip_addr: 'PRIVATE-ip',
    user_agent_decrypted: 'PRIVATE-agent',
    master_metadata_track_name: 'Song',
    master_metadata_album_artist_name: 'Artist',
    master_metadata_album_album_name: 'Album',
    spotify_track_uri: trackUri('1'),
    episode_name: null,
    episode_show_name: null,
    spotify_episode_uri: null,
    reason_start: 'clickrow',
    reason_end: 'trackdone',
    shuffle: false,
    skipped: false,
    offline: false,
    offline_timestamp: 1682942200,
    incognito_mode: false,
    ...fields,
  };
}

/** A row of account data. */
export function accountRow(
  endTime: string,
  artistName: string,
  trackName: string,
  msPlayed: number,
): Record<string, unknown> {
  return { endTime, artistName, trackName, msPlayed };
}

/** A Spotify track URI that ends with the text. */
export function trackUri(end: string): string {
  return `spotify:track:${trackId(end)}`;
}

/** A Spotify id that ends with the text. */
export function trackId(end: string): string {
  return end.padStart(22, '0');
}

/** JSON as Spotify's export lays it out, a key a line. */
export function prettyJson(rows: readonly unknown[]): string {
  return JSON.stringify(rows, null, 2);
}
