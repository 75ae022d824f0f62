import { toSafeCell, writeCsv } from '@ssrm/features';
import inventedTopSongs from '../data/invented-top-songs.csv?raw';
import { download, element } from './dom.ts';
import type { RankedSongs, Reply, Request, Taste, TasteMapData } from './messages.ts';
import { showPortrait } from './show-portrait.ts';
import { searchText, showSongs } from './show-songs.ts';

/** So many artists, those with most songs, are named on the map. */
const labelledArtists = 12;

const files = element<HTMLInputElement>('files');
const listFiles = element<HTMLInputElement>('list-files');
const lines = element<HTMLTextAreaElement>('songs');
const bar = element<HTMLProgressElement>('bar');

/** The latest request of each kind; answers to older ones are passed over. */
const latest = new Map<Request['kind'], number>();
let requests = 0;
let worker: Promise<Worker> | undefined;
let ranked: RankedSongs | undefined;

files.addEventListener('change', () => learn(chosenIn(files)));
element('try').addEventListener('click', () => learn([fileOf(inventedTopSongs, 'invented-top-songs.csv')]));
listFiles.addEventListener('change', () => rank(chosenIn(listFiles)));
element('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  if (lines.value.trim() !== '') rank([fileOf(lines.value, 'your lines')]);
});
element('map-box').addEventListener('toggle', (event) => {
  if ((event.target as HTMLDetailsElement).open) send({ kind: 'map' });
});
element('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText((ranked?.best ?? []).map(({ track }) => searchText(track)).join('\n'));
  say('Copied: a song a line.', 'rank-status');
});
element('csv').addEventListener('click', () => download('ranked.csv', rankingToCsv(), 'text/csv'));
makeDropZone(element('drop'), learn);
makeDropZone(element('list-drop'), rank);
// A file that misses the fields is not opened in place of the page.
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => event.preventDefault());

function chosenIn(input: HTMLInputElement): File[] {
  const chosen = [...(input.files ?? [])];
  // The same file may be chosen again.
  input.value = '';
  return chosen;
}

function fileOf(text: string, name: string): File {
  return new File([text], name, { type: 'text/plain' });
}

function makeDropZone(zone: HTMLElement, take: (chosen: readonly File[]) => void): void {
  zone.addEventListener('dragenter', () => zone.classList.add('over'));
  zone.addEventListener('dragleave', (event) => {
    if (!zone.contains(event.relatedTarget as Node | null)) zone.classList.remove('over');
  });
  zone.addEventListener('drop', (event) => {
    zone.classList.remove('over');
    take([...(event.dataTransfer?.files ?? [])]);
  });
}

function learn(chosen: readonly File[]): void {
  if (chosen.length === 0) return;
  element('result').hidden = true;
  work(`Reading ${chosen.map(({ name }) => name).join(', ')} …`);
  send({ kind: 'learn', files: chosen });
}

function rank(chosen: readonly File[]): void {
  if (chosen.length === 0) return;
  say('Ranking …', 'rank-status');
  send({ kind: 'rank', files: chosen });
}

type Question = Request extends infer Each ? (Each extends Request ? Omit<Each, 'number'> : never) : never;

async function send(question: Question): Promise<void> {
  const number = ++requests;
  latest.set(question.kind, number);
  worker ??= startWorker();
  (await worker).postMessage({ ...question, number });
}

async function startWorker(): Promise<Worker> {
  const { createWorker } = await import('./create-worker.ts');
  const started = createWorker();
  started.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const kind = [...latest].find(([, number]) => number === data.number)?.[0];
    if (kind !== undefined) show(kind, data);
  });
  return started;
}

function show(asked: Request['kind'], reply: Reply): void {
  if (reply.kind === 'working') {
    work(reply.text, reply.share);
  } else if (reply.kind === 'learned') {
    showTaste(reply.taste);
  } else if (reply.kind === 'ranked') {
    showRanking(reply.ranking);
  } else if (reply.kind === 'mapped') {
    showMap(reply.map);
  } else {
    element('progress').hidden = true;
    say(reply.message, asked === 'rank' ? 'rank-status' : 'status', true);
  }
}

/** The chart library is loaded by who wants to see the map. */
async function showMap({ songs, artists }: TasteMapData): Promise<void> {
  const { drawTasteMap } = await import('./taste-map.ts');
  drawTasteMap(element('map'), songs, artists.slice(0, labelledArtists));
}

function showTaste(taste: Taste): void {
  const { finds, portrait, styles, report, songCount } = taste;
  element('progress').hidden = true;
  document.body.classList.add('learned');
  say(
    report === null
      ? 'The saved taste is open.'
      : `Learned from ${songCount.toLocaleString('en-US')} songs. ${describe(report)}`,
  );
  element('finds-box').hidden = finds.length === 0;
  showSongs(element('finds'), finds);
  element('portrait-box').hidden = portrait === null;
  if (portrait !== null) showPortrait(portrait, styles);
  element('map-box').hidden = report === null;
  element<HTMLDetailsElement>('map-box').open = false;
  element('ranking').hidden = true;
  say('', 'rank-status');
  element('save').onclick = () => download('taste.json', taste.model, 'application/json');
  element('result').hidden = false;
}

function describe({ scoring, listening, setAsideCounts, files: read }: NonNullable<Taste['report']>): string {
  const damaged = read.filter(({ isDamaged }) => isDamaged);
  return [
    `Scored ${scoring}.`,
    listening === undefined
      ? ''
      : `${listening.plays.toLocaleString('en-US')} plays, ${listening.skips.toLocaleString('en-US')} skipped songs.`,
    setAsideCounts['not-music'] > 0
      ? `${setAsideCounts['not-music'].toLocaleString('en-US')} rows are no music.`
      : '',
    ...damaged.map(({ file, note }) => `${file}: ${note ?? 'cannot be read whole'}.`),
  ]
    .filter(Boolean)
    .join(' ');
}

function showRanking(ranking: RankedSongs): void {
  ranked = ranking;
  const { best, skip, freshCount, knownCount, idCount } = ranking;
  const sentences = [
    `${freshCount} new to you, ${knownCount} that you know.`,
    idCount > 0
      ? `${idCount} given by links alone are left out: this page asks nobody what they stand for.`
      : '',
  ];
  say(sentences.filter(Boolean).join(' '), 'rank-status');
  showSongs(element('scores'), best);
  showSongs(element('skips'), skip);
  element('skip-box').hidden = skip.length === 0;
  element('ranking').hidden = false;
}

function rankingToCsv(): string {
  return writeCsv(
    ['rank', 'name', 'artist_name', 'score', 'reason'],
    (ranked?.best ?? []).map(({ track, score, reason }, index) => [
      String(index + 1),
      ...[track.name, track.artistName ?? ''].map(toSafeCell),
      score.toFixed(4),
      toSafeCell(reason),
    ]),
  );
}

function work(text: string, share?: number): void {
  element('progress').hidden = false;
  if (share === undefined) bar.removeAttribute('value');
  else bar.value = share;
  say(text);
}

function say(text: string, where = 'status', isError = false): void {
  const status = element(where);
  status.textContent = text;
  status.classList.toggle('error', isError);
}
