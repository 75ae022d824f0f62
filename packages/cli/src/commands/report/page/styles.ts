import { PRESET_NAMES, SHOWN_PRESETS, STRONGEST_FIRST } from '../../../presets/presets.ts';
import { mapStyles } from './map-styles.ts';

function coloursOn(page: 'light' | 'dark'): string {
  return STRONGEST_FIRST.map((preset) => `--${preset}: ${SHOWN_PRESETS[preset].colour[page]};`).join(' ');
}

const barColours = STRONGEST_FIRST.map((preset) => `.bar.${preset} rect { fill: var(--${preset}); }`);
const headingColours = PRESET_NAMES.map((preset) => `.preset.${preset} { color: var(--${preset}); }`);

/** The style sheet of the report. Colours keep a contrast of at least 4.5 to 1 for text in light and dark. */
export const styles: string = `
:root {
  color-scheme: light dark;
  --page: #f4f3ef; --surface: #ffffff; --ink: #1b1f24; --muted: #5a626b; --line: #e2e1db;
  ${coloursOn('light')} --accent: #c2410c; --good: #0b7a5c; --bad: #b3261e; --open: #80600a;
  --s1: #0b7a5c; --s2: #6a4fc9; --s3: #c2410c; --s4: #2f6fb0; --s5: #a3427f; --s6: #9aa0a6;
  --link: #0b5cad; --shadow: 0 1px 2px rgb(20 20 10 / .06), 0 6px 24px rgb(20 20 10 / .05);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #121416; --surface: #1b1e21; --ink: #ecedee; --muted: #a4abb2; --line: #32373c;
    ${coloursOn('dark')} --accent: #ff9d66; --good: #4fd1a5; --bad: #ff8f85; --open: #eac25c;
    --s1: #4fd1a5; --s2: #b3a1ff; --s3: #ff9d66; --s4: #7fb8f0; --s5: #ef95c8; --s6: #6b7278;
    --link: #86bdff; --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", sans-serif;
  overflow-wrap: anywhere;
}
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 3rem; }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
h1 { font-size: clamp(2rem, 6vw, 3.25rem); line-height: 1.1; letter-spacing: -.025em; font-weight: 750; }
h2 { font-size: 1.6rem; line-height: 1.2; letter-spacing: -.015em; }
h3 { font-size: 1.05rem; }
h4 { font-size: .9rem; font-weight: 600; }
.brand { color: var(--taste); font-weight: 750; letter-spacing: .02em; margin-bottom: .5rem; }
.source { color: var(--muted); margin-top: .75rem; }
.facts { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin-top: 1.5rem; }
.facts div { display: flex; flex-direction: column-reverse; }
.facts dd { font-size: 1.6rem; font-weight: 700; line-height: 1.1; font-variant-numeric: tabular-nums; }
.facts dt { color: var(--muted); font-size: .9rem; }
section { margin-top: 3.5rem; }
.lead { color: var(--muted); max-width: 46rem; margin-top: .5rem; }
.note, .description, figcaption { color: var(--muted); font-size: .9rem; }
.note { margin-top: .9rem; max-width: 46rem; }
.description { font-weight: 400; }
.absent { color: var(--muted); margin-top: .75rem; max-width: 46rem; }
.panel {
  background: var(--surface); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow);
  padding: 1.25rem 1.5rem; margin-top: 1.25rem;
}
.panel > h3:not(:first-child) { margin-top: 1.5rem; }
.verdict { margin-top: 2.5rem; }
.verdict h2 { font-size: clamp(1.7rem, 4.5vw, 2.4rem); color: var(--open); }
.verdict.good h2 { color: var(--good); }
.verdict.bad h2 { color: var(--bad); }
.kicker { display: block; font-size: .95rem; letter-spacing: 0; font-weight: 600; color: var(--muted); margin-bottom: .35rem; }
.verdict p { margin-top: .6rem; max-width: 46rem; }
.sentence { font-size: 1.15rem; }
.chart { display: block; width: 100%; height: auto; }
.chart.narrow { display: none; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-top: 1px solid var(--line); vertical-align: baseline; }
th { font-weight: 600; }
thead th { border-top: 0; color: var(--muted); font-size: .85rem; }
.number { text-align: right; padding-right: 0; padding-left: .75rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.songs { list-style: none; padding-top: .25rem; padding-bottom: .25rem; }
.songs > li {
  display: grid; grid-template-columns: 6.5rem minmax(0, 1fr) minmax(0, 1.25fr); gap: .25rem 1.5rem; padding: .9rem 0;
  border-top: 1px solid var(--line);
}
.songs > li:first-child { border-top: 0; }
.score b { display: block; font-size: 1.5rem; line-height: 1.15; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.score .none { color: var(--muted); }
.song > span { display: block; }
.song .name { font-weight: 600; }
.song .name, .song .artist, .reasons bdi { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.song .artist { color: var(--muted); }
.song .models { color: var(--muted); font-size: .82rem; margin-top: .15rem; }
.songs.two-columns > li { grid-template-columns: 6.5rem minmax(0, 1fr); }
.why { color: var(--muted); font-size: .92rem; margin-top: .15rem; }
.kind { display: inline-block; padding: 0 .5rem; margin-right: .35rem; border: 1px solid var(--line); border-radius: 99px; font-size: .82rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin-top: 1.25rem; }
.tiles div { display: flex; flex-direction: column-reverse; padding: 1rem 1.15rem; background: var(--surface); border: 1px solid var(--line); border-radius: 14px; }
.tiles dd { font-size: 1.8rem; font-weight: 700; line-height: 1.15; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.tiles dt { color: var(--muted); font-size: .9rem; }
.lists { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 0 2.5rem; }
.lists > div { margin-top: 1.5rem; }
.lists ol, .lists ul { padding-left: 1.6rem; margin-top: .4rem; }
.lists li { padding: .15rem 0; }
.lists .count { color: var(--muted); font-size: .9rem; }
#how-good { margin-top: 3.5rem; border-top: 1px solid var(--line); padding-top: 1.25rem; }
#how-good > summary { font-size: 1.35rem; color: inherit; }
.reasons { list-style: none; font-size: .9rem; }
.reasons li { display: grid; grid-template-columns: 1rem minmax(0, 1fr) auto; gap: .35rem; align-items: baseline; }
.reasons .points { font-variant-numeric: tabular-nums; font-weight: 600; }
.up > :first-child, .up .points { color: var(--good); }
.down > :first-child, .down .points { color: var(--bad); }
.bar { display: block; width: 100%; height: 8px; margin-top: .35rem; }
.bar rect { fill: var(--muted); }
${barColours.join('\n')}
.bar rect.track { fill: var(--line); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.legend svg { width: .75rem; height: .75rem; vertical-align: -.05em; }
.drivers { list-style: none; }
.drivers li { display: grid; grid-template-columns: 10rem minmax(0, 1fr) 5.5rem; gap: .1rem 1rem; padding: .45rem 0; align-items: center; }
.drivers .bar { margin: 0; height: 10px; }
.drivers b { text-align: right; font-variant-numeric: tabular-nums; }
.drivers .description { grid-column: 2 / -1; }
.beside { display: grid; grid-template-columns: minmax(0, 1.2fr) minmax(0, 1fr); gap: 2rem; align-items: center; }
.figure { font-size: 1.1rem; }
.figure b { display: block; font-size: 2rem; letter-spacing: -.02em; line-height: 1.2; }
.legend.lines { flex-direction: column; }
.legend.lines svg { width: 1.75rem; height: .25rem; vertical-align: .25em; margin-right: .35rem; }
.curves { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1.25rem 2rem; margin-top: 1rem; }
.curves figcaption { text-align: center; }
${headingColours.join('\n')}
details { margin-top: .9rem; }
summary { cursor: pointer; font-weight: 600; color: var(--link); }
.notes, .steps { padding-left: 1.25rem; }
.notes { margin-top: 1rem; }
.steps li + li, .notes li + li { margin-top: .35rem; }
.set-aside { list-style: none; font-size: .9rem; margin-top: .5rem; }
.set-aside li { padding: .3rem 0; border-top: 1px solid var(--line); }
dl > div { min-width: 0; }
details dl { margin-top: .5rem; font-size: .9rem; }
details dl div { display: grid; grid-template-columns: minmax(0, 14rem) minmax(0, 1fr); gap: 1rem; padding: .3rem 0; border-top: 1px solid var(--line); }
details dt { color: var(--muted); }
code { font: .92em ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
a { color: inherit; text-decoration-color: var(--muted); text-underline-offset: .15em; }
a:hover { text-decoration-color: currentcolor; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
#terms h2 { font-size: 1.15rem; }
#terms p { color: var(--muted); max-width: 46rem; margin-top: .4rem; }
footer { margin-top: 3.5rem; padding-bottom: 3rem; color: var(--muted); font-size: .9rem; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 44rem) {
  header, main, footer { padding-left: 1rem; padding-right: 1rem; }
  header { padding-top: 2rem; }
  section { margin-top: 2.75rem; }
  .panel { padding: 1rem; border-radius: 12px; }
  .chart.wide { display: none; }
  .chart.narrow { display: block; }
  .songs > li { grid-template-columns: 4.75rem minmax(0, 1fr); }
  .songs.two-columns > li { grid-template-columns: 4.75rem minmax(0, 1fr); }
  .score b { font-size: 1.25rem; }
  .reasons { grid-column: 1 / -1; margin-top: .35rem; }
  .beside { grid-template-columns: minmax(0, 1fr); gap: .5rem; }
  .drivers li { grid-template-columns: minmax(0, 1fr) 5.5rem; }
  .drivers .bar { grid-column: 1 / -1; grid-row: 2; }
  .drivers .description { grid-column: 1 / -1; }
  details dl div { grid-template-columns: minmax(0, 1fr); gap: 0; }
}
@media print {
  :root { --page: #fff; --shadow: none; }
  .panel, .songs > li, figure { break-inside: avoid; }
}
${mapStyles}`;
