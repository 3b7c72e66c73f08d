// The cloud of scores: labels from the model, labels from the data, and which
// matrices are the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { core, shell } from '../unit/modules.mjs';
import { close } from '../unit/close.mjs';
import { control, drag, drawn, frame, pageOf, quiet, ring } from './page.mjs';

const { number, pair, share } = await shell('text/format.js');

const MARKUP = '<kl-ball view="plane score" rules="none" model="gaussian" data="teaching" chart="variance" start="0.6 2.2" ellipses="fisher"></kl-ball>';

const matrix = (entries) => {
  const [a, b, c] = entries.map((entry) => number(entry));
  return `[${a}, ${b}; ${b}, ${c}]`;
};

/** What the figure shows, and the numbers of the core in Node for the same state. */
async function read(page) {
  const found = await page.locator('kl-ball').evaluate((element) => {
    const shadow = element.shadowRoot;
    return {
      spec: element.spec,
      changes: element.changes,
      caption: shadow.querySelector('figcaption').textContent,
      problem: shadow.querySelector('.problem').textContent,
      rows: Object.fromEntries([...shadow.querySelectorAll('.moments tr')].map((row) => [
        row.dataset.quantity, [...row.querySelectorAll('td')].map((cell) => cell.textContent),
      ])),
    };
  });
  return found;
}

function asked({ model, data, start }, { labels = 'model', draws = 500, seed = 0 }, chart = start.chart) {
  const bench = new core.Model({ model, ...(data && { data }) });
  const at = bench.convert(start.at, start.chart, chart);
  return { ...bench.inspect(at, chart), ...bench.scores(at, chart, labels, Number(draws), Number(seed)) };
}

/** The largest difference of entries, where the second matrix has ones on its diagonal. */
const differs = ([a, b, c], [d, e, f]) =>
  Math.max(Math.abs(a / d - 1), Math.abs(c / f - 1), Math.abs(b - e) / Math.sqrt(d * f));

function agrees(found, expected) {
  assert.equal(found.problem, '');
  assert.equal(found.rows.mean[0], pair(expected.mean));
  assert.equal(found.rows.gradient[0], `∇L = ${pair(expected.gradient)}`);
  assert.equal(found.rows.moment[0], matrix(expected.moment));
  assert.equal(found.rows.fisher[0], matrix(expected.fisher));
  assert.equal(found.rows.hessian[0], matrix(expected.hessian));
  if (expected.empiricalFisher) assert.equal(found.rows['empirical-fisher'][0], matrix(expected.empiricalFisher));
}

test('labels from the model: every number is the core’s, the mean near zero, the second moment near the Fisher matrix', async (t) => {
  const page = await pageOf(t, MARKUP);
  await drawn(page);
  const found = await read(page);
  const expected = asked(found.spec, {});
  agrees(found, expected);
  const off = differs(expected.moment, expected.fisher);
  assert.ok(off < 0.25, `${off}`);
  assert.equal(found.rows.moment[1], `within ${share(off)} of F`);
  assert.match(found.rows.mean[1], /^off 0 by .*% of their spread$/);
  assert.ok(found.caption.startsWith('500 observations drawn from the model itself'), found.caption);
  assert.ok(found.caption.includes(`to within ${share(off)}`), found.caption);
  quiet(page);
});

test('more draws bring mean and second moment closer; other draws are other scores', async (t) => {
  const page = await pageOf(t, MARKUP);
  await drawn(page);
  const slider = control(page, 'kl-ball', 'draws');
  const off = async () => {
    const found = await read(page);
    const expected = asked(found.spec, found.changes);
    agrees(found, expected);
    return { draws: Number(found.changes.draws), distance: differs(expected.moment, expected.fisher) };
  };
  const mean = async (key) => {
    await slider.focus();
    await page.keyboard.press(key);
    const all = [];
    for (let k = 0; k < 8; k += 1) {
      await page.locator('kl-ball button.press').click();
      await frame(page);
      all.push(await off());
    }
    assert.equal(new Set(all.map(({ distance }) => distance)).size, 8, 'each is another');
    return { draws: all[0].draws, distance: all.reduce((sum, { distance }) => sum + distance, 0) / 8 };
  };
  const [few, many] = [await mean('Home'), await mean('End')];
  assert.deepEqual([few.draws, many.draws], [20, 2000]);
  // A hundred times the draws: a tenth of the distance, on average.
  assert.ok(few.distance / many.distance > 4, `${few.distance}, ${many.distance}`);
  quiet(page);
});

test('labels from the data: the mean is the negative gradient, the second moment the empirical Fisher matrix', async (t) => {
  const page = await pageOf(t, MARKUP);
  await drawn(page);
  await page.locator('kl-ball .choice input[value="model"]').focus();
  await page.keyboard.press('ArrowRight');
  await frame(page);
  const found = await read(page);
  assert.equal(found.changes.labels, 'data');
  const expected = asked(found.spec, found.changes);
  agrees(found, expected);
  assert.equal(found.rows.mean[0], pair(expected.gradient.map((part) => -part)));
  assert.deepEqual([found.rows.mean[1], found.rows.moment[1]], ['= −∇L', '= E']);
  assert.ok(Math.hypot(...expected.mean) > 0.1, 'and that is not zero');
  assert.ok(differs(expected.moment, expected.fisher) > 0.1, 'nor is it the Fisher matrix');
  assert.ok(found.caption.includes(pair(expected.mean)), found.caption);
  assert.match(found.caption, /differ from those of the Fisher matrix by up to ([\d.]+.% of|[\d.]+ times) its diagonal\./);
  assert.ok(await control(page, 'kl-ball', 'draws').isDisabled());
  await page.keyboard.press('ArrowLeft');
  await frame(page);
  assert.equal((await read(page)).changes.labels, undefined);
  assert.ok(await control(page, 'kl-ball', 'draws').isEnabled());
  quiet(page);
});

test('which matrices are the same: in every chart of every model what the core’s numbers say', async (t) => {
  const page = await pageOf(t, MARKUP);
  await drawn(page);
  const equal = {};
  for (const { name: model, charts, takes } of core.catalog().models) {
    for (const { name: chart } of charts) {
      await page.locator('kl-ball').evaluate((element, attributes) => {
        for (const name of ['start', 'data', 'ellipses']) element.removeAttribute(name);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      }, { model, chart, labels: ['nothing', 'target'].includes(takes) ? 'model' : 'data' });
      // Another family has a core of its own, which is fetched first.
      await page.waitForFunction((name) => document.querySelector('kl-ball').spec.model === name, model);
      await frame(page);
      const found = await read(page);
      const expected = asked(found.spec, { labels: ['nothing', 'target'].includes(takes) ? 'model' : 'data' }, chart);
      agrees(found, expected);
      const { hessian, fisher, empiricalFisher } = expected;
      const badge = differs(hessian, fisher) < 1e-9 ? '= F'
        : empiricalFisher && differs(hessian, empiricalFisher) < 1e-9 ? '= E'
          : hessian[0] * hessian[2] < hessian[1] ** 2 ? 'indefinite' : hessian[0] < 0 ? 'negative' : '';
      assert.equal(found.rows.hessian[1], badge, `${model}, ${chart}`);
      if (badge) (equal[badge] ??= []).push(`${model} ${chart}`);
    }
  }
  // The Hessian is the Fisher matrix in natural coordinates and in those affine in them (docs/mathematics/exponential-families.md#u1).
  assert.deepEqual(equal['= F'], ['gaussian natural', 'logistic raw', 'logistic rescaled', 'logistic whitened', 'categorical logit']);
  assert.deepEqual(equal['= E'], ['categorical probability']);
  quiet(page);
});

test('a Hessian that is indefinite is called so', async (t) => {
  // σ² is so large that the loss is concave in σ².
  const page = await pageOf(t, MARKUP.replace('0.6 2.2', '1.45 6'));
  await drawn(page);
  const found = await read(page);
  const [a, b, c] = asked(found.spec, {}).hessian;
  assert.ok(a * c < b * b);
  assert.equal(found.rows.hessian[1], 'indefinite');
  assert.match(found.caption, /indefinite/);
});

test('the cloud follows the hand; its axes stay while it fits', async (t) => {
  const page = await pageOf(t, MARKUP);
  await drawn(page);
  const axes = () => page.locator('kl-ball').evaluate((element) =>
    element.shadowRoot.querySelector('.score .backdrop').toDataURL());
  const [x, y] = await ring(page, 'kl-ball');
  const before = [await read(page), await axes()];
  await drag(page, [x, y], [x + 6, y - 6]);
  const after = await read(page);
  agrees(after, asked(after.spec, {}));
  assert.notDeepEqual(after.rows.mean, before[0].rows.mean);
  assert.equal(await axes(), before[1], 'the same axes');
  await drag(page, [x + 6, y - 6], [x + 6, y + 80]);
  const far = await read(page);
  agrees(far, asked(far.spec, {}));
  assert.ok(far.spec.start.at[1] < 0.7 * after.spec.start.at[1]);
  assert.notEqual(await axes(), before[1], 'a narrower distribution has larger scores');
  quiet(page);
});

test('the ellipses that are drawn are those of the numbers', async (t) => {
  const page = await pageOf(t, MARKUP.replace('<kl-ball', '<kl-ball theme="light" labels="data"'), {
    // Words have the colours of what they name, so they are left out here.
    prepare: (page) => page.addInitScript(() => {
      CanvasRenderingContext2D.prototype.fillText = CanvasRenderingContext2D.prototype.strokeText = () => {};
    }),
  });
  await drawn(page);
  const extents = await page.locator('kl-ball').evaluate((element) => {
    const canvas = element.shadowRoot.querySelector('.score .overlay');
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    return [[0x5a, 0x55, 0xc8], [0x0a, 0x66, 0xb2]].map((color) => {
      const [xs, ys] = [[], []];
      for (let k = 0; k < data.length; k += 4) {
        if (data[k + 3] < 250 || color.some((part, c) => Math.abs(data[k + c] - part) > 2)) continue;
        xs.push((k / 4) % width);
        ys.push(Math.floor(k / 4 / width));
      }
      const span = (list) => list.reduce((most, x) => Math.max(most, x), 0) - list.reduce((least, x) => Math.min(least, x), 1e9);
      return [span(xs), span(ys)];
    });
  });
  const { moment, fisher } = asked((await read(page)).spec, { labels: 'data' });
  const [[across, up], [fisherAcross, fisherUp]] = extents;
  close(across / fisherAcross, Math.sqrt(moment[0] / fisher[0]), 0.03);
  close(up / fisherUp, Math.sqrt(moment[2] / fisher[2]), 0.03);
});

test('names stand on no score, on no ellipse and not on the arrow', async (t) => {
  // The start of the article, where a score lies beyond the edge.
  const figure = MARKUP.replace('teaching', 'cavendish').replace('0.6 2.2', '5.3 0.022').replace('<kl-ball', '<kl-ball labels="data"');
  const page = await pageOf(t, figure, {
    prepare: (page) => page.addInitScript(() => {
      globalThis.words = [];
      CanvasRenderingContext2D.prototype.drawImage = function record(picture, ...box) {
        if (this.canvas.closest('.score')) globalThis.words.push(box);
      };
    }),
  });
  await drawn(page);
  const inks = await page.locator('kl-ball').evaluate((element) => {
    globalThis.words = [];
    element.theme = 'dark';
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
      const canvas = element.shadowRoot.querySelector('.score .overlay');
      const scale = canvas.width / canvas.clientWidth;
      done(globalThis.words.map((box) => {
        const [left, top, wide, high] = box.map((side) => Math.round(side * scale));
        // Without the halo, and without room for letters with ascenders and descenders.
        const { data } = canvas.getContext('2d').getImageData(left + 6, top + 9, wide - 12, high - 18);
        return data.filter((part, k) => k % 4 === 3 && part > 0).length;
      }));
    })));
  });
  assert.deepEqual(inks, [0, 0, 0, 0], 'mean, two ellipses, and how many are beyond the edge');
});

test('a link carries labels, draws and seed; what is not allowed is said', async (t) => {
  const page = await pageOf(t, MARKUP.replace('<kl-ball', '<kl-ball labels="model" draws="64" seed="9"'));
  await drawn(page);
  const found = await read(page);
  agrees(found, asked(found.spec, { draws: 64, seed: 9 }));
  assert.deepEqual(found.changes, {});
  await page.locator('kl-ball button.press').click();
  await frame(page);
  assert.equal((await read(page)).changes.seed, '10');
  for (const [name, value, message] of [
    ['draws', '0', 'draws is "0"; allowed: a whole number from 1 to 5000'],
    ['draws', 'many', 'draws is "many"; allowed: a whole number from 1 to 5000'],
    ['labels', 'truth', 'labels is "truth"; allowed: model, data'],
    ['seed', '-1', 'seed is "-1"; allowed: a whole number from 0 to 4294967295'],
  ]) {
    await page.locator('kl-ball').evaluate((element, [key, text]) => element.setAttribute(key, text), [name, value]);
    await frame(page);
    assert.equal((await read(page)).problem, message);
    await page.locator('kl-ball').evaluate((element, key) => element.removeAttribute(key), name);
    await frame(page);
  }
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const FIGURES = [
  MARKUP.replace('<kl-ball', '<kl-ball labels="data"'),
  MARKUP.replace(/model=.*ellipses/, 'model="policy" ellipses'),
  '<kl-ball view="plane halving" data="teaching" chart="variance precision" rules="gradient natural-gradient trust-region" start="-0.3 0.8" steps="6" radius="0.01"></kl-ball>',
  '<kl-ball view="plane series" series="loss" data="teaching" chart="variance" rules="gradient kl-ball" start="-0.3 0.8" steps="8"></kl-ball>',
];

for (const [width, dark] of [[320, true], [768, false], [1280, true]]) {
  test(`at ${width} pixels everything fits, and axe has nothing to say`, async (t) => {
    const page = await pageOf(t, `<main><h1>Figures</h1>${FIGURES.join('')}</main>`, { width, dark, height: 9000 });
    await page.waitForFunction(() => [...document.querySelectorAll('kl-ball')].every((figure) => figure.matches(':state(ready)')
      && !figure.shadowRoot.querySelector('td.old')));
    await page.addStyleTag({ content: `body { background: ${dark ? '#15171c' : '#fdfcf9'}; color: ${dark ? '#fff' : '#000'} }` });
    await frame(page);
    const found = await page.evaluate(() => [...document.querySelectorAll('kl-ball')].flatMap((figure) =>
      [...figure.shadowRoot.querySelectorAll('.panel, th, td, .control, .control *, .press, figcaption')].map((piece) => {
        const range = document.createRange();
        range.selectNodeContents(piece);
        const [box, text] = [piece.getBoundingClientRect(), range.getBoundingClientRect()];
        return { what: `${piece.tagName} ${piece.className} ${piece.textContent.slice(0, 20)}`, ends: [box.right, piece.tagName === 'OPTION' ? 0 : text.right] };
      })));
    const select = /^(SELECT|OPTION)/;
    for (const { what, ends } of found) {
      assert.ok(ends[0] <= width + 0.5 && (select.test(what) || ends[1] <= width + 0.5), `${what} ends at ${ends}`);
    }
    const cells = await page.evaluate(() => [...document.querySelectorAll('kl-ball')].flatMap((figure) =>
      [...figure.shadowRoot.querySelectorAll('tr')].flatMap((row) => {
        const texts = [...row.querySelectorAll('td')].map((cell) => {
          const range = document.createRange();
          range.selectNodeContents(cell);
          return range.getBoundingClientRect();
        }).filter((box) => box.width > 0);
        return texts.slice(1).map((box, k) => ({ text: row.textContent, gap: box.top < texts[k].bottom ? box.left - texts[k].right : 1 }));
      })));
    for (const { text, gap } of cells) assert.ok(gap > 0, `cells of “${text}” run into one another by ${-gap}`);
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].target.flat().join(' ')} ${nodes[0].failureSummary}`), []);
    quiet(page);
  });
}
