import { numberCell, toSafeCell, writeCsv } from '@ssrm/features';
import type { ExplainedPrediction } from '../../predictions/explained-predictions.ts';
import { reasonsInWords, reasonsToJson, showWithReasons } from '../../predictions/score-table.ts';
import { SCORE_COLUMNS, scoreCells, scoresToJson } from '../../presets/preset-scores.ts';
import type { Output } from '../../terminal/output.ts';

/** A song to listen to. */
export interface Recommendation extends ExplainedPrediction {
  readonly albumName: string | null;
  readonly isNewArtist: boolean;
  /** Where it was found, in words. */
  readonly foundIn: string;
}

/** `recommendations.csv`: a row for each song, best first. */
export function recommendationsToCsv(recommendations: readonly Recommendation[]): string {
  return writeCsv(
    [
      ...['id', 'name', 'artist_name', 'album_name', ...SCORE_COLUMNS, 'confidence'],
      ...['new_artist', 'found_in', 'reason_1', 'reason_2', 'link'],
    ],
    recommendations.map((song) => {
      const [first = '', second = ''] = reasonsInWords(song);
      return [
        ...[song.id, song.name, song.artistName ?? '', song.albumName ?? ''].map(toSafeCell),
        ...scoreCells(song.scores),
        numberCell(song.confidence),
        String(song.isNewArtist),
        ...[song.foundIn, first, second].map(toSafeCell),
        linkTo(song),
      ];
    }),
  );
}

/** The songs as a table, best first, each with its reasons below. */
export function showRecommendations(output: Output, recommendations: readonly Recommendation[]): void {
  const isNew = ({ isNewArtist }: Recommendation): string => (isNewArtist ? 'new artist' : '');
  showWithReasons(output, recommendations, [{ title: '', cell: isNew }]);
}

/** The song as `--json` shows it. */
export function recommendationToJson(song: Recommendation): object {
  return {
    id: song.id,
    name: song.name,
    artist_name: song.artistName,
    album_name: song.albumName,
    ...scoresToJson(song.scores),
    confidence: song.confidence,
    new_artist: song.isNewArtist,
    found_in: song.foundIn,
    link: linkTo(song),
    reason: reasonsInWords(song)[0] ?? null,
    reasons: reasonsToJson(song.reasons),
  };
}

/** Where Spotify plays the song; a search for it where only its name is known. */
function linkTo({ id, name, artistName }: Recommendation): string {
  if (id !== '') return `https://open.spotify.com/track/${id}`;
  return `https://open.spotify.com/search/${encodeURIComponent(`${name} ${artistName ?? ''}`.trim())}`;
}
