import type { Exclusions } from './exclusions.ts';
import type { NotTaste } from './import-report.ts';
import type { ImportState, ReadList } from './import-state.ts';
import type { PlaySummary } from './plays/summarise-plays.ts';
import { findOtherUses, type TimesOf } from './songs/other-uses.ts';

/**
 * Songs that are played for something else than taste, but for what the caller wants counted, and what to say of them: kind by kind, with
 * the artists that were played most.
 */
export function findNotTaste(
  { songs, plays }: ImportState,
  { songs: heard, verdicts }: PlaySummary,
  lists: readonly ReadList[],
  { sleep = true, children = true }: Exclusions = {},
): { readonly found: Iterable<number>; readonly notTaste: readonly NotTaste[] } {
  const playsBySong = new Map(heard.map((song) => [song.song, song.plays]));
  const playsOf = (song: number): number => playsBySong.get(song) ?? 0;
  const every = new Set([...playsBySong.keys(), ...lists.flatMap((list) => list.songs)]);
  const timesOf: TimesOf = (wanted) => {
    const times: number[] = [];
    for (let play = 0; play < plays.length; play++) {
      if (verdicts[play] !== 'heard' || !wanted.has(songs.find(plays.songs[play] as number))) continue;
      times.push(plays.times[play] as number);
    }
    return times;
  };
  const used = Array.from(every, (song) => ({ song, track: songs.track(song), plays: playsOf(song) }));
  const uses = findOtherUses(used, timesOf);
  for (const [song, use] of uses) {
    if ((use === 'sleep' && !sleep) || (use === 'children' && !children)) uses.delete(song);
  }
  const kinds = (['sleep', 'children', 'spoken'] as const).map((kind): NotTaste => {
    const own = [...uses].flatMap(([song, use]) => (use === kind ? [song] : []));
    return describe(kind, own, playsOf, songs);
  });
  const loopedBySong = new Map(
    heard.flatMap(({ song, looped }) => (looped > 0 ? [[song, looped] as const] : [])),
  );
  const loops = describe('loops', [...loopedBySong.keys()], (song) => loopedBySong.get(song) ?? 0, songs);
  return { found: uses.keys(), notTaste: [...kinds, loops].filter(({ songCount }) => songCount > 0) };
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
