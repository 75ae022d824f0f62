import inventedTopSongs from '../data/invented-top-songs.csv?raw';
import type { Reply, Request, SongScore, Taste } from './messages.ts';
import { drawTasteMap } from './taste-map.ts';
// Inlined, so that it starts from a blob: only such a worker is bound by the page's content security policy.
import TasteWorker from './worker.ts?worker&inline';

/** So many artists, those with most songs, are named on the map. */
const labelledArtists = 12;

const worker = new TasteWorker();

const drop = element('drop');
const files = element<HTMLInputElement>('files');
const status = element('status');
const progress = element('progress');
const bar = element<HTMLProgressElement>('bar');
const songs = element<HTMLTextAreaElement>('songs');

element('accepted').textContent =
  'Spotify’s data export (ZIP or JSON), or a playlist as CSV, most played first';
files.addEventListener('change', () => learn([...(files.files ?? [])]));
element('try').addEventListener('click', () =>
  learn([new File([inventedTopSongs], 'invented-top-songs.csv')]),
);
element('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  send({ kind: 'score', text: songs.value });
});
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('dragenter', () => drop.classList.add('over'));
addEventListener('dragleave', (event) => event.relatedTarget === null && drop.classList.remove('over'));
addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  learn([...(event.dataTransfer?.files ?? [])]);
});
worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => show(data));

function learn(chosen: readonly File[]): void {
  if (chosen.length === 0) return;
  element('result').hidden = true;
  progress.hidden = false;
  bar.removeAttribute('value');
  say(`Reading ${chosen.map((file) => file.name).join(', ')} …`);
  send({ kind: 'learn', files: chosen });
}

function send(request: Request): void {
  worker.postMessage(request);
}

function show(reply: Reply): void {
  if (reply.kind === 'reading') {
    bar.value = reply.share;
    say(`Reading: ${reply.rowsRead.toLocaleString()} rows`);
  } else if (reply.kind === 'training') {
    bar.value = reply.share;
    say(`Learning: ${Math.round(reply.share * 100)} %, loss ${reply.loss.toFixed(4)}`);
  } else if (reply.kind === 'learned') {
    progress.hidden = true;
    showTaste(reply.taste);
  } else if (reply.kind === 'scored') {
    showScores(reply.scores);
  } else {
    progress.hidden = true;
    say(reply.message, true);
  }
}

function showTaste(taste: Taste): void {
  const { songs: placed, artists, report } = taste;
  const gaps = Object.entries(report.missing)
    .filter(([, share]) => share > 0)
    .map(([feature, share]) => `${feature} (${Math.round(share * 100)} %)`);
  const sentences = [
    `Learned from ${placed.length} songs by ${artists.length} artists.`,
    `Scored ${report.scoring}.`,
    report.rowsSetAside > 0 ? `Rows that could not be used: ${report.rowsSetAside}.` : '',
    gaps.length > 0 ? `Missing, and filled with the average: ${gaps.join(', ')}.` : '',
  ];
  say(sentences.filter(Boolean).join(' '));
  element('save').onclick = () => download('taste.json', taste.model);
  element('scores').hidden = true;
  element('result').hidden = false;
  drawTasteMap(element('map'), placed, artists.slice(0, labelledArtists));
}

function showScores(scores: readonly SongScore[]): void {
  const list = element('scores');
  list.replaceChildren(...scores.map(scoreItem));
  list.hidden = false;
}

function download(fileName: string, json: string): void {
  const link = document.createElement('a');
  link.download = fileName;
  link.href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Names come from files and pasted text, so they only ever become text nodes. */
function scoreItem({ track, score, reason }: SongScore): HTMLElement {
  const item = document.createElement('li');
  const meter = document.createElement('meter');
  meter.value = score;
  const percent = `${Math.round(score * 100)} %`;
  meter.setAttribute('aria-label', `Score of ${track.name}`);
  item.append(textElement('b', percent), meter, textElement('bdi', track.name));
  if (track.artistName !== null) item.append(textElement('bdi', track.artistName, 'artist'));
  item.append(textElement('p', reason));
  return item;
}

function textElement(tag: string, text: string, className = ''): HTMLElement {
  const created = document.createElement(tag);
  created.textContent = text;
  created.className = className;
  return created;
}

function say(text: string, isError = false): void {
  status.textContent = text;
  status.classList.toggle('error', isError);
}

function element<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element #${id}.`);
  return found as Kind;
}
