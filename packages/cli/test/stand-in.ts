import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createSpotifyServer,
  createWorld,
  FEW_SONG_IDS,
  type SpotifyServer,
  type SpotifyServerOptions,
} from '@ssrm/spotify-client/testing';

/** A stand-in for Spotify with a small world, so that runs are short. */
export function startServer(options: SpotifyServerOptions = {}): Promise<SpotifyServer> {
  const world = createWorld({ seed: 7, artistCount: 30, topTrackCount: 120 });
  return createSpotifyServer({ world, ...options });
}

/** Words that point the command at a stand-in, as its first listener. */
export function spotifyWords(server: SpotifyServer): string[] {
  return ['--token', server.accessToken, '--api-url', server.apiUrl, '--accounts-url', server.accountsUrl];
}

/** Training that takes no time; without preset taste, which would sample the search first. */
export const quickTraining: readonly string[] = [
  '--preset',
  'original',
  '--n-epochs',
  '40',
  '--print-freq',
  '20',
  '--n-batches',
  '4',
  '--no-plots',
];

/** The published `FewSongs.csv`, with its index column. */
export const publishedFewSongs: string = `,id,name
0,${FEW_SONG_IDS[0]},Blackeyed Blonde
1,${FEW_SONG_IDS[1]},Antichrist
2,${FEW_SONG_IDS[2]},I Can Do It With a Broken Heart
`;

export async function writeFewSongs(folder: string, text: string = publishedFewSongs): Promise<void> {
  await writeFile(join(folder, 'FewSongs.csv'), text);
}

/** Event files and the report say when they were made: they are no part of the same bytes. */
export function isDated(name: string): boolean {
  return name.startsWith('run_ssrm') || name === 'report.html';
}

/** The files that must have the same bytes each time. */
export function undated(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !isDated(name)));
}
