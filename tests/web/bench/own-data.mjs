// One's own table: how long a page takes to read it, until the first picture of it, the
// longest time that nothing else can happen, and the script of a pointer move.
import { openPage } from '../browser.mjs';
import { perMove } from './pointer.mjs';

const MOVES = 120;
const WARM_UP = 20;

export const ROWS = [1_000, 10_000, 100_000];

/** Park & Miller 1988. */
function uniforms(seed) {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

/** Tables of so many rows, by what they are. */
export const TABLES = {
  'Gaussian, all different': { model: 'gaussian', rules: 'gradient natural-gradient kl-ball', row: (random) => `${(170 + 8 * normal(random)).toFixed(9)}` },
  'logistic, 40 different inputs': { model: 'logistic', rules: 'gradient natural-gradient kl-ball', row: (random) => labelled(Math.floor(18 + 40 * random()), 40, random) },
  'logistic, all different': { model: 'logistic', rules: 'gradient natural-gradient kl-ball', row: (random) => labelled(40 + 10 * normal(random), 40, random) },
  'mixture, rounded to 0.1': { model: 'mixture', rules: 'gradient natural-gradient kl-ball', row: (random) => eruption(random).toFixed(1) },
  'mixture, all different': { model: 'mixture', rules: 'gradient natural-gradient kl-ball', row: (random) => eruption(random).toFixed(9) },
  'three words': { model: 'categorical', rules: 'gradient natural-gradient kl-ball', row: (random) => ['red', 'green', 'blue'][Math.floor(3 * random() ** 1.5)] },
};

const normal = (random) => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
/** Two kinds of eruptions, by their length in minutes. */
const eruption = (random) => (random() < 0.64 ? 4.3 : 2.05) + 0.4 * normal(random);
const labelled = (x, middle, random) => `${x},${random() < 1 / (1 + Math.exp((middle - x) / 6)) ? 1 : 0}`;

/** The text of a table. */
export function tableOf({ row, model }, rows) {
  const random = uniforms(1 + rows);
  const header = { gaussian: 'height', logistic: 'age,bought', categorical: 'colour', mixture: 'minutes' }[model];
  return [header, ...Array.from({ length: rows }, () => row(random))].join('\n');
}

/**
 * Milliseconds: from the drop of a file until it was read and until its first picture; the longest block
 * of the main thread in the three seconds from the drop; the script of each pointer move.
 */
export async function ownData(browser, origin, kind, rows) {
  const { model, rules } = TABLES[kind];
  const page = await openPage(browser, `${origin}/index.html`, { width: 1280, height: 900 });
  try {
    await page.evaluate(async (attributes) => {
      document.body.innerHTML = '<kl-ball id="it" style="width: 900px; display: block"></kl-ball>';
      for (const [name, value] of Object.entries(attributes)) document.querySelector('#it').setAttribute(name, value);
    }, { view: 'plane density', model, rules });
    await page.waitForFunction(() => document.querySelector('#it')?.shadowRoot?.querySelector('.ledger td')?.textContent);
    // The reader of tables is there, as after a first table.
    await page.evaluate(drop, { text: tableOf(TABLES[kind], 50), patience: 500 });
    const dropped = await page.evaluate(drop, { text: tableOf(TABLES[kind], rows), patience: 3000 });
    const box = await page.locator('#it .handle').first().boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const move = (k) => page.mouse.move(x + 20 + 20 * Math.sin(k / 11), y - 15 - 15 * Math.cos(k / 7));
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let k = 0; k < WARM_UP; k += 1) await move(k);
    await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
    for (let k = 0; k < MOVES; k += 1) await move(WARM_UP + k);
    const trace = JSON.parse((await browser.stopTracing()).toString());
    await page.mouse.up();
    return { ...dropped, moves: perMove(trace.traceEvents).map(({ script }) => script) };
  } finally {
    await page.close();
  }
}

/** Runs in the page: drops a text on the figure and watches what happens. */
async function drop({ text, patience }) {
  const figure = document.querySelector('#it');
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], 'own.csv'));
  const times = { read: undefined, picture: undefined, longest: 0, error: undefined };
  // A message that comes back late was held up by whatever ran in the meantime.
  const channel = new MessageChannel();
  let last = performance.now();
  const start = last;
  const blocks = [];
  let done;
  const ended = new Promise((resolve) => (done = resolve));
  channel.port1.onmessage = () => {
    const now = performance.now();
    if (now - last > 8) blocks.push([Math.round(last - start), Math.round(now - last)]);
    times.longest = Math.max(times.longest, now - last);
    last = now;
    const shadow = figure.shadowRoot;
    const problem = shadow.querySelector('.own-data .problem:not([hidden])')?.textContent;
    if (problem) times.error = problem;
    if (now - start > patience) done();
    else channel.port2.postMessage(0);
  };
  figure.addEventListener('kl-ball-change', () => {
    times.read ??= performance.now() - start;
    requestAnimationFrame(() => setTimeout(() => { times.picture ??= performance.now() - start; }));
  });
  channel.port2.postMessage(0);
  figure.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  await ended;
  return { ...times, pieces: blocks };
}
