import { STRONGEST_FIRST } from '../../../../presets/presets.ts';
import { shareBar } from '../chart-figure.ts';
import { percent, thousands } from '../format.ts';
import { html, type Markup } from '../html.ts';
import type { PredictionsData, ReportPrediction, ReportReason, Section } from '../report-data.ts';
import { renderSection } from './section.ts';

/** So many songs are shown at once; the rest unfolds. */
const shownAtOnce = 10;
const spotifyId = /^[0-9A-Za-z]{22}$/;

export function renderPredictions(section: Section<PredictionsData> | undefined): Markup {
  const frame = {
    id: 'predictions',
    title: 'How much you will like these',
    lead: 'A score of 100 % is the surest like. What follows it are the strongest reasons: ▲ raises the score, ▼ lowers it, in points.',
  };
  return renderSection(section, frame, ({ songs, note }) => {
    const rest = songs.length - shownAtOnce;
    return html`${songs.length === 0 && html`<p class="absent">No song was asked for.</p>`}
${list(songs.slice(0, shownAtOnce), 1)}
${rest > 0 && html`<details><summary>Show the other ${thousands(rest)}</summary>${list(songs.slice(shownAtOnce), shownAtOnce + 1)}</details>`}
${note && html`<p class="note">${note}</p>`}`;
  });
}

function list(songs: readonly ReportPrediction[], start: number): Markup {
  return html`<ol class="songs panel" start="${start}">${songs.map(item)}</ol>`;
}

function item(song: ReportPrediction): Markup {
  const preset = STRONGEST_FIRST.find((name) => typeof song.scores[name] === 'number');
  const score = preset && song.scores[preset];
  return html`<li>
<div class="score">${preset && typeof score === 'number' ? html`<b>${percent(score)}</b>${shareBar(score, preset)}` : html`<span class="none">no score</span>`}</div>
<div class="song"><span class="name">${name(song)}</span>
${song.artistName && html`<span class="artist"><bdi>${song.artistName}</bdi></span>`}
<span class="models">${models(song)}</span></div>
${song.reasons && song.reasons.length > 0 && html`<ul class="reasons">${song.reasons.map(reason)}</ul>`}
</li>`;
}

function name(song: ReportPrediction): Markup {
  const text = html`<bdi>${song.name.trim() === '' ? '(no title)' : song.name}</bdi>`;
  return song.id !== undefined && spotifyId.test(song.id)
    ? html`<a href="https://open.spotify.com/track/${song.id}" rel="noreferrer">${text}</a>`
    : text;
}

function models(song: ReportPrediction): string {
  const parts = STRONGEST_FIRST.filter((preset) => typeof song.scores[preset] === 'number').map(
    (preset) => `${preset} ${percent(song.scores[preset] ?? 0)}`,
  );
  if (typeof song.confidence === 'number') parts.push(`confidence ${percent(song.confidence)}`);
  return parts.join(' · ');
}

function reason({ text, effect }: ReportReason): Markup {
  const points = Math.round(Math.abs(effect) * 100);
  const isUp = effect >= 0;
  return html`<li class="${isUp ? 'up' : 'down'}"><span aria-hidden="true">${isUp ? '▲' : '▼'}</span> <span class="visually-hidden">${isUp ? 'raises' : 'lowers'} the score:</span> <bdi>${text}</bdi> <span class="points">${isUp ? '+' : '−'}${points}</span></li>`;
}
