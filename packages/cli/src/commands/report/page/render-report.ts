import { createHash } from 'node:crypto';
import { dateTime, thousands } from './format.ts';
import { type Fragment, html, type Markup, trustedMarkup } from './html.ts';
import { mapScript } from './map/map-script.generated.ts';
import type { ReportData } from './report-data.ts';
import { renderCalibration } from './sections/calibration.ts';
import { renderDataQuality } from './sections/data-quality.ts';
import { renderDrivers } from './sections/drivers.ts';
import { renderFinds } from './sections/finds.ts';
import { renderMethod, renderTerms } from './sections/method.ts';
import { renderPortrait } from './sections/portrait.ts';
import { renderPredictions } from './sections/predictions.ts';
import { hasTasteMap, renderTasteMap } from './sections/taste-map.ts';
import { renderTraining } from './sections/training.ts';
import { renderVerdict } from './sections/verdict.ts';
import { styles } from './styles.ts';

/**
 * The whole result as one HTML page. It holds everything it shows and asks no network for anything; its content security
 * policy admits one script, that of the map, and none where there is no map. Every text of the data is escaped. The same
 * data gives the same bytes.
 */
export function renderReport(data: ReportData): string {
  const title = 'Your taste in music';
  const script = hasTasteMap(data.tasteMap) ? mapScript : undefined;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title} · ssrm</title>
<link rel="icon" href="data:,">
<style>${trustedMarkup(styles)}</style>
</head>
<body>
${header(title, data)}
<main>
${renderFinds(data.finds)}
${renderPortrait(data.portrait)}
${renderPredictions(data.predictions)}
${renderTasteMap(data.tasteMap)}
<details id="how-good"><summary>How good is this?</summary>
${renderVerdict(data.verdict)}
${renderDrivers(data.drivers)}
${renderCalibration(data.calibration)}
${renderTraining(data.training)}
${renderDataQuality(data.dataQuality)}
${renderMethod(data.method)}
</details>
${renderTerms(data.source.usesSpotifyApi)}
</main>
<footer><p>Made by ssrm on ${dateTime(data.createdAt)}. This page is a file of yours: it loads nothing and sends nothing.</p></footer>
${script !== undefined && html`<script>${trustedMarkup(script)}</script>`}
</body>
</html>
`;
  return page.toString();
}

/** Nothing may load; the style sheet and the map's script are admitted by their hashes, the empty icon as data. */
function contentSecurityPolicy(script: string | undefined): string {
  const scripts = script === undefined ? '' : `script-src ${hashOf(script)}; `;
  return `default-src 'none'; ${scripts}style-src ${hashOf(styles)}; img-src data:; base-uri 'none'; form-action 'none'`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function header(title: string, { source }: ReportData): Markup {
  return html`<header><p class="brand">ssrm</p>
<h1>${title}</h1>
<p class="source">Learned from <bdi>${source.description}</bdi></p>
<dl class="facts">${fact('songs', source.trackCount)}${fact('artists', source.artistCount)}${fact('background tracks', source.backgroundCount)}</dl>
</header>`;
}

function fact(name: string, value: number | undefined): Fragment {
  return value !== undefined && html`<div><dt>${name}</dt><dd>${thousands(value)}</dd></div>`;
}
