// What the lab copies for other pages: exactly what it shows, with the controls that were chosen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../browser.mjs';
import { browser, pageOf, quiet, site, soon } from './page.mjs';
import { lab, spec } from './lab.mjs';

/** What a button of the menu copies, with these controls. */
async function copied(page, name, controls) {
  await page.getByRole('button', { name: 'Save, copy, open' }).click();
  await page.locator('[data-key="copied-controls"]').selectOption(controls);
  const text = page.locator('.saving textarea');
  await text.evaluate((area) => { area.value = ''; });
  await page.locator('.saving').getByRole('button', { name, exact: true }).click();
  await soon(page, async () => assert.notEqual(await text.inputValue(), ''));
  return text.inputValue();
}

/** How many controls a figure shows, whether it can be dragged, and what it is. */
async function seen(page, figure = 'kl-ball') {
  await page.waitForFunction((name) => document.querySelector(name)?.matches(':state(ready)'), figure);
  const all = page.locator(figure);
  return {
    spec: await all.evaluate((element) => element.spec), cursor: await all.evaluate((element) => element.cursor), label: await all.getAttribute('label'),
    sliders: await page.locator(`${figure} .steering input`).count(), menus: await page.locator(`${figure} .steering select`).count(),
    steps: await page.locator(`${figure} .transport`).isVisible(), hand: await page.locator(`${figure} .handle`).first().isVisible(),
  };
}

test('an address for an iframe shows what the lab shows, with the controls that were chosen', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=influence' });
  await page.locator('[data-key="radius 0 typed"]').fill('0.03');
  await page.locator('[data-key="radius 0 typed"]').press('Enter');
  await page.locator('#lab').evaluate((host) => { host.cursor = 5; });
  for (const [controls, wanted] of [['none', { menus: 0, steps: false }], ['some', { menus: 0, steps: true }], ['', { menus: 5, steps: true }]]) {
    const address = await copied(page, 'Link', controls);
    const other = await openPage(browser, address, { width: 900, height: 900 });
    t.after(() => other.close());
    const found = await seen(other);
    assert.deepEqual(found.spec, await spec(page), controls);
    assert.deepEqual([found.cursor, found.label, found.hand], [5, 'Equal lengths, equal costs', true]);
    assert.equal(found.steps, wanted.steps, controls);
    assert.equal(found.menus > 0, wanted.menus > 0, controls);
    quiet(other);
  }
  assert.match(await copied(page, 'Iframe', 'none'), /^<iframe src="[^"]*controls=none[^"]*" title="Equal lengths, equal costs"/);
  quiet(page);
});

test('the element that is copied shows it in another page, its rare controls behind one line', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=influence' });
  const html = await copied(page, 'Element', 'play scrub');
  const [, element] = /^(<kl-ball .*<\/kl-ball>)<script/.exec(html);
  assert.ok(html.includes(`${site.origin}/pkg/kl-ball-element.js`));
  const other = await pageOf(t, element);
  const found = await seen(other);
  assert.deepEqual([found.spec, found.steps], [await spec(page), true]);
  assert.equal(await other.locator('kl-ball .steering').isVisible(), false);
  quiet(other);
});
