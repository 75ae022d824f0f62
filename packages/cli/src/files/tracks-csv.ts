import { numberCell, type Track, toSafeCell, writeCsv } from '@ssrm/features';

const columns = [
  'id',
  'name',
  'album_name',
  'artist_name',
  'release_date',
  'duration_ms',
  'explicit',
  'popularity',
  'album_type',
] as const;

/** The tracks as CSV with the columns of `SongsDataset.csv`, but without scores; unknown values are empty cells. */
export function tracksToCsv(tracks: readonly Track[]): string {
  return writeCsv(
    columns,
    tracks.map((track) => [
      toSafeCell(track.id),
      toSafeCell(track.name),
      toSafeCell(track.albumName ?? ''),
      toSafeCell(track.artistName ?? ''),
      toSafeCell(track.releaseDate ?? ''),
      numberCell(track.durationMs),
      track.explicit === null ? '' : String(track.explicit),
      numberCell(track.popularity),
      track.albumType ?? '',
    ]),
  );
}
