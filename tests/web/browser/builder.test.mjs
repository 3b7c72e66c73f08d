// A figure that a reader puts together, with data of their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { agrees, shelf, drawn, frame, pageOf, quiet, says, shown } from './page.mjs';

const MARKUP = '<kl-ball id="it" builder view="plane density" rules="natural-gradient kl-ball" steps="6"></kl-ball>';

async function opened(t, markup = MARKUP) {
  const page = await pageOf(t, markup);
  await drawn(page);
  await page.locator('#it .builder textarea').waitFor();
  return page;
}

const menu = (page, name) => page.locator('#it .builder label.control', { hasText: name }).locator('select');
const data = (page) => page.locator('#it .builder textarea');
const problem = (page) => page.locator('#it .builder .problem');

/** Waits until a function of the figure's experiment, given as text, returns true. */
const until = (page, says) => page.waitForFunction((source) => {
  const { spec } = document.querySelector('#it');
  return spec && new Function('spec', `return ${source}`)(spec);
}, says);

test('a figure of one’s own: model, rules, panels and steps, each a plain control', async (t) => {
  const page = await opened(t);
  await menu(page, 'model').selectOption('logistic');
  await until(page, 'spec.model === "logistic"');
  await menu(page, 'a second plane in').selectOption('whitened');
  await until(page, 'spec.runs.length === 4');
  await page.locator('#it .builder').getByLabel('gradient descent').check();
  await until(page, 'spec.runs.length === 6');
  await page.locator('#it .builder').getByLabel('KL ball', { exact: true }).uncheck();
  await until(page, 'spec.runs.length === 4');
  await menu(page, 'panels').selectOption('plane series');
  await page.locator('#it .panel.series').waitFor();
  await frame(page);
  const { spec, problem: complaint } = await shown(page, '#it');
  assert.equal(complaint, '');
  assert.deepEqual(spec.runs.map(({ rule, chart }) => `${rule} ${chart}`), ['gradient raw', 'gradient whitened', 'natural-gradient raw', 'natural-gradient whitened']);
  assert.equal(spec.steps, 6);
  const changes = await page.locator('#it').evaluate((figure) => figure.changes);
  assert.equal(changes.view, 'plane series', 'a link carries it');
  await page.locator('#it').evaluate((figure) => { figure.changes = {}; });
  await until(page, 'spec.model === "gaussian"');
  assert.equal(await menu(page, 'model').inputValue(), 'gaussian', 'starting over, the menus follow');
  quiet(page);
});

test('a mistake in numbers of one’s own is named with its line, and nothing is lost', async (t) => {
  const page = await opened(t);
  await data(page).fill('speed\n1.5\n2,5\n');
  await problem(page).waitFor();
  assert.match(await problem(page).innerText(), /^line 3, column speed, is "2,5"; allowed: the same decimal mark in the whole column/);
  assert.equal(await data(page).inputValue(), 'speed\n1.5\n2,5\n');
  assert.deepEqual((await agrees(page, '#it')).spec.data, { set: 'cavendish' }, 'the figure stays');
  await data(page).fill('speed\n1.5\n2.5\n4\n');
  await until(page, 'spec.data.x && spec.data.x.length === 3');
  await frame(page);
  assert.ok(await problem(page).isHidden());
  const { spec } = await agrees(page, '#it');
  assert.deepEqual(spec.data, { x: [1.5, 2.5, 4] });
  assert.equal((await page.locator('#it').evaluate((figure) => figure.changes)).data, '1.5 2.5 4', 'and a link carries them');
});

test('labels and counts of one’s own, too', async (t) => {
  const page = await opened(t);
  await menu(page, 'model').selectOption('logistic');
  await until(page, 'spec.model === "logistic"');
  const table = 'x;y\n1;0\n2;1\n3;0\n4;1\n';
  await data(page).fill(table);
  await until(page, 'Boolean(spec.data.y)');
  await frame(page);
  const { spec } = await shown(page, '#it');
  assert.deepEqual(spec.data, { x: [1, 2, 3, 4], y: [0, 1, 0, 1] });
  const experiment = new core.Experiment({ ...spec, data: { csv: table } });
  experiment.advance(spec.steps);
  await menu(page, 'model').selectOption('categorical');
  await until(page, 'spec.model === "categorical"');
  assert.equal(await data(page).inputValue(), table, 'what was typed is still there');
  await data(page).fill('7, 2');
  await problem(page).waitFor();
  assert.match(await problem(page).innerText(), /allowed: three counts/);
  await data(page).fill('7, 2, 9');
  await until(page, 'Boolean(spec.data.counts)');
  assert.deepEqual((await shown(page, '#it')).spec.data, { counts: [7, 2, 9] });
  quiet(page);
});

test('a file that is dropped is read, and Undo brings back what was typed', async (t) => {
  const page = await opened(t);
  await data(page).fill('1 2 3');
  await until(page, 'spec.data.x && spec.data.x[0] === 1');
  const transfer = await page.evaluateHandle(() => {
    const made = new DataTransfer();
    made.items.add(new File(['x\n10\n12\n17\n'], 'mine.csv', { type: 'text/csv' }));
    return made;
  });
  await data(page).dispatchEvent('drop', { dataTransfer: transfer });
  await until(page, 'spec.data.x && spec.data.x[0] === 10');
  assert.equal(await data(page).inputValue(), 'x\n10\n12\n17\n');
  await data(page).press('Control+z');
  await until(page, 'spec.data.x && spec.data.x[0] === 1');
  assert.equal(await data(page).inputValue(), '1 2 3');
  quiet(page);
});

test('what is put together survives a reload', async (t) => {
  const page = await shelf(t, { width: 1280, height: 900, figure: '#own' });
  const own = page.locator('#own .builder');
  await own.locator('textarea').fill('3\n4\n4.5\n9\n');
  await page.waitForFunction(() => location.hash.includes('own.data=3+4+4.5+9'));
  await page.reload();
  await page.waitForFunction(() => document.querySelector('#own').spec?.data.x?.length === 4);
  quiet(page);
});

test('panels that a model cannot have are not offered; a map of a policy has a goal', async (t) => {
  const page = await opened(t);
  const offered = async () => (await menu(page, 'panels').locator('option').allInnerTexts()).map((text) => text.replace('plane and ', ''));
  for (const view of ['policy', 'cliff', 'fan']) assert.ok(!(await offered()).includes(view), view);
  await menu(page, 'panels').selectOption('plane map');
  await page.locator('#it .mapped').first().waitFor();
  await menu(page, 'model').selectOption('policy');
  await until(page, 'spec.model === "policy"');
  await page.waitForFunction(() => /the loss is at most −0\.8, after/.test(document.querySelector('#it').shadowRoot.querySelector('figcaption').textContent));
  assert.equal((await shown(page, '#it')).problem, '');
  assert.ok((await offered()).includes('cliff'));
  await menu(page, 'panels').selectOption('plane policy');
  await page.locator('#it .panel.policy').waitFor();
  // Back to a model that has no such panels.
  await menu(page, 'model').selectOption('gaussian');
  await until(page, 'spec.model === "gaussian"');
  await frame(page);
  assert.equal(await menu(page, 'panels').inputValue(), 'plane density');
  assert.equal((await shown(page, '#it')).problem, '');
  quiet(page);
});
