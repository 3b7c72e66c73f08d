// Script time of a pointer move, and of a key that moves a slider, from real events and the browser's own
// trace of the scripts that each of them ran.
import { openPage } from '../browser.mjs';

const WARM_UP = 60;
const MOVES = 240;

/** Trace events that run scripts. Each is counted with everything it calls. */
const SCRIPT = new Set(['EventDispatch', 'FireAnimationFrame', 'FunctionCall', 'RunMicrotasks', 'TimerFire']);
const RENDERING = new Set(['UpdateLayoutTree', 'Layout', 'PrePaint', 'Paint', 'Layerize', 'Commit']);

/**
 * Waits until every figure of a page has begun: those out of sight begin one by one when the page is idle, which takes some
 * milliseconds each, and would count as a part of the frames that are measured.
 */
const allBegun = (page) => page.waitForFunction(() =>
  [...document.querySelectorAll('kl-ball')].every(({ shadowRoot }) => shadowRoot.querySelector('figure')?.hidden === false));

/** Milliseconds of script, and of style, layout and paint, for each move of the ring of a figure. */
export async function pointer(browser, origin, figure) {
  const page = await openPage(browser, `${origin}/shelf.html`, { width: 1280, height: 900 });
  try {
    await page.locator(figure).scrollIntoViewIfNeeded();
    await page.locator(`${figure} .panels`).scrollIntoViewIfNeeded();
    await page.waitForFunction((chosen) => document.querySelector(chosen).shadowRoot.querySelector('figcaption')?.textContent, figure);
    await allBegun(page);
    const box = await page.locator(`${figure} .handle`).first().boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const move = (k) => page.mouse.move(x + 50 + 50 * Math.sin(k / 11), y - 50 - 40 * Math.cos(k / 7));
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let k = 0; k < WARM_UP; k += 1) await move(k);
    await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
    for (let k = 0; k < MOVES; k += 1) await move(WARM_UP + k);
    const trace = JSON.parse((await browser.stopTracing()).toString());
    await page.mouse.up();
    return perMove(trace.traceEvents);
  } finally {
    await page.close();
  }
}

/** The same for each key that moves a slider of a figure, named by a part of its label: a frame of the way from one chart to another. */
export async function keys(browser, origin, figure, label) {
  const page = await openPage(browser, `${origin}/shelf.html`, { width: 1280, height: 900 });
  try {
    await page.locator(figure).scrollIntoViewIfNeeded();
    const slider = page.locator(`${figure} label.control`, { hasText: label }).locator('input');
    await allBegun(page);
    await slider.focus();
    for (let k = 0; k < WARM_UP; k += 1) await page.keyboard.press('ArrowRight');
    await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
    for (let k = 0; k < MOVES; k += 1) await page.keyboard.press('ArrowRight');
    return perMove(JSON.parse((await browser.stopTracing()).toString()).traceEvents, 'keydown');
  } finally {
    await page.close();
  }
}

export function perMove(events, type = 'pointermove') {
  const isMove = (event) => event.name === 'EventDispatch' && event.args?.data?.type === type;
  const thread = events.find(isMove);
  const ours = events.filter((event) => event.ph === 'X' && event.pid === thread.pid && event.tid === thread.tid);
  ours.sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const moves = [];
  let until = 0;
  for (const event of ours) {
    if (isMove(event)) moves.push({ script: 0, rendering: 0 });
    const move = moves.at(-1);
    if (!move || event.ts < until) continue;
    const kind = SCRIPT.has(event.name) ? 'script' : RENDERING.has(event.name) ? 'rendering' : undefined;
    if (!kind) continue;
    // Events inside another event are counted already.
    until = event.ts + event.dur;
    move[kind] += event.dur / 1000;
  }
  // The last move's frame may have come after the trace.
  return moves.slice(0, -1);
}
