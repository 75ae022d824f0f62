import { numberCell, toSafeCell, writeCsv } from '@ssrm/features';
import type { ExplainedPrediction } from '../../predictions/explained-predictions.ts';
import type { Output } from '../../terminal/output.ts';
import { percent, plainText } from '../../terminal/plain-text.ts';
import { textTable } from '../../terminal/text-table.ts';

/** A song to listen to. */
export interface Recommendation extends ExplainedPrediction {
  readonly albumName: string | null;
  readonly isNewArtist: boolean;
  /** Where it was found, in words. */
  readonly foundIn: string;
}

const shownReasons = 2;

/** The two strongest reasons, as sentences. */
function reasonsInWords({ reasons }: ExplainedPrediction): string[] {
  return reasons.slice(0, shownReasons).map(({ text }) => text);
}

/** `recommendations.csv`: a row for each song, best first. */
export function recommendationsToCsv(recommendations: readonly Recommendation[]): string {
  return writeCsv(
    [
      ...['id', 'name', 'artist_name', 'album_name', 'score_original', 'score_taste', 'confidence'],
      ...['new_artist', 'found_in', 'reason_1', 'reason_2'],
    ],
    recommendations.map((song) => {
      const [first = '', second = ''] = reasonsInWords(song);
      return [
        ...[song.id, song.name, song.artistName ?? '', song.albumName ?? ''].map(toSafeCell),
        ...[song.scoreOriginal, song.scoreTaste, song.confidence].map(numberCell),
        String(song.isNewArtist),
        ...[song.foundIn, first, second].map(toSafeCell),
      ];
    }),
  );
}

/** The songs as a table, best first, each with its reasons below. */
export function showRecommendations(output: Output, recommendations: readonly Recommendation[]): void {
  const columns = (
    [
      { title: 'taste', key: 'scoreTaste' },
      { title: 'original', key: 'scoreOriginal' },
      { title: 'sure', key: 'confidence' },
    ] as const
  ).filter(({ key }) => recommendations.some((song) => song[key] !== null));
  const [heading = '', ...rows] = textTable(
    [
      { title: 'Song' },
      { title: 'Artist' },
      ...columns.map(({ title }) => ({ title, align: 'right' as const })),
      { title: '' },
    ],
    recommendations.map((song) => [
      song.name,
      song.artistName ?? '',
      ...columns.map(({ key }) => (song[key] === null ? '' : percent(song[key]))),
      song.isNewArtist ? 'new artist' : '',
    ]),
    output.width,
  );
  const lines = rows.flatMap((row, index) => [
    row,
    ...reasonsInWords(recommendations[index] as Recommendation)
      .flatMap((text) => output.fit(plainText(text), '    '))
      .map((line) => output.style.dim(line)),
  ]);
  output.result([output.style.bold(heading), ...lines]);
}

/** The song as `--json` shows it. */
export function recommendationToJson(song: Recommendation): object {
  return {
    id: song.id,
    name: song.name,
    artist_name: song.artistName,
    album_name: song.albumName,
    score_original: song.scoreOriginal,
    score_taste: song.scoreTaste,
    confidence: song.confidence,
    new_artist: song.isNewArtist,
    found_in: song.foundIn,
    reasons: song.reasons.map(({ feature, value, contribution, text }) => ({
      feature,
      value,
      contribution,
      text,
    })),
  };
}
