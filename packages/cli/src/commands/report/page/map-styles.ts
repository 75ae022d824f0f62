/** The part of the style sheet that is about the map. */
export const mapStyles: string = `
:root { --land: #e4ede6; --sea: #fafaf8; }
@media (prefers-color-scheme: dark) { :root { --land: #283430; --sea: #16191b; } }
.map { position: relative; padding: .75rem; }
.map[hidden] { display: none; }
.map figcaption { padding: .75rem .75rem .25rem; }
.map .note { margin-top: .4rem; max-width: none; }
.map-find { position: relative; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .9rem; padding: .25rem .5rem .75rem; }
.map-find label { font-size: .9rem; font-weight: 600; }
.map-find input { width: 17rem; max-width: 100%; padding: .45rem .7rem; font: inherit; font-size: 1rem; color: inherit; background: var(--surface); border: 1px solid var(--muted); border-radius: 8px; }
.map-find p { font-size: .9rem; color: var(--muted); }
.map-find ul { position: absolute; top: 100%; left: 0; width: 17rem; max-height: 38rem; list-style: none; overflow-y: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; }
.map-find li + li { border-top: 1px solid var(--line); }
.map-find li button { display: block; width: 100%; padding: .45rem .7rem; border: 0; background: none; color: inherit; font: inherit; font-size: .9rem; line-height: 1.35; text-align: left; cursor: pointer; }
.map-find li button:hover { background: var(--land); }
.map-find li button:focus-visible { outline-offset: -3px; background: var(--land); }
.map-find li button > *, .map-tip > * { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.map-find small, .map-tip small { color: var(--muted); font-size: .85em; }
.map-frame { position: relative; }
.map:has([data-part=list]:not([hidden])) .map-frame { margin-left: 17.75rem; }
.map-view { position: relative; height: 38rem; overflow: hidden; background: var(--sea); border-radius: 10px; cursor: grab; touch-action: pan-y; user-select: none; }
.map-view.zoomed { touch-action: none; }
.map-view:active { cursor: grabbing; }
.map-view.on-song { cursor: pointer; }
.map-view:focus-visible { outline-offset: -3px; border-radius: 10px; }
.map-view canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.map-labels bdi { position: absolute; top: 0; left: 0; white-space: nowrap; pointer-events: none; line-height: 1.15; text-shadow: 1.5px 0 0 var(--sea), -1.5px 0 0 var(--sea), 0 1.5px 0 var(--sea), 0 -1.5px 0 var(--sea), 1px 1px 0 var(--sea), -1px 1px 0 var(--sea), 1px -1px 0 var(--sea), -1px -1px 0 var(--sea), 0 0 4px var(--sea); }
.map-labels .style { font-size: 1.05rem; font-weight: 750; letter-spacing: .01em; color: var(--ink); }
.map-labels .artist { font-size: .8rem; font-weight: 600; color: var(--ink); }
.map-labels .song { font-size: .75rem; color: var(--ink); }
.map-labels :is(.recommended, .predicted) { font-size: .8rem; font-weight: 650; }
.map-labels .recommended { color: var(--accent); }
.map-labels .predicted { color: var(--original); }
.map-labels [data-part=measure] { visibility: hidden; }
.map-tip { position: absolute; top: 0; left: 0; max-width: min(18rem, 90%); padding: .4rem .65rem; font-size: .9rem; line-height: 1.35; background: var(--surface); border: 1px solid var(--muted); border-radius: 8px; box-shadow: 0 2px 10px rgb(0 0 0 / .18); pointer-events: none; }
.map-buttons { position: absolute; top: .75rem; right: .75rem; display: flex; flex-direction: column; gap: .35rem; }
.map-buttons button { width: 2.5rem; height: 2.5rem; padding: 0; font: inherit; font-size: 1.25rem; line-height: 1; color: var(--ink); background: var(--surface); border: 1px solid var(--muted); border-radius: 8px; cursor: pointer; }
.map-buttons button:hover { background: var(--land); }
@media (max-width: 60rem) {
  .map-view { height: 31rem; }
  .map-find ul { position: static; width: 100%; max-height: 9.5rem; }
  .map:has([data-part=list]:not([hidden])) .map-frame { margin-left: 0; }
}
@media (max-width: 44rem) {
  .map { padding: .5rem; }
  .map-find { padding: .25rem .25rem .5rem; }
  .map-find input { width: 100%; }
  .map-view { height: 27rem; }
  .map-labels .style { font-size: .95rem; }
}
@media print { .map-find, .map-buttons, #map-keys { display: none; } }
`;
