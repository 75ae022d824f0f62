import { getTopTracks, type SpotifyClient } from '@ssrm/spotify-client';

/** One line for each of the person's most played tracks of about a year: rank, name, artists. */
export async function topTracks(client: SpotifyClient, max: number): Promise<string[]> {
  const tracks = await getTopTracks(client, { timeRange: 'long_term' }).collect({ max, unique: true });
  return tracks.map(({ name, artists }, index) => {
    const names = artists.map((artist) => artist.name).join(', ');
    return `${index + 1}. ${name} – ${names}`;
  });
}
