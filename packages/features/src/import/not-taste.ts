import type { Exclusions } from './exclusions.ts';
import type { NotTaste } from './import-report.ts';
import type { ImportState, ReadList } from './import-state.ts';
import type { PlaySummary } from './plays/summarise-plays.ts';
import { findOtherUses, type OtherUse, type TimesOf } from './songs/other-uses.ts';

/** Songs that are played for something else than taste, but for what the caller wants counted. */
export function findUses(
  { songs, plays }: ImportState,
  { songs: heard, verdicts }: PlaySummary,
  lists: readonly ReadList[],
  { sleep = true, children = true }: Exclusions = {},
): Map<number, OtherUse> {
  const playsOf = new Map(heard.map((song) => [song.song, song.plays]));
  const every = new Set([...playsOf.keys(), ...lists.flatMap((list) => list.songs)]);
  const timesOf: TimesOf = (wanted) => {
    const times: number[] = [];
    for (let play = 0; play < plays.length; play++) {
      if (verdicts[play] !== 'heard' || !wanted.has(songs.find(plays.songs[play] as number))) continue;
      times.push(plays.times[play] as number);
    }
    return times;
  };
  const used = Array.from(every, (song) => ({
    song,
    track: songs.track(song),
    plays: playsOf.get(song) ?? 0,
  }));
  const found = findOtherUses(used, timesOf);
  for (const [song, use] of found) {
    if ((use === 'sleep' && !sleep) || (use === 'children' && !children)) found.delete(song);
  }
  return found;
}

/** What was left out, kind by kind, with the artists that were played most. */
export function describeUses(
  uses: ReadonlyMap<number, OtherUse>,
  { songs: heard }: PlaySummary,
  { songs }: ImportState,
): NotTaste[] {
  const playsOf = new Map(heard.map((song) => [song.song, song.plays]));
  const kinds = (['sleep', 'children', 'spoken'] as const).map((kind): NotTaste => {
    const own = [...uses].flatMap(([song, use]) => (use === kind ? [song] : []));
    return describe(kind, own, (song) => playsOf.get(song) ?? 0, songs);
  });
  const looped = heard.filter((song) => song.looped > 0);
  const loopedOf = new Map(looped.map((song) => [song.song, song.looped]));
  const loops = describe('loops', [...loopedOf.keys()], (song) => loopedOf.get(song) ?? 0, songs);
  return [...kinds, loops].filter(({ songCount }) => songCount > 0);
}

function describe(
  kind: NotTaste['kind'],
  own: readonly number[],
  playsOf: (song: number) => number,
  songs: ImportState['songs'],
): NotTaste {
  const byName = new Map<string, number>();
  for (const song of own) {
    const { name, artistName } = songs.track(song);
    const shown = kind === 'loops' ? name : (artistName ?? name);
    byName.set(shown, (byName.get(shown) ?? 0) + playsOf(song));
  }
  const names = [...byName].sort(([, left], [, right]) => right - left).map(([name]) => name);
  return {
    kind,
    songCount: own.length,
    plays: own.reduce((sum, song) => sum + playsOf(song), 0),
    names: names.slice(0, 3),
  };
}
