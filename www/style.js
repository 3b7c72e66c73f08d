// The style inside a <kl-ball>: constructed once for each document, shared by all its figures, seen by no
// host page. Hosts set the --kl-* properties.

import { NAMES } from "./language.js";
import { PALETTE } from "./palette.js";

/** The colours as custom properties. */
const PROPERTIES = Object.entries(PALETTE).map(([name, [light, dark]]) => `--kl-${name}: light-dark(${light}, ${dark});`).join(" ");

/** The current colours, which language.js reads. */
const SHOWN = NAMES.map((name) => `var(--kl-${name})`);

// - Light or dark: the page around the figure says which (color-scheme), or the attribute `theme` does. When this changes,
//   the colours pass over in a short transition, and its event tells the figure.
// - Lines that a page draws through or below its text end at what floats. So a figure floats, and none of them reaches into it.
// - A page may ask how wide its content is. A figure answers with 640 pixels, or with the room that there is.
// - A figure takes room before it is drawn. Without that, all figures of a page would be in sight at first, and all would start.
// - Lengths of type grow in a classroom. Columns, spans and shapes of panels come from figure/layout.js.
const TEXT = `
figure { all: initial; color-scheme: inherit; visibility: inherit; pointer-events: inherit; direction: ltr; unicode-bidi: isolate; }
:host { ${PROPERTIES} --kl-font: system-ui, sans-serif; --kl-type: 1; display: block; contain: layout style; min-inline-size: min(100%, 280px); max-inline-size: 100%; writing-mode: horizontal-tb; }
:host, figure { color: var(--kl-ink); background: var(--kl-ground);
  font: 14px/1.45 var(--kl-font); font-variant-numeric: tabular-nums; }
:host(:state(in-place)) { contain: style; }
:host(:state(floated)) slot { display: flow-root; }
:host(:state(narrowed)) { background: none; }
:host([hidden]) { display: none; }
:host, .slot, .ledger, figcaption { break-inside: avoid; }
:host(:not(:state(ready), :state(failed), :state(pictured))) { min-height: 420px; }
:host(:state(pictured)) figure { position: absolute; inset-inline: 0; visibility: hidden; }
:host(:state(pictured)) .room { display: none; }
::slotted(img) { max-width: 100%; height: auto; }
:host([classroom]:not([classroom="false"], [classroom="off"])) { --kl-type: 1.5; }
:host(:state(on-light)), :host(:state(on-light)) figure { color-scheme: light; }
:host(:state(on-dark)), :host(:state(on-dark)) figure { color-scheme: dark; }
:host([theme="light"]), :host([theme="light"]) figure { color-scheme: light; }
:host([theme="dark"]), :host([theme="dark"]) figure { color-scheme: dark; }
:host(:state(printing):not([theme="dark"])), :host(:state(printing):not([theme="dark"])) figure { color-scheme: light; }
:host(:state(printing)) figure { transition: none; }

[hidden] { display: none !important; }
.empty > :not(.problem, .own-data) { display: none; }
.problem .press { margin-inline-start: 12px; }
.bed { display: flow-root; position: relative; width: 100%; min-width: 0; }
.bed > figure { float: left; width: 100%; }
:host(:state(pictured)) .bed { display: block; }
.room { height: 0; overflow: clip; }
.room svg { display: block; width: var(--room, 640px); max-width: 100%; min-width: 280px; height: 0; }
figure { position: relative; container-type: inline-size; transition: color 1ms; display: flex; flex-direction: column; gap: 12px; }
.panels { display: grid; grid-template-columns: repeat(var(--columns, 1), minmax(0, 1fr)); gap: 8px 20px; }
.slot { grid-column: span var(--span, 1); min-width: 0; display: flex; flex-direction: column; gap: 2px; }
.title { margin: 0; font-size: 13px; color: var(--kl-muted); padding-inline-start: 4px; }
.title strong { color: var(--kl-ink); font-weight: 600; }
.panel { position: relative; aspect-ratio: var(--aspect, 3 / 2); width: 100%; overflow: clip; }
.panel canvas { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.handle {
  position: absolute; left: -22px; top: -22px; width: 44px; height: 44px; border-radius: 50%;
  cursor: grab; touch-action: none; outline: none; -webkit-tap-highlight-color: transparent;
}
.handle.of-peak::after { content: ""; position: absolute; inset: 15px; border-radius: 50%; background: var(--kl-accent); border: 2px solid var(--kl-ink); box-sizing: border-box; box-shadow: 0 0 0 2px var(--kl-ground); forced-color-adjust: none; }
.handle.of-peak.of-shoulder::after { inset: 16px; border-radius: 2px; }
.handle:hover { background: color-mix(in srgb, var(--kl-ink) 8%, transparent); }
.handle.dragging { cursor: grabbing; background: color-mix(in srgb, var(--kl-ink) 12%, transparent); }
.handle:focus-visible { box-shadow: inset 0 0 0 2px var(--kl-ink); }

.ledger { border-collapse: collapse; width: 100%; font-size: 13.5px; }
.ledger th, .ledger td { padding: 5px 10px 5px 4px; text-align: start; vertical-align: baseline; }
.ledger thead th { font-weight: 400; color: var(--kl-muted); font-size: 12.5px; padding-block: 0 3px; }
.ledger tbody tr { border-top: 1px solid var(--kl-line); }
.ledger tbody th { font-weight: 600; white-space: nowrap; }
.ledger .sample { width: var(--width); height: 14px; margin-inline-end: 8px; vertical-align: -2px; }
.ledger td.distance { font-weight: 600; }
.ledger small { display: block; color: var(--kl-muted); font-size: 12px; }
.ledger small:empty { display: none; }
.matrices .swatch { width: 34px; border: 0; height: 3px; background: repeating-linear-gradient(90deg, var(--color) 0 var(--drawn), transparent 0 calc(var(--drawn) + var(--gap))); }
.swatch { display: inline-block; width: 22px; height: 0; margin-inline-end: 8px; vertical-align: 4px; border-top: 3px var(--dash, dashed) var(--color, transparent); forced-color-adjust: none; }
.ledger td.old { opacity: 0.45; }
.ledger tbody th small { font-weight: 400; }
.moments, .halvings { max-width: 62rem; table-layout: fixed; }
.ledger:is(.moments, .halvings) th:first-child { width: 32%; white-space: normal; }
.moments td:nth-child(2) { width: 36%; }
.halvings small { white-space: nowrap; }
.badge { color: var(--kl-muted); font-size: 12.5px; }
.badge.equal { color: var(--kl-exact); font-weight: 600; }
.control.off { opacity: 0.5; }
.gauge { display: inline-block; position: relative; width: 96px; height: 8px; margin-inline-end: 10px; border-radius: 2px;
  background: linear-gradient(var(--color) 0 0) 0 / calc(100% * var(--part)) 100% no-repeat var(--kl-line); }
.gauge::after { content: ""; position: absolute; left: 33.3%; top: -3px; bottom: -3px; width: 2px; margin-left: -1px; background: var(--kl-ink); }

.search { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; font-size: 13.5px; }
.search button { min-width: 6em; }
.standings { table-layout: fixed; }
.standings th { box-sizing: border-box; width: 20%; }
.standings th:first-child { width: 29%; }
.standings th:nth-child(3) { width: 16%; }
.standings th:nth-child(4) { width: 15%; }
@container (min-width: 640px) { .standings small { display: inline; margin-inline-start: 8px; } }
.note { margin: 0; font-size: 13.5px; color: var(--kl-muted); max-width: 80ch; }
.facts { display: flex; flex-wrap: wrap; gap: 2px 22px; margin: 0; font-size: 13px; color: var(--kl-muted); }
.facts div { display: flex; gap: 6px; }
.facts dt { white-space: nowrap; }
.facts dt::after { content: ":"; }
.facts dd { margin: 0; color: var(--kl-ink); }
.amount { position: absolute; inset: 0 8px auto auto; margin: 0; font-size: 15px; font-weight: 600; pointer-events: none;
  background: color-mix(in srgb, var(--kl-ground) 75%, transparent); border-radius: 4px; padding: 0 4px; }
.mapped { position: relative; }
.mapped > .amount { font-size: 13px; inset-block-start: -21px; }
.legend { font-size: 12.5px; padding: 4px; }
.ramp { max-width: 320px; height: 12px; margin: 2px 52px 1.7em 6px; position: relative; line-height: 12px; text-indent: calc(100% + 8px); border: 1px solid var(--kl-line); forced-color-adjust: none;
  background: linear-gradient(90deg, color-mix(in srgb, var(--hue) 4%, transparent), color-mix(in srgb, var(--hue) 92%, transparent)); }
.ramp span { position: absolute; top: 16px; text-indent: 0; transform: translateX(-50%); white-space: nowrap; color: var(--kl-muted); }
.progress { position: absolute; right: 14px; bottom: 50px; display: flex; gap: 10px; align-items: center; padding: 4px 6px 4px 10px; border-radius: 8px; border: 1px solid var(--kl-line); background: var(--kl-ground); }
.progress.over { visibility: hidden; }
progress { width: 110px; accent-color: var(--kl-ink); }
.legend ul { display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 0; padding: 0; list-style: none; min-height: 1.5em; }
.legend canvas { vertical-align: -2px; margin-inline-end: 6px; }
.tables { display: flex; flex-wrap: wrap; gap: 12px 36px; align-items: start; }
.tables .ledger { flex: 1 1 300px; width: auto; }
.measures tbody th { font-weight: 400; }
.measures td { min-width: 5em; white-space: nowrap; }
.measures td.changed { font-weight: 600; color: var(--kl-euclidean); }
.toggle { display: flex; gap: 8px; align-items: center; min-height: 44px; font-size: 13.5px; cursor: pointer; }
.toggle input { width: 18px; height: 18px; margin: 0; accent-color: var(--kl-ink); }
.account { display: flex; flex-direction: column; gap: 12px; }
.account:empty { display: none; }
figcaption { font-size: 15px; line-height: 1.5; max-width: 80ch; text-wrap: pretty; min-height: 3em; padding-inline-start: 4px; }

.steering { display: flex; flex-direction: column; gap: 8px; }
.controls { display: flex; flex-wrap: wrap; gap: 8px 20px; align-items: end; }
.control { display: flex; flex-direction: column; flex: 1 1 150px; max-width: 270px; min-width: 0; }
.control .name { font-size: 12.5px; color: var(--kl-muted); }
.builder .controls > .name { flex-basis: 100%; margin-bottom: -8px; font-size: 12.5px; color: var(--kl-muted); }
.control output { font-size: 13.5px; white-space: nowrap; }
select, button { font: inherit; color: inherit; background: var(--kl-field); border: 1px solid var(--kl-line); border-radius: 6px; min-height: 34px; }
select { padding: 4px 8px; width: 100%; }
.control.choice { flex: 0 0 auto; margin: 0; padding: 0; border: 0; }
.choice legend { padding: 0; }
.choice div { display: flex; min-height: 34px; }
.choice label { position: relative; display: grid; place-items: center; padding: 4px 12px; cursor: pointer; white-space: nowrap;
  background: var(--kl-field); border: 1px solid var(--kl-line); }
.choice label:first-child { border-radius: 6px 0 0 6px; border-inline-end: 0; }
.choice label:last-child { border-radius: 0 6px 6px 0; }
.choice label:has(:checked) { background: var(--kl-ink); color: var(--kl-ground); border-color: var(--kl-ink); forced-color-adjust: none; }
.choice label:has(:focus-visible) { outline: 2px solid var(--kl-ink); outline-offset: 1px; z-index: 1; }
.choice input { position: absolute; inset: -1px; margin: 0; opacity: 0; cursor: pointer; }
.press { padding: 4px 14px; cursor: pointer; font-size: 13.5px; }
.press:disabled { opacity: 0.4; cursor: default; }
input[type="range"] { width: 100%; min-height: 34px; margin: 0; accent-color: var(--kl-ink); cursor: pointer; }
:is(select, button, input):focus-visible { outline: 2px solid var(--kl-ink); outline-offset: 1px; }
.transport { display: flex; align-items: center; gap: 6px; flex-wrap: wrap; }
.transport button { width: 40px; height: 36px; padding: 0; display: grid; place-items: center; cursor: pointer; }
.transport button:hover:not(:disabled) { border-color: var(--kl-muted); }
.transport button:disabled { opacity: 0.4; cursor: default; }
.transport svg { width: 18px; height: 18px; fill: currentColor; }
.transport .reset svg path { fill: currentColor; stroke: currentColor; }
.transport .play { width: 52px; }
.transport .scrub { flex: 1 1 120px; width: auto; }
.transport .counter { min-width: 8.5em; font-size: 13px; text-align: end; }
.transport .speed { width: auto; }
.steps { display: flex; flex-wrap: wrap; gap: 8px 14px; }
.steps .transport { flex: 1 1 320px; }
:host([controls="none"]) :is(.steps, .steering) { display: none; }
:host([controls="none"]) .more:has(> .account:empty) { display: none; }
.transport.few { flex: 0 1 auto; }
.transport.few.with-scrub { flex: 1 1 320px; }
figure:not(:has(> .more[open])) .few:is(.with-play, .with-scrub) > :not(.play, .scrub, .counter) { display: none; }
figure:not(:has(> .more[open])) .few.with-play:not(.with-scrub) > :is(.scrub, .counter) { display: none; }
figure:not(:has(> .more[open])) .few.with-scrub:not(.with-play) > .play { display: none; }
.sight { display: flex; flex: 1 1 220px; gap: 8px 20px; align-items: end; }
.sight .control:has(input[type="range"]) { max-width: none; }
.steps:not(:has(> :is(.transport, .sight:not(:empty), .prediction):not([hidden]))) { display: none; }
.sight:empty, .whole:empty { display: none; }
.whole { margin: 6px 4px 10px; font-size: 13.5px; max-width: 80ch; }
.more > :not(summary, .whole) { margin-block-start: 10px; }
.prediction { display: flex; flex-wrap: wrap; gap: 8px; }
.prediction button { padding: 4px 12px; cursor: pointer; font-size: 13.5px; }
.prediction button:disabled { border-color: transparent; background: none; cursor: default; padding-inline: 4px; }
:is(.saving, .more) { font-size: 13.5px; }
summary { color: var(--kl-muted); cursor: pointer; padding: 6px 4px; width: max-content; }
summary:hover { color: var(--kl-ink); }
summary:focus-visible { outline: 2px solid var(--kl-ink); }
.row { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding: 3px 4px; }
.row .name { min-width: 3.2em; color: var(--kl-muted); }
textarea { display: block; box-sizing: border-box; width: 100%; margin-block: 6px; font: 12.5px/1.4 ui-monospace, monospace; color: inherit; background: var(--kl-field); border: 1px solid var(--kl-line); border-radius: 6px; padding: 6px 8px; }
.goal { margin: 0; font-size: 13.5px; padding-inline-start: 4px; color: var(--kl-muted); max-width: 80ch; }
.goal::before { content: "○ "; }
.goal.met { color: var(--kl-exact); }
.goal.met::before { content: "● "; }
.problem { margin: 0; padding: 8px 12px; border-inline-start: 3px solid var(--kl-euclidean); background: var(--kl-field); font-size: 13.5px; }
.own-data .held { display: flex; flex-direction: column; align-items: start; gap: 6px; }
.own-data pre { margin: 0; max-width: 100%; overflow: hidden; font: 12.5px/1.4 ui-monospace, monospace; }
.own-data { display: flex; flex-direction: column; gap: 8px; }
.saying { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 12px; }
.said { margin: 0; font-size: 13.5px; padding-inline-start: 4px; color: var(--kl-muted); max-width: 80ch; }
.ruler { position: absolute; inset-inline: 0; height: 0; visibility: hidden; }
.announcer { background: linear-gradient(${SHOWN}); forced-color-adjust: none; position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

@container (max-width: 430px) {
  .ledger { font-size: 12.5px; }
  .ledger th, .ledger td { padding-inline-end: 4px; }
  .ledger.standings { font-size: 12px; }
  .ledger.standings :is(th, td) { padding-inline-end: 2px; }
  .stack thead { display: none; }
  .measures.stack td { white-space: normal; }
  .stack :is(tbody, tr, th, td) { display: block; }
  .ledger.stack td { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 12px; padding-block: 2px; }
  .stack td::before { content: attr(data-label); color: var(--kl-muted); }
  .stack small { flex-basis: 100%; text-align: end; }
  .ledger tbody th { white-space: normal; }
  .ledger .sample { display: block; }
  :is(.moments, .halvings) tr { display: grid; grid-template-columns: repeat(5, 1fr); }
  .moments tr { grid-template-columns: 1fr auto; }
  .ledger:is(.moments, .halvings) th:first-child { grid-column: 1 / -1; width: auto; padding-block-end: 0; }
  .moments td:nth-child(2) { width: auto; }
  .gauge { display: block; margin: 3px 0 4px; width: 66px; }
  .control { flex-basis: 120px; }
  .control:has(select) { flex-basis: 100%; }
  .transport .scrub { flex-basis: 60%; order: 2; }
  .transport .counter { min-width: 0; order: 3; }
  .transport .speed { flex: 1 1 64px; }
  .transport button { width: 44px; height: 44px; }
  select, .press, .choice div { min-height: 44px; }
  input[type="range"] { min-height: 44px; }
}
@media (pointer: coarse) {
  .transport button { width: 44px; height: 44px; }
  select, button, summary, .choice div, input[type="range"] { min-height: 44px; }
}
.measures.stack td:last-child { white-space: normal; }
.work { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; font-size: 13.5px; }
.work progress { flex: 0 1 220px; accent-color: var(--kl-ink); }
@media print {
  .panel canvas { width: 100% !important; height: 100% !important; }
  .panel:has(> .printed) > canvas:not(.printed) { display: none; }
}
@media not print { .printed { display: none; } }
@media print { .controls, .work, .progress, .transport, .saving, .sight, .more:not([open]), summary { display: none; } }
@media (forced-colors: active) {
  :host { --kl-ground: Canvas; --kl-ink: CanvasText; }
  .handle { outline: 1px dashed CanvasText; }
}
`.replace(/(font(?:-size)?: )([\d.]+px)/g, "$1calc($2 * var(--kl-type))");

/** The sheet of each document: documents cannot share one. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** The style of figures in a document. @param {Document} document */
export function sheetFor(document) {
  const known = sheets.get(document);
  if (known) return known;
  const sheet = sheetOf(document, TEXT);
  sheets.set(document, sheet);
  return sheet;
}

/** A style sheet of this text for a document. @param {Document} document @param {string} text */
export function sheetOf(document, text) {
  const sheet = new (document.defaultView ?? window).CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
