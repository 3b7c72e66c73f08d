// The style of the lab, beside that of figures. Lengths grow with the projector, which zooms everything.

import { sheetOf } from "../style.js";
import { LARGER } from "./projector.js";

const TEXT = `
:host { --kl-contour: light-dark(#7688a8, #64779c); display: block; height: 100dvh; contain: none; overflow: hidden; background: var(--kl-ground); --side: clamp(264px, 21.5vw, 340px); }
figure { height: 100%; gap: 0; font-size: 14px; }
.lab { display: grid; height: 100%; box-sizing: border-box; min-height: 0; grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr) var(--side); grid-template-areas: "top top" "middle side" "foot side"; }
.lab.folded { grid-template-columns: minmax(0, 1fr) 0; }
.lab.folded .side { display: none; }
.top { grid-area: top; display: flex; align-items: center; gap: 14px; padding: 2px 14px; border-bottom: 1px solid var(--kl-line); min-height: 52px; box-sizing: border-box; }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.deck, .tools { display: flex; align-items: center; gap: 2px; flex: none; }
.sign { border: 0; background: none; min-height: 32px; min-width: 32px; padding: 2px 8px; border-radius: 6px; color: var(--kl-muted); cursor: pointer; font-size: 14px; white-space: nowrap; }
.sign:hover:not(:disabled), .sign[aria-pressed="true"] { background: var(--kl-field); color: var(--kl-ink); }
.sign:disabled { opacity: 0.35; cursor: default; }
.sign .icon { margin: auto; }
.sign .word + .icon { display: none; }
.presets { color: var(--kl-ink); font-weight: 600; display: flex; gap: 6px; align-items: center; max-width: 25em; }
.presets .name { font-size: 14.5px; color: inherit; overflow: hidden; text-overflow: ellipsis; }
.presets .more { color: var(--kl-muted); font-weight: 400; }
.said-now { position: relative; min-height: 32px; flex: 1 1 0; min-width: 0; display: flex; flex-direction: column; justify-content: safe center; max-height: 4.15em; overflow: auto; scrollbar-width: none; }
.claim { margin: 0; font-size: 14.5px; line-height: 1.32; text-wrap: pretty; }
.claim.long { font-size: 12.5px; line-height: 1.2; }
@media (min-width: 640px) { .foot figcaption.long { font-size: 12.5px; line-height: 1.3; --line: 1.3em; } }
.claim [hidden] { display: none; }
.rest { border: 0; background: none; padding: 0 5px; margin: 0; min-height: 24px; font: inherit; font-size: 13px; color: var(--kl-muted); text-decoration: underline; text-underline-offset: 2px; cursor: pointer; }
.rest[hidden] { display: none; }
.foot .rest { align-self: flex-start; padding: 0; }
/* The way of a search stands beside the name of the vertical axis, where it covers no map. */
.slot .progress { inset: 0 8px auto auto; padding: 0; gap: 6px; border: 0; background: none; }
.slot .progress progress { width: 70px; height: 8px; }
.slot .progress button { min-height: 22px; padding: 0 8px; font-size: 12px; }
.claim b { font-weight: 500; color: var(--color, inherit); }
.middle { position: relative; grid-area: middle; min-height: 0; min-width: 0; padding: 8px 12px 0 8px; display: flex; flex-direction: column; gap: 6px; }
.stage { position: relative; flex: 1 1 0; min-height: 0; }
.stage:empty::before { content: "Nothing is shown. Choose panels among the settings, at “Shown”."; color: var(--kl-muted); display: block; padding: 12px; }
.slot { position: absolute; gap: 0; }
.slot .title { flex: none; display: flex; height: var(--title, 20px); line-height: 20px; overflow: hidden; text-wrap: balance; }
.slot .panel { aspect-ratio: auto; }
/* A title beside the name of the vertical axis, and one that has no room there. */
.slot.untitled .title { display: none; }
.slot.beside .title { position: absolute; top: 0; right: 14px; left: 130px; height: 20px; justify-content: flex-end; z-index: 1; pointer-events: none; }
/* The title takes the room that it needs, a remark what is left. */
.title .words { flex: none; max-width: 100%; }
.remark { flex: 0 1000 auto; min-width: 0; white-space: pre; overflow: hidden; text-overflow: ellipsis; }
.remark:not(:empty)::before { content: " · "; }
.ground { cursor: crosshair; touch-action: none; outline: none; }
.ground:focus-visible { box-shadow: inset 0 0 0 2px var(--kl-muted); border-radius: 4px; }
.frame-all { position: absolute; top: 26px; inset-inline-end: 20px; min-height: 30px; padding: 2px 9px; font-size: 13px; background: var(--kl-ground); cursor: pointer; }
.ground.panning { cursor: grabbing; }
.ground.edge, .ground.edge .handle { cursor: nwse-resize; }
.handle::after { content: ""; position: absolute; inset: 13px; border-radius: 50%; background: var(--kl-accent); border: 2.5px solid var(--kl-ink); box-sizing: border-box; box-shadow: 0 0 0 2px var(--kl-ground); forced-color-adjust: none; }
.handle[data-pin="guess"]::after { inset: 11px; background: none; border: 4px solid var(--kl-accent); box-shadow: 0 0 0 1.5px var(--kl-ink), inset 0 0 0 1.5px var(--kl-ink); }
.handle[data-pin^="more"]::after { inset: 15px; border-width: 2px; }
.handle:hover, .handle.dragging { background: color-mix(in srgb, var(--kl-accent) 30%, transparent); }
.handle.of-curve::after { inset: 15px; border-width: 2px; }
.panel.rug { cursor: pointer; }
.slot[data-kind="density"] .panel { touch-action: pan-y; outline: none; }
.slot[data-kind="density"] .panel:focus-visible { box-shadow: inset 0 0 0 2px var(--kl-muted); border-radius: 4px; }
.panel { user-select: none; -webkit-user-select: none; -webkit-touch-callout: none; }
@media (hover: none) { .foot :is(figcaption, .goal), .ledger td { user-select: none; -webkit-user-select: none; -webkit-touch-callout: none; } }
.foot { grid-area: foot; display: flex; flex-direction: column; gap: 4px; padding: 4px 12px 8px 12px; min-width: 0; }
.foot figcaption { font-size: 13.5px; line-height: 1.35; --line: 1.35em; height: calc(var(--lines, 2) * var(--line)); min-height: 0 !important; overflow: auto; scrollbar-width: none; max-width: none; padding: 0; box-sizing: border-box; }
.foot .goal { font-size: 14px; padding: 0; max-width: none; color: var(--kl-ink); }
.foot .goal.met { color: var(--kl-exact); font-weight: 600; }
.transport { flex-wrap: nowrap; }
.transport button { flex: none; }
.foot .steps { flex-wrap: nowrap; align-items: center; }
.foot .steps .transport { flex: 1 1 0; min-width: 0; }
.foot .prediction { flex-wrap: nowrap; align-items: center; }
.prediction button { white-space: nowrap; min-height: 34px; }
.prediction .predict:disabled { white-space: normal; text-align: start; line-height: 1.2; padding-block: 0; max-width: 15em; font-size: 13px; color: inherit; }
.transport button, .transport .speed { min-height: 34px; height: 34px; background: none; }
.transport .scrub { accent-color: var(--kl-ink); min-width: 40px; }
.transport .counter.of-step::before { content: "part: "; }
.side { grid-area: side; min-height: 0; overflow-y: auto; overflow-x: hidden; border-inline-start: 1px solid var(--kl-line); padding: 4px 14px 14px; container-type: inline-size; scrollbar-width: thin; scrollbar-color: var(--kl-line) transparent; box-sizing: border-box; }
.notice { grid-area: middle; place-self: end start; max-width: calc(100% - 68px); margin: 0 12px -3px 56px; padding: 2px 14px; border-radius: 8px; background: var(--kl-ink); color: var(--kl-ground); font-size: 13px; line-height: 18px; text-wrap: balance; box-sizing: border-box; pointer-events: none; opacity: 0; transition: opacity 200ms; z-index: 6; }
.lab:is(.projector, .screen) .notice { margin-bottom: 0; }
.notice.shown { opacity: 1; }
.tip { position: fixed; left: 0; top: 0; margin: 0; padding: 2px 8px; border-radius: 6px; background: var(--kl-ink); color: var(--kl-ground); font-size: 13px; white-space: nowrap; pointer-events: none; z-index: 5; }
.problem { flex: none; }
.fold, .close, .veil { display: none; }
.allowed { grid-column: 1 / -1; font-size: 12px; line-height: 1.3; color: var(--kl-euclidean); }
.allowed:empty { display: none; }

.part { border-bottom: 1px solid var(--kl-line); padding-block: 8px 10px; }
.part:last-child { border-bottom: 0; }
.part > h2 { all: unset; display: block; font-size: 12px; letter-spacing: 0.02em; color: var(--kl-muted); margin-bottom: 4px; }
.part > summary { font-size: 12px; padding: 0; width: 100%; }
.pair { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 8px; align-items: center; }
.pair .menu-field { display: contents; }
.part .control { max-width: none; flex: 1 1 100%; }
.part select { min-height: 32px; padding: 2px 6px; }
.part input[type="range"] { min-height: 26px; }
.part .controls { gap: 6px 12px; }
.part .toggle { min-height: 30px; }

.name { font-size: 12.5px; color: var(--kl-muted); }
.menu-field { display: flex; flex-direction: column; gap: 1px; min-width: 0; margin-bottom: 4px; }
.menu-field select { width: 100%; min-height: 30px; padding: 2px 4px; text-overflow: ellipsis; }
.menu-field.quiet { margin: 0; }
.switch-field { display: flex; gap: 7px; align-items: center; min-height: 26px; font-size: 13px; cursor: pointer; }
.switch-field input { width: 15px; height: 15px; margin: 0; accent-color: var(--kl-ink); flex: none; }
.views { display: grid; grid-template-columns: 1fr 1fr; gap: 0 8px; align-items: start; }
.views .switch-field { align-items: start; padding-block: 4px; box-sizing: border-box; line-height: 1.25; }
.views .switch-field input { margin-top: 1px; }
.number-field { display: grid; grid-template-columns: minmax(0, auto) 1fr 4.6em auto; align-items: center; gap: 0 5px; }
.number-field.wide .name { grid-column: 1 / -1; grid-row: 1; }
.number-field.wide :is(.track, .typed, .unit) { grid-row: 2; }
.number-field.wide .track { grid-column: 1 / 3; }
.number-field .name { grid-column: 1; white-space: nowrap; }
.number-field .track { grid-row: 1; grid-column: 2; position: relative; display: block; min-width: 60px; }
.number-field .typed { grid-row: 1; grid-column: 3; box-sizing: border-box; width: 100%; min-height: 26px; font: inherit; font-size: 13px; text-align: end; color: inherit; background: none; border: 1px solid transparent; border-radius: 5px; padding: 1px 4px; }
.number-field .typed:is(:hover, :focus) { border-color: var(--kl-line); background: var(--kl-field); }
.number-field .typed[aria-invalid="true"] { border-color: var(--kl-euclidean); }
.number-field .unit { grid-row: 1; grid-column: 4; font-size: 12px; color: var(--kl-muted); }
.number-field .unit:empty { display: none; }
.number-field.with-best { grid-template-columns: minmax(0, auto) 1fr 4.6em auto auto; }
.with-best .unit { line-height: 1.1; max-width: 3.2em; }
.with-best .track { min-width: 48px; }
.with-best .best-size { grid-row: 1; grid-column: 5; min-height: 26px; padding: 1px 7px; font-size: 12px; color: var(--kl-muted); }
.number-field.wide.with-best .best-size { grid-row: 2; }
.with-best .best-size:is(:hover, :focus-visible) { color: inherit; }
.with-best :is(progress, .found, .allowed) { grid-column: 1 / -1; }
.with-best progress { width: 100%; height: 6px; accent-color: var(--color); }
.found { margin: 1px 0 0; font-size: 12.5px; line-height: 1.3; }
.near { margin: 4px 0 0; font-size: 12px; line-height: 1.3; color: var(--kl-muted); }
:is(.found, .near):empty { display: none; }
.track .best { position: absolute; top: 0; left: calc(8px + (100% - 16px) * var(--at)); width: 0; height: 0; border: 4px solid transparent; border-top: 6px solid var(--color, var(--kl-ink)); translate: -4px 0; }
.rules-list > .rules { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: 3px; }
.rule { border-inline-start: 3px solid var(--color); padding: 1px 0 3px 7px; border-radius: 2px; background: var(--kl-ground); }
.rule.muted { border-color: var(--kl-line); opacity: 0.72; }
.rule.carried { position: relative; z-index: 2; box-shadow: 0 2px 10px rgb(0 0 0 / 0.2); }
.rule-head { display: flex; align-items: center; gap: 2px; position: relative; }
.rule-head .menu-field { flex: 1; }
.rule-head select { appearance: none; border-color: transparent; background: none; font-weight: 600; font-size: 13.5px; min-height: 28px; padding: 1px 3px; cursor: pointer; }
.rule-head select:hover { border-color: var(--kl-line); }
.rule-foot { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; min-height: 24px; position: relative; }
.rule-foot .more-options:not([open]) { flex: none; width: min-content; }
.rule-foot .more-options[open] { flex-basis: 100%; }
.arrives { margin-inline-start: auto; font-size: 12px; color: var(--kl-muted); font-variant-numeric: tabular-nums; padding-inline-end: 2px; }
.arrives:empty { display: none; }
.acts { display: flex; flex: none; margin-inline-start: auto; }
.arrives + .acts { margin-inline-start: 0; }
.way { display: flex; align-items: center; gap: 8px; }
.way input { flex: 1; min-width: 60px; accent-color: var(--kl-ink); }
.way .go { min-height: 30px; padding: 2px 12px; }
@media (hover: hover) {
  .acts .act { min-height: 24px; }
  .acts { position: absolute; right: 0; bottom: 0; background: var(--kl-ground); padding-inline-start: 6px; opacity: 0; }
  .rule:hover .acts, .rule:focus-within .acts, .rule.muted .acts { opacity: 1; }
  /* Tools stand beside in how many steps a rule arrives, in few words; the row keeps the height it has with all of them. */
  .rule:is(:hover, :focus-within) .arrives { visibility: hidden; }
  .rule:is(:hover, :focus-within) .arrives::after { content: attr(data-short); visibility: visible; position: absolute; right: 106px; bottom: 4px; }
}
.act { border: 0; background: none; min-height: 26px; min-width: 24px; padding: 0 3px; border-radius: 5px; color: var(--kl-muted); cursor: pointer; font-size: 13px; line-height: 1; }
.act:hover, .act[aria-pressed="true"] { background: var(--kl-field); color: var(--kl-ink); }
.icon { width: 15px; height: 15px; fill: none; stroke: currentColor; stroke-width: 1.4; display: block; }
.grip { cursor: grab; padding: 0; touch-action: none; display: grid; place-items: center; }
.grip .sample { width: 32px; height: 14px; display: block; }
.more-options summary { font-size: 12px; padding: 0; }
.more-options .number-field { grid-template-columns: 5.2em 1fr 4.2em auto; }
.add { margin-top: 5px; }
.add select { color: var(--kl-muted); border-style: dashed; }
.menu-field.waiting::after { content: "Enter adds it, Escape does not."; font-size: 12.5px; color: var(--kl-muted); }
.matching { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 5px; margin-top: 7px; font-size: 13px; }
.matching progress { width: 100%; }
.matching .said { flex-basis: 100%; font-size: 12.5px; padding: 0; }
.matching .said:empty { display: none; }
.starts { display: flex; gap: 8px; align-items: center; }
.side .press { min-height: 28px; padding: 2px 7px; font-size: 13px; }
.side .account { font-size: 13px; }
/* What a long menu says stays in sight. */
.saving output { position: sticky; bottom: -14px; display: block; padding-block: 4px 10px; background: var(--kl-ground); }
.saving progress { position: sticky; bottom: -9px; z-index: 1; width: 100%; height: 6px; accent-color: var(--kl-ink); }
.side .row button { min-height: 30px; }

.foot :is(figcaption, .goal).number, .side .ledger td { cursor: help; }
::highlight(kl-held) { background-color: var(--kl-accent); color: #1c1e22; }
@media (prefers-reduced-motion: no-preference) {
  .lab.fresh .plane .handle[data-pin="start"]::after, .lab.fresh .field .handle[data-pin="start"]::after { animation: nudge 1.1s 700ms 2 ease-in-out; }
}
@keyframes nudge { 0%, 100% { transform: none; } 30% { transform: translate(7px, -5px) scale(1.35); } 60% { transform: translate(-4px, 3px) scale(1.2); } }

.lab { --zoom: 1; position: relative; }
.lab:is(.projector, .screen) { --zoom: ${LARGER}; zoom: var(--zoom); width: calc(100vw / var(--zoom)); height: calc(100dvh / var(--zoom)); grid-template-columns: minmax(0, 1fr) 0; }
.lab.projector :is(.side, .deck .sign:not(.presets), .undo-tools, .sign.share, .sign.desk:not([aria-label^="Projector"])) { display: none; }
.lab:is(.projector, .screen) .legend { padding: 2px 0; font-size: 11.5px; }
.lab:is(.projector, .screen) .legend ul { gap: 0 12px; }
.lab:is(.projector, .screen) .top { min-height: 36px; padding-block: 3px; }
.lab.projector .foot .steps .speed { display: none; }
.lab:is(.projector, .screen) .presets { max-width: 13em; }
.lab:is(.projector, .screen) .presets .name { white-space: normal; text-align: start; line-height: 1.15; }
.lab:is(.projector, .screen) .foot { flex-flow: row wrap; gap: 2px 20px; padding-block: 0 5px; }
.lab:is(.projector, .screen) .foot :is(figcaption, .goal, .names) { flex: 0 0 100%; }
.lab:is(.projector, .screen) .foot .goal { line-height: 1.3; }
.lab:is(.projector, .screen) .foot .way { flex: 1 1 0; min-width: 0; }
.lab:is(.projector, .screen) .foot .steps { flex: 1.4 1 0; min-width: 0; }
.lab:is(.projector, .screen) .middle { padding-top: 4px; }
.lab:is(.projector, .screen) .said-now { max-height: none; }
.spot { display: none; position: fixed; left: -18px; top: -18px; translate: -100vw; width: 36px; height: 36px; border-radius: 50%; background: color-mix(in srgb, var(--kl-accent) 45%, transparent); pointer-events: none; z-index: 7; }
.lab:is(.projector, .screen) .spot { display: block; }
.lab.screen :is(.side, .foot .steps, .tools, .deck .sign:not(.presets), .presets .more) { display: none; }
.notes textarea { width: 100%; box-sizing: border-box; resize: vertical; font: inherit; font-size: 13.5px; line-height: 1.4; padding: 6px 8px; color: inherit; background: var(--kl-field); border: 1px solid var(--kl-line); border-radius: 6px; }
.notes .said { font-size: 12.5px; color: var(--kl-muted); padding: 0; margin: 4px 0 0; }

@media (max-width: 1023px) {
  .lab { grid-template-columns: minmax(0, 1fr) 0; }
  .fold { display: inline-block; }
  .side { position: fixed; inset: 0 0 0 auto; width: min(340px, 92vw); background: var(--kl-ground); z-index: 8; transform: translateX(102%); visibility: hidden; transition: transform 160ms, visibility 160ms; box-shadow: -6px 0 24px rgb(0 0 0 / 0.18); }
  .lab.open .side { transform: none; visibility: visible; transition: transform 160ms; }
  .lab.open .veil { display: block; position: fixed; inset: 0; background: rgb(0 0 0 / 0.25); z-index: 7; }
  .close { display: block; position: sticky; top: 0; margin: 0 -10px -22px auto; min-width: 44px; min-height: 44px; font-size: 22px; background: var(--kl-ground); z-index: 1; }
  .tools .sign { padding-inline: 6px; min-width: 28px; }
  .top { flex-wrap: wrap; row-gap: 2px; padding-block: 6px; }
  .said-now { order: 3; flex-basis: 100%; }
  .tools { flex: 1; justify-content: flex-end; }
}
/* While a reader is asked where a step lands, the question needs the room. */
@media (max-width: 767px) {
  .foot .steps:has(.reveal:not([hidden])) :is(.counter, .speed) { display: none; }
}
@media (max-width: 639px) {
  :host { height: auto; overflow: visible; }
  figure { height: auto; }
  .lab { display: flex; flex-direction: column; height: auto; min-height: 100dvh; }
  .top { gap: 0 2px; padding: 4px 6px; }
  .deck { flex: 1 1 0; min-width: 0; }
  .deck .sign { min-width: 28px; padding-inline: 4px; }
  .deck .presets { flex: 0 1 auto; min-width: 0; }
  .tools { flex: none; gap: 0; }
  .tools .sign { min-width: 32px; padding-inline: 4px; }
  .sign .word + .icon { display: block; }
  .sign .word, .sign.desk, .redo { display: none; }
  .said-now { max-height: none; padding-inline: 6px; }
  .claim, .claim.long { font-size: 14px; line-height: 1.32; }
  .foot .steps { flex-wrap: wrap; }
  .foot .steps .transport { flex-basis: 100%; }
  .transport { gap: 4px; }
  .transport button { width: 38px; }
  .transport .play { width: 46px; }
  .notice { position: fixed; inset: auto 4% calc(var(--foot, 0px) + 8px); margin: 0 auto; width: fit-content; max-width: 92%; padding: 6px 14px; font-size: 14px; line-height: 1.35; }
  .middle { padding: 4px 8px; flex: 1; }
  .foot { position: sticky; bottom: 0; background: var(--kl-ground); border-top: 1px solid var(--kl-line); padding: 4px 10px 6px; z-index: 3; }
  .foot figcaption { height: auto; max-height: 45dvh; }
  .foot figcaption.cut { max-height: calc(3 * var(--line)); overflow: hidden; }
  /* The button stands at the end of the last line. */
  .foot .cut + .rest { align-self: flex-end; margin-top: -28px; padding: 5px 5px 0 8px; background: linear-gradient(transparent 6px, var(--kl-ground) 6px); position: relative; }
  .foot .cut + .rest::before { content: "… "; }
  .ground { touch-action: pan-y; }
  .transport .speed { display: none; }
  .transport .scrub { order: 0; flex: 1 1 40px; min-width: 0; }
  .transport .counter { order: 0; flex: none; width: 5.6em; min-width: 0; font-size: 12px; line-height: 1.2; text-wrap: balance; }
}
/* A window that is too low for the lab, such as one that is enlarged to 200 %, is scrolled. */
@media (min-width: 640px) and (max-height: 479px) {
  :host { height: auto; overflow: visible; }
  figure { height: auto; }
  .lab:not(.projector, .screen) { height: 480px; }
  .ground { touch-action: pan-y; }
}
@media (forced-colors: active) {
  .notice, .tip { background: Canvas; color: CanvasText; border: 1px solid; }
}
@media (prefers-reduced-motion: reduce) { .side, .notice { transition: none; } }
`;

/** The style of the lab for a document. @param {Document} document */
export const labSheet = (document) => sheetOf(document, TEXT);

/** Adds style to a shadow root, for what is loaded later than the lab. @param {ShadowRoot} shadow @param {string} text */
export function adopt(shadow, text) {
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheetOf(shadow.ownerDocument, text)];
}
