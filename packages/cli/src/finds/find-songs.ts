import { findInHistory, type ListeningHistory, type ScoredFind } from '@ssrm/features';
import type { TrainedModels } from '../run-folder/saved-models.ts';
import type { Output } from '../terminal/output.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';

/** Songs of the person's own history for tonight, chosen by the stronger model; none where there is no history. */
export async function findSongs(
  history: ListeningHistory | undefined,
  { original, taste }: TrainedModels,
  limit: number,
  { signal }: Pick<StageContext, 'signal'>,
): Promise<ScoredFind[]> {
  const judge = taste ?? original;
  if (history === undefined || judge === undefined) return [];
  return findInHistory(history, { limit, score: (tracks) => judge.predict(tracks, { signal }) });
}

const titles: Readonly<Record<ScoredFind['kind'], string>> = {
  forgotten: 'forgotten favourite',
  'never-played': 'saved, never played',
  'second-chance': 'deserves a second chance',
};

/** The songs, each with what it is and why. */
export function showFinds(output: Output, finds: readonly ScoredFind[]): void {
  if (finds.length === 0) return;
  const lines = finds.flatMap(({ track: { name, artistName }, kind, reason }) => [
    ...output.fit(`${plainText(artistName === null ? name : `${name} – ${artistName}`)}`, '  '),
    ...output.fit(plainText(`${titles[kind]}: ${reason}`), '      ').map(output.style.dim),
  ]);
  output.result([output.style.bold('For tonight:'), ...lines, '']);
}

/** The song as `--json` shows it. */
export function findToJson({ track: { id, name, artistName }, kind, reason, score }: ScoredFind): object {
  return { id, name, artist_name: artistName, kind, score, reason };
}
