// What a page says to a figure and hears of it: properties, events, addresses, and what stands there where something forbids it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPage } from '../browser.mjs';
import { browser, drawn, frame, pageOf, quiet, ready, site, soon } from './page.mjs';

const FIGURE = '<kl-ball data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="6"></kl-ball>';

const problem = (page) => page.locator('kl-ball').evaluate(({ shadowRoot }) => {
  const said = shadowRoot.querySelector('.problem');
  return said.hidden ? '' : said.textContent;
});

describe('the property cursor', () => {
  test('what is no step is refused by field, value and what is allowed, and nothing changes', async (t) => {
    const page = await pageOf(t, FIGURE);
    await drawn(page);
    for (const [value, said] of [['NaN', 'NaN'], ['"abc"', 'abc'], ['-1', '-1'], ['""', '']]) {
      await page.locator('kl-ball').evaluate((figure, text) => {
        figure.cursor = 2;
        figure.cursor = text === 'NaN' ? NaN : JSON.parse(text);
      }, value);
      await frame(page);
      assert.equal(await problem(page), `cursor is "${said}"; allowed: a number from 0`, value);
      assert.equal(await page.locator('kl-ball').evaluate(({ cursor }) => cursor), 2);
    }
    await page.locator('kl-ball').evaluate((figure) => { figure.cursor = '4'; });
    await soon(page, async () => assert.equal(await page.locator('kl-ball').evaluate(({ cursor }) => cursor), 4));
    quiet(page);
  });

  test('the message about a wrong one goes with the next right one, and when a reader moves on', async (t) => {
    const page = await pageOf(t, FIGURE);
    await drawn(page);
    const set = (value) => page.locator('kl-ball').evaluate((figure, to) => { figure.cursor = to; }, value);
    for (const wrong of [NaN, 'right', -1, '']) {
      await set(3);
      await set(wrong);
      assert.match(await problem(page), /^cursor is /);
      await set(3);
      assert.equal(await problem(page), '', `${wrong}, then a right one`);
      await frame(page);
      await set(wrong);
      await frame(page);
      await page.locator('kl-ball').evaluate(({ shadowRoot }) => {
        const scrub = shadowRoot.querySelector('.scrub');
        scrub.value = '1';
        scrub.dispatchEvent(new Event('input'));
      });
      await soon(page, async () => assert.equal(await problem(page), '', `${wrong}, then a reader`));
    }
    quiet(page);
  });

  test('wrong from the start it is refused, too, and the figure is shown', async (t) => {
    const page = await pageOf(t, '<script>const figure = document.createElement("kl-ball"); figure.cursor = NaN; figure.steps = 3; document.body.append(figure);</script>');
    await drawn(page);
    assert.equal(await problem(page), 'cursor is "NaN"; allowed: a number from 0');
    assert.equal(await page.locator('kl-ball').evaluate(({ spec }) => spec.steps), 3);
  });

  test('set together with attributes it counts, before them and after them', async (t) => {
    const page = await pageOf(t, FIGURE);
    await drawn(page);
    for (const [steps, order] of [[20, 'after'], [30, 'before'], [12, 'after']]) {
      await page.locator('kl-ball').evaluate((figure, [to, when]) => {
        if (when === 'before') figure.cursor = 9;
        figure.steps = to;
        figure.setAttribute('view', to === 12 ? 'map' : 'plane');
        if (when === 'after') figure.cursor = 9;
      }, [steps, order]);
      await soon(page, async () => assert.deepEqual(await page.locator('kl-ball').evaluate(({ cursor, spec }) => [cursor, spec.steps]), [9, steps], order));
      await page.locator('kl-ball').evaluate((figure) => { figure.cursor = 1; });
      await frame(page);
    }
    quiet(page);
  });
});

test('spec can be read as soon as it is set: as it was written before there is a figure, and afterwards with its defaults', async (t) => {
  const page = await pageOf(t, '<script>globalThis.SPEC = { model: "gaussian", data: { set: "teaching" }, start: { chart: "variance", at: [-0.3, 0.8] }, runs: [{ rule: "kl-ray", chart: "variance" }], steps: 3 }; const figure = document.createElement("kl-ball"); figure.spec = SPEC; globalThis.early = figure.spec; document.body.append(figure);</script>');
  await drawn(page);
  const [early, given] = await page.evaluate(() => [globalThis.early, SPEC]);
  assert.deepEqual(early, given);
  const found = await page.locator('kl-ball').evaluate((figure) => {
    figure.spec = { ...SPEC, steps: 5 };
    const { steps, runs } = figure.spec;
    figure.spec = { ...SPEC, runs: [{ rule: 'kl-bal', chart: 'variance' }] };
    const after = figure.spec.runs[0].rule;
    figure.spec = undefined;
    return [steps, runs[0].rule, typeof runs[0].radius, after, figure.spec.runs.map(({ rule }) => rule)];
  });
  assert.deepEqual(found, [5, 'kl-ray', 'number', 'kl-ray', ['euclidean-ball', 'fisher-ball', 'kl-ball']]);
  quiet(page);
});

test('the same state written otherwise is no change; another number of ticks is none of the numbers, and takes nothing from a reader', async (t) => {
  const page = await pageOf(t, FIGURE);
  await drawn(page);
  await frame(page);
  await page.locator('kl-ball').evaluate((figure) => {
    globalThis.heard = [];
    for (const name of ['change', 'input', 'error']) figure.addEventListener(`kl-ball-${name}`, () => heard.push(name));
  });
  for (const [name, value] of [['start', '-0.30, 8e-1'], ['rules', ' gradient,kl-ball '], ['steps', '6.0'], ['chart', 'variance'], ['model', 'gaussian'], ['view', 'plane'], ['seed', '0']]) {
    await page.locator('kl-ball').evaluate((figure, [attribute, text]) => figure.setAttribute(attribute, text), [name, value]);
    await frame(page);
    assert.deepEqual(await page.evaluate(() => heard), [], `${name}="${value}"`);
  }
  await page.locator('kl-ball').evaluate((figure) => { figure.steps = 7; });
  await soon(page, async () => assert.deepEqual(await page.evaluate(() => heard), ['change']));
  await page.locator('kl-ball .handle').first().press('Shift+ArrowRight');
  await page.locator('kl-ball').evaluate((figure) => { figure.cursor = 3; });
  await frame(page);
  const state = () => page.locator('kl-ball').evaluate(({ changes, cursor, spec, shadowRoot }) => [changes, cursor, spec, shadowRoot.querySelector('.backdrop').toDataURL().length]);
  const before = await state();
  assert.ok(before[0].start);
  for (const ticks of ['3', '9', null]) {
    await page.locator('kl-ball').evaluate((figure, to) => { figure.ticks = to; }, ticks);
    await frame(page);
    const [changes, cursor, spec, picture] = await state();
    assert.deepEqual([changes, cursor, spec], before.slice(0, 3), `ticks ${ticks}`);
    if (ticks) assert.notEqual(picture, before[3]);
  }
  quiet(page);
});

test('a write that changes nothing fires nothing, and takes nothing from a reader', async (t) => {
  const page = await pageOf(t, '<kl-ball rules="gradient kl-ball" steps="6"></kl-ball>');
  await drawn(page);
  await page.locator('kl-ball .handle').first().press('Shift+ArrowRight');
  await frame(page);
  const state = () => page.locator('kl-ball').evaluate(({ changes, spec, cursor }) => ({ changes, spec, cursor }));
  const before = await state();
  assert.ok(before.changes.start);
  await page.locator('kl-ball').evaluate((figure) => {
    globalThis.heard = [];
    for (const name of ['change', 'input', 'error']) figure.addEventListener(`kl-ball-${name}`, () => heard.push(name));
  });
  for (const write of [
    (figure) => { figure.gradientRate = figure.spec.runs[0].rate; },
    (figure) => { figure.klBallRadius = figure.spec.runs[1].radius; },
    (figure) => { figure.steps = '6.0'; },
    (figure) => { figure.spec = figure.spec; },
    (figure) => { figure.spec = structuredClone(figure.spec); },
  ]) {
    await page.locator('kl-ball').evaluate(write);
    await frame(page);
    assert.deepEqual(await state(), before, String(write));
    assert.deepEqual(await page.evaluate(() => heard), [], String(write));
  }
  const rate = 2 * before.spec.runs[0].rate;
  await page.locator('kl-ball').evaluate((figure, to) => {
    figure.spec = null;
    figure.gradientRate = to;
  }, rate);
  await soon(page, async () => assert.equal((await state()).spec.runs[0].rate, rate));
  assert.deepEqual((await state()).changes, {});
  quiet(page);
});

test('changes count beside attributes that are set at the same time, before them, after them and before there is an element', async (t) => {
  const page = await pageOf(t, `${FIGURE}<kl-ball id="early"></kl-ball><script>Object.assign(document.querySelector('#early'), { rules: 'gradient', gradientRate: 0.001, changes: { steps: '4' } });</script>`);
  await drawn(page);
  const changes = (figure) => page.locator(figure).evaluate((one) => one.changes);
  await soon(page, async () => assert.deepEqual(await page.locator('#early').evaluate(({ spec }) => [spec.runs[0].rate, spec.steps]), [0.001, 4]));
  await frame(page);
  assert.deepEqual(await changes('#early'), { steps: '4' });
  for (const [start, changed, order] of [['5.3 0.022', '5.2 0.05', 'after'], ['5.1 0.03', '5.2 0.06', 'before'], ['5.2 0.03', '5.2 0.06', 'after']]) {
    await page.locator('kl-ball').first().evaluate((figure, [to, reader, when]) => {
      if (when === 'before') figure.changes = { start: reader };
      figure.start = to;
      if (when === 'after') figure.changes = { start: reader };
    }, [start, changed, order]);
    await frame(page);
    assert.deepEqual(await page.locator('kl-ball').first().evaluate((one) => [one.changes, one.spec.start.at]), [{ start: changed }, changed.split(' ').map(Number)], order);
  }
  await page.locator('kl-ball').first().evaluate((figure) => { figure.start = '5.4 0.03'; });
  await frame(page);
  assert.deepEqual(await page.locator('kl-ball').first().evaluate((one) => one.changes), {}, 'later a write starts again');
  quiet(page);
});

test('in a document without a window it waits, and works when it is back', async (t) => {
  const page = await pageOf(t, FIGURE);
  await drawn(page);
  await page.evaluate(() => {
    const figure = document.querySelector('kl-ball');
    const elsewhere = document.implementation.createHTMLDocument('Elsewhere');
    elsewhere.body.append(figure);
    figure.steps = 3;
    const fresh = document.createElement('kl-ball');
    elsewhere.body.append(fresh);
    fresh.remove();
    document.body.append(figure);
  });
  await soon(page, async () => assert.equal(await page.locator('kl-ball').evaluate(({ spec }) => spec.steps), 3));
  assert.equal(await page.locator('kl-ball').evaluate(({ shadowRoot }) => getComputedStyle(shadowRoot.querySelector('.panels')).display), 'grid');
  quiet(page);
});

describe('embed.html', () => {
  /** The page with these keys, once its figure has been drawn. */
  async function embedded(t, keys) {
    const page = await openPage(browser, `${site.origin}/embed.html#${new URLSearchParams({ v: '1', ...keys })}`);
    t.after(() => page.close());
    await ready(page);
    return page;
  }

  test('reads a table, and which of its columns and labels are taken', async (t) => {
    const table = site.give('/table-of-embed.csv', 'name,mass,length,kind\na,1,10,old\nb,2,20,new\nc,4,40,new\nd,3,30,old\ne,5,20,new\n');
    const page = await embedded(t, { model: 'logistic', 'data-src': table, 'data-x': 'length', 'data-y': 'kind', 'data-one': 'old', rules: 'gradient' });
    await soon(page, async () => assert.deepEqual(await page.locator('kl-ball').evaluate(({ spec }) => spec?.data), { x: [10, 20, 40, 30, 20], y: [1, 0, 0, 1, 0] }));
    assert.equal(await problem(page), '');
    const plain = await embedded(t, { 'data-src': table, 'data-x': 'mass', rules: 'gradient' });
    await soon(plain, async () => assert.deepEqual(await plain.locator('kl-ball').evaluate(({ spec }) => spec?.data), { x: [1, 2, 4, 3, 5] }));
    quiet(page);
  });

  test('names what is misspelt, with the nearest that there is, and a column of no table; other keys mean nothing', async (t) => {
    const page = await embedded(t, { rules: 'kl-ball', radios: '0.1', colour: 'red', 'data-x': 'mass', utm_source: 'x' });
    await soon(page, async () => assert.match(await problem(page), /^data-x is "mass"; allowed: only with data-src, the address of a table\. attribute "radios" is unknown; the nearest that is allowed: "radius"$/));
    const wrong = await embedded(t, { 'data-src': site.give('/other-table.csv', 'mass,length\n1,2\n2,3\n3,9\n'), 'data-x': 'width' });
    await soon(wrong, async () => assert.match(await problem(wrong), /^data-x is "width"; allowed: mass or length|^data-x is "width"; allowed: /));
    const empty = await embedded(t, { 'data-src': '' });
    await soon(empty, async () => assert.match(await problem(empty), /^data-src is ""; allowed: the address of a text file such as CSV$/));
  });
});

describe('where something forbids it, a figure says which line the page needs', () => {
  test('a policy without connect-src', async (t) => {
    const page = await openPage(browser, 'about:blank');
    t.after(() => page.close());
    await page.goto(site.give('/policy.html', `<!doctype html><html lang="en"><title>Policy</title><script type="module" src="/www/kl-ball.js"></script>${FIGURE}</html>`, { 'Content-Security-Policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:" }));
    await soon(page, async () => assert.match(await problem(page), /^This could not be loaded: the policy of this page forbids it, its connect-src needs 'self'/));
  });

  test('a policy that lacks two lines: both are named', async (t) => {
    const page = await openPage(browser, 'about:blank');
    t.after(() => page.close());
    await page.goto(site.give('/policy-both.html', `<!doctype html><html lang="en"><title>Policy</title><script type="module" src="/www/kl-ball.js"></script>${FIGURE}</html>`, { 'Content-Security-Policy': "default-src 'none'; script-src 'self'; img-src data:" }));
    await soon(page, async () => assert.match(await problem(page), /^This could not be loaded: the policy of this page forbids it, its connect-src needs 'self', and its script-src 'wasm-unsafe-eval'/));
  });

  test('a policy that lets the core in, but no table of another site', async (t) => {
    const page = await openPage(browser, 'about:blank');
    t.after(() => page.close());
    await page.goto(site.give('/policy-table.html', `<!doctype html><html lang="en"><title>Policy</title><script type="module" src="/www/kl-ball.js"></script>${FIGURE.replace('data="teaching"', 'data-src="https://tables.example/a.csv"')}</html>`, { 'Content-Security-Policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src data:" }));
    await soon(page, async () => assert.match(await problem(page), /^This could not be loaded: the policy of this page forbids it, its connect-src needs https:\/\/tables\.example/));
  });

  for (const name of ['index.html', 'lab.html', 'examples/blog.html', 'embed.html', 'pkg/embed.html']) {
    test(`from a disk: ${name}`, async (t) => {
      const page = await openPage(browser, new URL(`../../../${name}`, import.meta.url).href);
      t.after(() => page.close());
      await page.getByRole('alert').waitFor();
      assert.deepEqual(await page.getByRole('alert').allTextContents(), ['A browser loads no program from a disk: open pkg/kl-ball-offline.html, which has everything in one file, or serve this folder.']);
    });
  }
});
