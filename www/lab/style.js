// The style of the lab, beside that of figures. Lengths grow with the projector, which zooms everything.

const TEXT = `
:host { display: block; height: 100dvh; contain: none; overflow: hidden; background: var(--kl-ground); --accent: #ffcf1a; --side: clamp(264px, 21.5vw, 340px); }
figure { height: 100%; gap: 0; font-size: 14px; }
.lab { display: grid; height: 100%; min-height: 0; grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr) var(--side); grid-template-areas: "top top" "middle side" "foot side"; }
.lab.folded { grid-template-columns: minmax(0, 1fr) 0; }
.lab.folded .side { display: none; }
.top { grid-area: top; display: flex; align-items: center; gap: 14px; padding: 6px 14px; border-bottom: 1px solid var(--kl-line); min-height: 44px; box-sizing: border-box; }
.deck, .tools { display: flex; align-items: center; gap: 2px; flex: none; }
.sign { border: 0; background: none; min-height: 32px; min-width: 32px; padding: 2px 8px; border-radius: 6px; color: var(--kl-muted); cursor: pointer; font-size: 14px; white-space: nowrap; }
.sign:hover:not(:disabled), .sign[aria-pressed="true"] { background: var(--kl-field); color: var(--kl-ink); }
.sign:disabled { opacity: 0.35; cursor: default; }
.presets { color: var(--kl-ink); font-weight: 600; display: flex; gap: 6px; align-items: baseline; max-width: 19em; }
.presets .name { overflow: hidden; text-overflow: ellipsis; }
.presets .more { color: var(--kl-muted); font-weight: 400; }
.said-now { flex: 1 1 0; min-width: 0; display: flex; flex-direction: column; justify-content: center; max-height: 3.1em; overflow: auto; scrollbar-width: none; }
.said-now figcaption { font-size: 14.5px; line-height: 1.32; min-height: 0 !important; max-width: none; padding: 0; text-wrap: pretty; }
.said-now .goal { font-size: 13px; padding: 0; max-width: none; }
.middle { grid-area: middle; min-height: 0; min-width: 0; padding: 8px 12px 0 8px; display: flex; flex-direction: column; gap: 6px; }
.stage { position: relative; flex: 1 1 0; min-height: 0; }
.slot { position: absolute; gap: 0; }
.slot .title { height: 20px; line-height: 20px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.slot .panel { aspect-ratio: auto; }
.ground { cursor: crosshair; touch-action: none; outline: none; }
.ground:focus-visible { box-shadow: inset 0 0 0 2px var(--kl-muted); border-radius: 4px; }
.ground.panning { cursor: grabbing; }
.ground.edge { cursor: nwse-resize; }
.handle::after { content: ""; position: absolute; inset: 13px; border-radius: 50%; background: var(--accent); border: 2.5px solid var(--kl-ink); box-sizing: border-box; box-shadow: 0 0 0 2px var(--kl-ground); forced-color-adjust: none; }
.handle[data-pin^="more"]::after { inset: 15px; border-width: 2px; }
.handle:hover, .handle.dragging { background: color-mix(in srgb, var(--accent) 30%, transparent); }
.foot { grid-area: foot; display: flex; flex-direction: column; gap: 4px; padding: 4px 12px 8px 12px; min-width: 0; }
.explain { margin: 0; font-size: 13.5px; line-height: 1.4; color: var(--kl-muted); min-height: 1.4em; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.explain b { font-weight: 600; color: var(--color, inherit); }
.transport { flex-wrap: nowrap; }
.transport button, .transport .speed { min-height: 34px; height: 34px; background: none; }
.transport .scrub { accent-color: var(--kl-ink); }
.side { grid-area: side; min-height: 0; overflow-y: auto; overflow-x: hidden; border-inline-start: 1px solid var(--kl-line); padding: 4px 14px 14px; container-type: inline-size; scrollbar-width: thin; scrollbar-color: var(--kl-line) transparent; box-sizing: border-box; }
.notice { position: absolute; inset-inline: 0; bottom: 96px; margin: 0 auto; width: max-content; max-width: 80%; padding: 6px 14px; border-radius: 8px; background: var(--kl-ink); color: var(--kl-ground); font-size: 14px; pointer-events: none; opacity: 0; transition: opacity 200ms; z-index: 6; }
.notice.shown { opacity: 1; }
.tip { position: fixed; left: 0; top: 0; margin: 0; padding: 2px 8px; border-radius: 6px; background: var(--kl-ink); color: var(--kl-ground); font-size: 13px; white-space: nowrap; pointer-events: none; z-index: 5; }
.problem { flex: none; }
.fold { display: none; }

.part { border-bottom: 1px solid var(--kl-line); padding-block: 8px 10px; }
.part:last-child { border-bottom: 0; }
.part > h2 { all: unset; display: block; font-size: 12px; letter-spacing: 0.02em; color: var(--kl-muted); margin-bottom: 4px; }
.part > summary { font-size: 12px; padding: 0; width: 100%; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 10px; }
.part .control { max-width: none; flex: 1 1 100%; }
.part select { min-height: 32px; padding: 2px 6px; }
.part input[type="range"] { min-height: 26px; }
.part .controls { gap: 6px 12px; }
.part .toggle { min-height: 30px; }

@media (max-width: 1023px) {
  .lab { grid-template-columns: minmax(0, 1fr) 0; }
  .fold { display: inline-block; }
  .side { position: fixed; inset: 0 0 0 auto; width: min(340px, 92vw); background: var(--kl-ground); z-index: 8; transform: translateX(102%); visibility: hidden; transition: transform 160ms, visibility 160ms; box-shadow: -6px 0 24px rgb(0 0 0 / 0.18); }
  .lab.open .side { transform: none; visibility: visible; }
  .tools .sign { padding-inline: 6px; min-width: 28px; }
}
@media (max-width: 639px) {
  :host { height: auto; overflow: visible; }
  figure { height: auto; }
  .lab { display: flex; flex-direction: column; height: auto; }
  .top { flex-wrap: wrap; gap: 2px 8px; padding: 4px 10px; order: 0; }
  .said-now { order: 3; flex-basis: 100%; max-height: 2.8em; }
  .said-now figcaption { font-size: 14px; }
  .tools { flex: 1; justify-content: flex-end; }
  .presets { max-width: 9.5em; }
  .middle { order: 2; padding: 4px 8px; }
  .foot { order: 1; position: sticky; bottom: 0; background: var(--kl-ground); padding: 2px 8px 4px; z-index: 3; }
  .ground { touch-action: pan-y; }
  .explain { display: none; }
  .transport .speed { flex: 0 0 64px; }
  .transport .scrub { order: 0; flex-basis: 60px; }
  .transport .counter { order: 0; min-width: 5.5em; font-size: 12px; }
  .tools .wide { display: none; }
}
@media (prefers-reduced-motion: reduce) { .side, .notice { transition: none; } }
`;

/** The style of the lab for a document. @param {Document} document */
export function labSheet(document) {
  const sheet = new (document.defaultView ?? window).CSSStyleSheet();
  sheet.replaceSync(TEXT);
  return sheet;
}
