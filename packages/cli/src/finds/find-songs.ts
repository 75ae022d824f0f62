import { findInHistory, type ListeningHistory, type ScoredFind, type Track } from '@ssrm/features';
import { discoverSongs } from '@ssrm/model';
import { judgeOfNewSongs, strongestModel, type TrainedModels } from '../presets/trained-models.ts';
import type { KnownMusic } from '../songs/known-music.ts';
import type { Output } from '../terminal/output.ts';
import { plainText } from '../terminal/plain-text.ts';
import type { StageContext } from '../terminal/stage-context.ts';

/** A song for tonight. */
export interface SongFind {
  readonly kind: ScoredFind['kind'] | 'new-artist';
  readonly track: Track;
  readonly score: number;
  /** One or two sentences. */
  readonly reason: string;
}

/** So many are chosen. */
const limit = 10;

/** Songs for tonight, without any network: of the person's own history and, in turn, of artists they do not know. The latter take a model that can tell. */
export async function findSongs(
  history: ListeningHistory | undefined,
  known: KnownMusic,
  models: TrainedModels,
  { output, signal }: StageContext,
): Promise<SongFind[]> {
  const judge = strongestModel(models);
  const judgeOfNew = judgeOfNewSongs(models);
  if (judge === undefined) return [];
  const progress = output.progress('Choosing songs for tonight');
  const score = (tracks: readonly Track[]): Promise<readonly number[]> => judge.predict(tracks, { signal });
  const own = history === undefined ? [] : await findInHistory(history, { limit, score });
  const listener = { known: known.songs, plays: known.plays };
  const discoveries =
    judgeOfNew === undefined
      ? []
      : await discoverSongs(judgeOfNew, listener, { limit, discovery: 1, signal });
  const fresh = discoveries.map(
    ({ track, score, reason }): SongFind => ({ kind: 'new-artist', track, score, reason }),
  );
  progress.clear();
  return mix(own, fresh, limit);
}

/** One of each in turn; when one ends, the other goes on. */
function mix(own: readonly SongFind[], fresh: readonly SongFind[], limit: number): SongFind[] {
  const turns = Array.from({ length: limit }, (_, turn) => [own[turn], fresh[turn]]);
  return turns
    .flat()
    .filter((find) => find !== undefined)
    .slice(0, limit);
}

/** What each kind of find is, in words. */
export const FIND_TITLES: Readonly<Record<SongFind['kind'], string>> = {
  forgotten: 'forgotten favourite',
  'never-played': 'saved, never played',
  'second-chance': 'deserves a second chance',
  'new-artist': 'new to you',
};

/** The songs, each with what it is and why. */
export function showFinds(output: Output, finds: readonly SongFind[]): void {
  if (finds.length === 0) return;
  const lines = finds.flatMap(({ track: { name, artistName }, kind, reason }) => [
    ...output.fit(`${plainText(artistName === null ? name : `${name} – ${artistName}`)}`, '  '),
    ...output.fit(plainText(`${FIND_TITLES[kind]}: ${reason}`), '      ').map(output.style.dim),
  ]);
  output.result([output.style.bold('For tonight:'), ...lines, '']);
}

/** The song as `--json` shows it. */
export function findToJson({ track: { id, name, artistName }, kind, reason, score }: SongFind): object {
  return { id, name, artist_name: artistName, kind, score, reason };
}
