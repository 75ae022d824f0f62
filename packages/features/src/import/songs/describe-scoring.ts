import type { ScoredTrack } from '../../track.ts';
import type { ReadList } from '../import-state.ts';

const ofOneList: Readonly<Record<ReadList['basis'], string>> = {
  scores: 'as the file gives them',
  counts: 'by the number of plays, or the time played, that the file gives',
  ranked: 'by rank: the first row is the most listened',
  assumed: 'by rank: the first row is taken for the most listened, though nothing in the file says so',
  saved: 'all 1: the songs were saved, in no order of listening',
};

/** How scores came about, in a sentence, and whether that was an order of listening. */
export function describeScoring(
  hasPlays: boolean,
  lists: readonly ReadList[],
  tracks: readonly ScoredTrack[],
): { readonly scoring: string; readonly ranking: 'known' | 'assumed' | 'none' } {
  const filled = lists.filter(({ songs }) => songs.length > 0);
  const areEqual = tracks.length > 1 && tracks.every(({ score }) => score === tracks[0]?.score);
  const isAssumed = !hasPlays && filled.some(({ basis }) => basis === 'assumed');
  return {
    scoring: scoringText(hasPlays, filled, areEqual),
    ranking: areEqual ? 'none' : isAssumed ? 'assumed' : 'known',
  };
}

function scoringText(hasPlays: boolean, lists: readonly ReadList[], areEqual: boolean): string {
  const [list] = lists;
  if (hasPlays) {
    const plays = 'by plays: share heard and age of each, less half a play for each skip';
    return list === undefined
      ? plays
      : `${plays}; songs that only stand in lists come after every song that was played`;
  }
  if (list === undefined) return 'none: no song was found';
  if (lists.length === 1) return ofOneList[list.basis];
  if (areEqual) return ofOneList.saved;
  return lists.every(({ basis }) => basis === 'saved')
    ? `by the number of lists that a song stands in, of ${lists.length}`
    : `by the sum of the ranks in ${lists.length} lists`;
}
