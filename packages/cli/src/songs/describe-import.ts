import type { ImportReport, NotTaste, SetAsideGroup } from '@ssrm/features';
import { count, plainText } from '../terminal/plain-text.ts';
import { withheldNote } from './missing-note.ts';

const mostShown = 4;

/** What an import found, a sentence a line: plays and their dates, what became of the rows, how songs are scored. */
export function describeImport(report: ImportReport): string[] {
  const { listening, dislikeCount } = report;
  return [
    ...(listening === undefined ? [] : [describePlays(listening)]),
    ...describeRows(report),
    ...report.files.flatMap(({ file, note, isDamaged, rowsRead }) =>
      note === undefined || isDamaged || rowsRead === 0 ? [] : [`${plainText(file)} ${plainText(note)}.`],
    ),
    `Scored ${report.scoring}.${rankingHint(report)}`,
    ...(dislikeCount > 0
      ? [`${count(dislikeCount, 'song')} you skip again and again, or have banned, count as disliked.`]
      : []),
    ...report.notTaste.map(describeNotTaste),
    ...(report.withheld.length > 0 ? [withheldNote(report.withheld, knownUnevenly)] : []),
  ];
}

const knownUnevenly = 'Which songs have it follows how you listened to them, so it would stand for that';

const notTasteWords: Readonly<Record<NotTaste['kind'], readonly [what: string, advice: string]>> = {
  sleep: ['to sleep by', ' --exclude no-sleep counts them.'],
  children: ["for children, in a grown-up's account", ' --exclude no-children counts them.'],
  spoken: ['spoken', ''],
  loops: ['in loops', ' --exclude no-loops counts them all.'],
};

function describeNotTaste({ kind, songCount, plays, names }: NotTaste): string {
  const [what, advice] = notTasteWords[kind];
  const shown = names.map(plainText).join(', ');
  const more = songCount > names.length ? ', …' : '';
  return kind === 'loops'
    ? `${count(plays, 'play')} in loops of one song (${shown}${more}) not counted.${advice}`
    : `${count(songCount, 'song')} ${what} (${shown}${more}; ${count(plays, 'play')}) left out of your taste.${advice}`;
}

/** Files that seem to be listening and cannot be used, or only in part, each with what it is and what to do. */
export function describeFaults({ files, setAside }: ImportReport): string[] {
  return files
    .filter(({ isDamaged }) => isDamaged)
    .map(({ file, note }) => {
      const broken = setAside.find((group) => group.file === file && group.kind === 'unusable');
      const reason =
        note ?? (broken === undefined ? 'cannot be read' : `line ${broken.lines[0]}: ${broken.reason}`);
      return `${plainText(file)}: ${plainText(reason)}.`;
    });
}

function describePlays({ plays, hours, from, to }: NonNullable<ImportReport['listening']>): string {
  const period = from === null || to === null ? '' : `, ${from.slice(0, 10)} to ${to.slice(0, 10)}`;
  return `${count(plays, 'play')} of ${count(Math.round(hours), 'hour')}${period}.`;
}

/** Nothing where every row is a play or a song. */
function describeRows({ rowsRead, rowsKept, listening, setAside, setAsideCounts }: ImportReport): string[] {
  const skips = listening?.skips ?? 0;
  if (skips + setAside.length === 0) return [];
  const numbers = [
    [setAsideCounts.stopped, 'stopped within 3 s'],
    [setAsideCounts.repeated, 'repeated'],
    [setAsideCounts.excluded, 'excluded'],
    [setAsideCounts.unusable, 'damaged'],
  ] as const;
  const parts = [
    `${count(rowsRead, 'row')}: ${rowsKept.toLocaleString('en-US')} used${skips > 0 ? `, ${count(skips, 'skipped song')} among them` : ''}`,
    ...(setAsideCounts['not-music'] > 0 ? [`no music: ${describeOthers(setAside)}`] : []),
    ...numbers.flatMap(([rows, what]) => (rows > 0 ? [`${rows.toLocaleString('en-US')} ${what}`] : [])),
  ];
  const damaged = groupReasons(setAside.filter(({ kind }) => kind === 'unusable'));
  const lines = damaged
    .slice(0, mostShown)
    .map(
      ([reason, { rows, place }]) =>
        `Set aside: ${count(rows, 'row')} (first: ${place}): ${plainText(reason)}.`,
    );
  return [`${parts.join('; ')}.`, ...lines];
}

/** `3 audiobooks, 13 podcast episodes`. */
function describeOthers(groups: readonly SetAsideGroup[]): string {
  const reasons = groupReasons(groups.filter(({ kind }) => kind === 'not-music'));
  return reasons
    .map(([reason, { rows }]) => {
      const what = /^is an? ([^,:]+)/.exec(reason)?.[1];
      return what === undefined
        ? count(rows, 'row without a song', 'rows without a song')
        : count(rows, what);
    })
    .join(', ');
}

function groupReasons(groups: readonly SetAsideGroup[]): [string, { rows: number; place: string }][] {
  const byReason = new Map<string, { rows: number; place: string }>();
  for (const { file, reason, count: rows, lines } of groups) {
    const before = byReason.get(reason);
    const place = before?.place ?? `${plainText(file)}, line ${lines[0]}`;
    byReason.set(reason, { rows: rows + (before?.rows ?? 0), place });
  }
  return Array.from(byReason).sort(([, left], [, right]) => right.rows - left.rows);
}

function rankingHint({ ranking }: ImportReport): string {
  if (ranking === 'assumed') return ' If their order says nothing, add --unranked.';
  return ranking === 'none' ? ' If the first row is the most listened, add --ranked.' : '';
}
