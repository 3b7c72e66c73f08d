// The tables that people really have, given in every way there is, in every engine: each figure says in one
// sentence what it has taken or why it has not, and has the data that the reader of tables gives in Node.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENGINES, lacking } from '../engines.mjs';
import { serve } from '../server.mjs';
import { shell } from '../unit/modules.mjs';

const { readTableBytes } = await shell('table/read-table.js');

const root = new URL('../../../', import.meta.url);
const FOLDER = 'tests/data/tables/';

/** Each file with the models it is for. */
const FILES = [
  ['semicolon-decimal-comma.csv', 'logistic'], ['quoted-words.csv', 'logistic'], ['bom-crlf-true-false.csv', 'logistic'],
  ['index-column-missing-values.csv', 'logistic'], ['index-column-missing-values.csv', 'gaussian'], ['three-words.csv', 'categorical'],
  ['three-words.csv', 'logistic'], ['counts-by-word.csv', 'categorical'], ['unicode-minus-first.csv', 'gaussian'],
  ['unreadable-first-value.csv', 'gaussian'], ['years.csv', 'logistic'], ['separable.csv', 'logistic'], ['quasi-separable.csv', 'logistic'],
  ['one-label.csv', 'logistic'], ['thousands-separators.csv', 'gaussian'], ['unix-times.csv', 'gaussian'], ['trailing-tabs.csv', 'logistic'],
];

/** What is said where the browser has stopped. */
const CRASHED = /page crash|Could not parse script result|invalid session id|Out of bounds memory access/;

const WAYS = ['drop', 'dialog', 'paste', 'typing', 'data-src'];

/** What the reader says in Node: the data and the sentence, or the refusal. */
function expected(name, model) {
  try {
    const { data, said } = readTableBytes(readFileSync(new URL(FOLDER + name, root)), { model });
    return { data, said };
  } catch (error) {
    return { problem: error.message };
  }
}

/** Runs in the page: gives a table to a new figure, and returns what it says and shows. */
async function given([name, model, way, address]) {
  const wait = async (found) => {
    const until = performance.now() + 20_000;
    for (let it = found(); ; it = found()) {
      if (it) return it;
      if (performance.now() > until) throw new Error(`${name}, ${model}, ${way}: nothing happens`);
      await new Promise((done) => { setTimeout(done, 5); });
    }
  };
  const figure = document.createElement('kl-ball');
  const attributes = { view: 'plane density', rules: 'natural-gradient', steps: '2', model, ...(way === 'data-src' ? { 'data-src': address } : { builder: '' }) };
  for (const [key, value] of Object.entries(attributes)) figure.setAttribute(key, value);
  document.body.replaceChildren(figure);
  if (way !== 'data-src') {
    const bytes = await (await fetch(address)).arrayBuffer();
    const field = await wait(() => figure.spec && figure.shadowRoot.querySelector('.own-data textarea'));
    const files = new DataTransfer();
    files.items.add(new File([bytes], name));
    // Not every engine lets scripts make events of the right class.
    const carrying = (type, property) => Object.defineProperty(new Event(type, { bubbles: true, cancelable: true }), property, { value: files });
    if (way === 'drop') figure.dispatchEvent(carrying('drop', 'dataTransfer'));
    if (way === 'paste') field.dispatchEvent(carrying('paste', 'clipboardData'));
    if (way === 'dialog') {
      const input = figure.shadowRoot.querySelector('.own-data input[type=file]');
      input.files = files.files;
      input.dispatchEvent(new Event('change'));
    }
    if (way === 'typing') {
      field.value = new TextDecoder().decode(bytes);
      field.dispatchEvent(new Event('input'));
    }
  }
  const { text, isProblem } = await wait(() => {
    const words = figure.shadowRoot && [...figure.shadowRoot.querySelectorAll('.said:not([hidden]), .problem:not([hidden])')].find((one) => one.textContent);
    return words && { text: words.textContent, isProblem: words.classList.contains('problem') };
  });
  if (isProblem) return { problem: text };
  await wait(() => figure.spec?.data && (figure.spec.data.x || figure.spec.data.counts));
  const { data } = figure.spec;
  return { said: text, data: Object.fromEntries(Object.entries(data).map(([key, list]) => [key, Array.from(list)])) };
}

let site;
before(async () => {
  site = await serve(fileURLToPath(root));
});
after(() => site?.close());

for (const [engine, { start }] of Object.entries(ENGINES)) {
  describe(engine, { skip: lacking(engine) }, () => {
    let browser;
    let page;
    const open = async () => {
      browser = await start();
      page = await browser.newPage();
      await page.setViewport({ width: 1000, height: 900 });
      await page.goto(`${site.origin}/embed.html`);
    };
    before(open);
    after(() => browser?.close());

    const read = async (way) => {
      for (const [name, model] of FILES) {
        const found = await page.evaluate(given, [name, model, way, `${site.origin}/${FOLDER}${name}`]);
        assert.deepEqual(found, expected(name, model), `${name}, ${model}`);
      }
    };
    for (const way of WAYS) {
      test(`tables that people really have, by ${way}`, async (t) => {
        try {
          await read(way);
        } catch (error) {
          // Now and then WebKitGTK itself crashes, or its WebAssembly stops where the same bytes run through at other times.
          if (engine !== 'webkit' || !CRASHED.test(`${error.message} ${error.actual?.problem}`)) throw error;
          t.diagnostic(`once more in a new browser, since this one stopped: ${error.actual?.problem ?? error.message}`);
          await browser.close().catch(() => {});
          await open();
          await read(way);
        }
      });
    }
  });
}
