// Two distributions that can be dragged: both divergences as areas, and the
// distances between the parameters, which have little to do with them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { control, drag, drawn, frame, pageOf, quiet, ring, soon } from './page.mjs';
import { core, shell } from '../unit/modules.mjs';

const { number } = await shell('text/format.js');
const CATALOG = core.catalog();
const FIGURE = '#f';
const OPENING = 'model="gaussian" data="cavendish" chart="variance" start="5.35 0.01" other="5.45 0.035" stick';

/** A figure of the view with these attributes. */
async function figure(t, attributes, options) {
  const page = await pageOf(t, `<kl-ball id="f" view="plane divergence" rules="none" ${attributes}></kl-ball>`, options);
  await drawn(page);
  return page;
}

/** What the figure shows: rows by name, caption, amounts, and where the pins are. */
const shown = (page) => page.locator(FIGURE).evaluate((element) => {
  const shadow = element.shadowRoot;
  const text = (node) => node?.textContent.trim();
  return {
    rows: Object.fromEntries([...shadow.querySelectorAll('.measures tbody tr')].map((row) => [
      row.dataset.measure, [...row.querySelectorAll('td')].map(text),
    ])),
    amounts: [...shadow.querySelectorAll('.amount')].map(text),
    caption: text(shadow.querySelector('figcaption')),
    problem: shadow.querySelector('.problem').hidden ? '' : text(shadow.querySelector('.problem')),
    model: element.spec.model, data: element.spec.data, start: element.spec.start, changes: element.changes,
  };
});

/** Both pins in a chart: as the labels of the handles give them, and exactly. */
async function pins(page, chart) {
  const { model, data, start, changes } = await shown(page);
  const bench = new core.Model({ model, data });
  const written = changes.other ?? (await page.locator(FIGURE).getAttribute('other'));
  const words = written.split(' ');
  const first = (await page.locator(FIGURE).getAttribute('chart')).split(' ')[0];
  const other = { chart: words.length > 2 ? words[0] : changes.chart ?? first, at: words.slice(-2).map(Number) };
  return { bench, p: bench.convert(start.at, start.chart, chart), q: bench.convert(other.at, other.chart, chart) };
}

/** Asserts that every number is the core's, and returns the numbers. Panels and words of new data may be drawn in more than one frame. */
const agrees = (page, chart) => soon(page, () => agreesNow(page, chart));

async function agreesNow(page, chart) {
  const found = await shown(page);
  assert.equal(found.problem, '', 'no complaint on screen');
  const { bench, p, q } = await pins(page, chart);
  const [forward, reverse] = [bench.kl(p, q, chart), bench.kl(q, p, chart)];
  const length = bench.distance(p, q, chart);
  assert.equal(found.rows.forward[0], `${number(forward)} nats`);
  assert.equal(found.rows.reverse[0], `${number(reverse)} nats`);
  assert.equal(found.rows.distance[0], length === undefined ? 'no closed form' : number(length));
  const { charts } = CATALOG.models.find(({ name }) => name === found.model);
  assert.deepEqual(Object.keys(found.rows), ['forward', 'reverse', 'distance', ...charts.map(({ name }) => name)]);
  const apart = Object.fromEntries(charts.map(({ name }) => {
    const [a, b] = [p, q].map((at) => bench.convert(at, chart, name));
    return [name, Math.hypot(b[0] - a[0], b[1] - a[1])];
  }));
  for (const [name, value] of Object.entries(apart)) assert.equal(found.rows[name][0], number(value), name);
  assert.ok(found.amounts[0].startsWith(`${number(forward)} nats`) && found.amounts[1].startsWith(`${number(reverse)} nats`), found.amounts.join('; '));
  return { ...found, forward, reverse, apart, p, q };
}

test('the opening: one pair, two divergences, the one more than twice the other, and six distances', async (t) => {
  const page = await figure(t, OPENING);
  const { forward, reverse, apart, caption, rows } = await agrees(page, 'variance');
  assert.ok(reverse > 2 * forward, `${reverse} against ${forward}`);
  assert.equal(new Set(Object.values(apart).map((value) => number(value))).size, 6, 'six different distances');
  const [one, two] = [number(forward), number(reverse)];
  assert.ok(caption.startsWith(`In this plane p and q are ${number(apart.variance)} apart; KL(p\u202f‖\u202fq)\u00a0=\u00a0${one}\u00a0nats, KL(q\u202f‖\u202fp)\u00a0=\u00a0${two}\u00a0nats.`), caption);
  assert.match(caption, /KL\(q\u202f‖\u202fp\) is 2\.73 times the other: q is the wider/);
  for (const cells of Object.values(rows)) assert.equal(cells[1], '–', 'no other unit yet');
  quiet(page);
});

test('in whatever chart it is shown, a window holds p and q', async (t) => {
  const page = await figure(t, 'model="categorical" data="penguin-species" chart="probability" start="0.35 0.3" other="0.55 0.01"');
  const charts = await control(page, FIGURE, 'parameters').locator('option').evaluateAll((options) => options.map(({ value }) => value));
  assert.ok(charts.length > 3);
  for (const chart of charts) {
    await control(page, FIGURE, 'parameters').selectOption(chart);
    await frame(page);
    for (const pin of ['start', 'other']) assert.ok(await page.locator(`${FIGURE} .handle[data-pin=${pin}]`).isVisible(), `${pin} in ${chart}`);
  }
  quiet(page);
});

test('dragging p takes q along: the distance in the chart stays, both divergences change', async (t) => {
  const page = await figure(t, OPENING);
  const before = await agrees(page, 'variance');
  const [x, y] = await ring(page, FIGURE, 0);
  await page.mouse.move(x, y);
  await page.mouse.down();
  let last = before.reverse;
  for (const [dx, dy] of [[5, -12], [20, -30], [30, -60]]) {
    await page.mouse.move(x + dx, y + dy, { steps: 3 });
    await frame(page);
    const now = await agrees(page, 'variance');
    assert.ok(Math.abs(now.apart.variance - before.apart.variance) < 1e-12, 'as far as before');
    assert.equal(now.rows.variance[0], before.rows.variance[0]);
    assert.ok(now.reverse < last, 'the wider both are, the less the same distance means');
    last = now.reverse;
  }
  await page.mouse.up();
  assert.ok(before.reverse / last > 5, `equal distance in the parameters, ${before.reverse} and ${last} nats`);
  quiet(page);
});

test('at the end of a stick q stops at the edge of the domain, and p with it', async (t) => {
  const page = await figure(t, OPENING.replace('5.35 0.01', '5.35 0.08').replace('5.45 0.035', '5.45 0.03'));
  const before = await agrees(page, 'variance');
  const [x, y] = await ring(page, FIGURE, 0);
  const { bottom } = await page.locator(`${FIGURE} .plane`).first().evaluate((plane) => plane.getBoundingClientRect().toJSON());
  await drag(page, [x, y], [x, bottom + 200]);
  const after = await agrees(page, 'variance');
  assert.ok(after.q[1] > 0 && after.q[1] < 0.004, `q went down to ${after.q[1]}`);
  assert.ok(Math.abs(after.p[1] - after.q[1] - 0.05) < 1e-12 && Math.abs(after.apart.variance - before.apart.variance) < 1e-12, 'p kept its distance');
  await drag(page, await ring(page, FIGURE, 0), [x, y]);
  const back = await agrees(page, 'variance');
  assert.ok(Math.abs(back.p[1] - 0.08) < 0.002, 'and comes back');
  quiet(page);
});

test('q alone goes where it is dragged, and so does p once the stick is put down', async (t) => {
  const page = await figure(t, OPENING);
  const before = await agrees(page, 'variance');
  await page.locator(`${FIGURE} .handle[data-pin=other]`).focus();
  await page.keyboard.press('Shift+ArrowUp');
  await frame(page);
  const away = await agrees(page, 'variance');
  assert.deepEqual(away.p, before.p);
  assert.ok(away.apart.variance > before.apart.variance);
  await page.locator(`${FIGURE} .toggle input`).uncheck();
  await page.locator(`${FIGURE} .handle[data-pin=start]`).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await frame(page);
  const alone = await agrees(page, 'variance');
  assert.deepEqual(alone.q, away.q);
  assert.notDeepEqual(alone.p, away.p);
  assert.equal((await shown(page)).changes.stick, 'off', 'a link says so');
});

test('another unit changes every distance between parameters, and nothing between the distributions', async (t) => {
  const page = await figure(t, OPENING);
  const before = await agrees(page, 'variance');
  const set = async (label, value) => {
    const slider = control(page, FIGURE, label);
    await slider.evaluate((input, share) => {
      input.value = share * Number(input.max);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, value);
    await frame(page);
  };
  await set('scale the data', 1);
  await set('shift the data', 0.6);
  const after = await agrees(page, 'variance');
  assert.equal((await shown(page)).changes.units, '10 2');
  const observations = new core.Model({ model: 'gaussian', data: { set: 'cavendish' } }).observations;
  assert.deepEqual(after.data.x, Array.from(observations, (x) => 10 * x + 2), 'the data went along');
  for (const name of ['forward', 'reverse', 'distance']) {
    assert.equal(after.rows[name][0], before.rows[name][0], name);
    assert.equal(after.rows[name][1], 'unchanged', name);
  }
  for (const [name, then] of Object.entries(before.apart)) {
    assert.notEqual(after.rows[name][0], before.rows[name][0], name);
    assert.equal(after.rows[name][1], `× ${number(after.apart[name] / then)}`, name);
  }
  assert.match(after.caption, /With x → 10\u202fx \+ 2, 6 of 6 distances between parameters have changed; neither divergence has, nor the Fisher–Rao distance\.$/);
  await set('scale the data', 0.5);
  const shifted = await agrees(page, 'variance');
  for (const name of ['variance', 'precision', 'std', 'log-std']) {
    if (shifted.rows[name]) assert.equal(shifted.rows[name][1], 'unchanged', `${name} knows no origin`);
  }
  assert.match(shifted.caption, /With x → x \+ 2, 2 of 6 distances/);
  await set('shift the data', 0.5);
  const back = await agrees(page, 'variance');
  for (const [name, cells] of Object.entries(before.rows)) assert.deepEqual(back.rows[name], cells, name);
  quiet(page);
});

test('the state with its unit survives a link', async (t) => {
  const page = await figure(t, `${OPENING} units="2 -1"`.replace('5.35 0.01', '9.7 0.04').replace('5.45 0.035', '9.9 0.14'));
  const home = await figure(t, OPENING);
  const [there, here] = [await agrees(page, 'variance'), await agrees(home, 'variance')];
  assert.equal(there.rows.forward[0], here.rows.forward[0]);
  assert.equal(there.rows.precision[1], `× ${number(there.apart.precision / here.apart.precision)}`);
  await page.locator(`${FIGURE} .handle[data-pin=other]`).focus();
  await page.keyboard.press('Shift+ArrowUp');
  await frame(page);
  const before = await shown(page);
  await page.locator(FIGURE).evaluate((element) => { element.changes = element.changes; });
  await frame(page);
  assert.deepEqual((await shown(page)).rows, before.rows);
  await control(page, FIGURE, 'scale the data').evaluate((input) => {
    input.value = 0.5 * Number(input.max);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await control(page, FIGURE, 'shift the data').evaluate((input) => {
    input.value = 0.5 * Number(input.max);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await frame(page);
  assert.equal((await shown(page)).changes.units, '1 0', 'back in the unit of the data, which the element is not written in');
});

test('every chart of the Gaussian shows the same pair', async (t) => {
  const page = await figure(t, OPENING);
  const { rows } = await agrees(page, 'variance');
  for (const { name } of CATALOG.models.find((model) => model.name === 'gaussian').charts) {
    await control(page, FIGURE, 'parameters').selectOption(name);
    await frame(page);
    const now = await agrees(page, name);
    assert.deepEqual(now.rows, rows, name);
    assert.ok(await page.locator(`${FIGURE} .handle:not([hidden])`).count() === 2, `both are in sight in ${name}`);
  }
});

test('classes: what each adds, and which adds most', async (t) => {
  const page = await figure(t, 'model="categorical" data="penguin-species" chart="probability" start="0.35 0.3" other="0.55 0.01"');
  const { forward, reverse, caption, p, q } = await agrees(page, 'probability');
  assert.ok(forward > 2 * reverse, `${forward} against ${reverse}`);
  const bench = new core.Model({ model: 'categorical', data: { set: 'penguin-species' } });
  const parts = bench.integrand(p, q, 'probability', Float64Array.of(1, 2, 3));
  assert.ok(Math.abs(parts.reduce((sum, part) => sum + part) - forward) < 1e-12);
  assert.match(caption, new RegExp(`is the greater; Chinstrap adds most to it, ${number(parts[1])} nats: its probability is 0\\.300 under p and 0\\.0100 under q`));
  assert.equal(await page.locator(`${FIGURE} .controls input[type=range]`).count(), 0, 'classes have no unit');
  quiet(page);
});

test('labels: the mean over the inputs; no closed form of the distance', async (t) => {
  const page = await figure(t, 'model="logistic" data="oring" chart="whitened"');
  await page.locator(`${FIGURE} .handle[data-pin=start]`).focus();
  await page.keyboard.press('ArrowRight');
  await page.locator(`${FIGURE} .handle[data-pin=other]`).focus();
  await page.keyboard.press('Shift+ArrowUp');
  await frame(page);
  const { forward, p, q, caption } = await agrees(page, 'whitened');
  const bench = new core.Model({ model: 'logistic', data: { set: 'oring' } });
  const parts = bench.integrand(p, q, 'whitened', bench.observations);
  assert.ok(Math.abs(parts.reduce((sum, part) => sum + part) / parts.length - forward) < 1e-12);
  assert.match(caption, /mean, over the inputs/);
  quiet(page);
});

test('what lies beyond the axis is owned up to', async (t) => {
  const page = await figure(t, OPENING.replace('5.45 0.035', '5.45 0.3'));
  const { amounts } = await agrees(page, 'variance');
  assert.match(amounts[1], /not all in sight/);
  const narrow = await figure(t, OPENING);
  for (const amount of (await agrees(narrow, 'variance')).amounts) assert.doesNotMatch(amount, /not all/);
});

test('the two panels share one scale: areas compare, pixel for pixel', async (t) => {
  const page = await figure(t, OPENING);
  const { forward, reverse } = await agrees(page, 'variance');
  // Nats are areas: that above zero minus that below, measured at the curve.
  const areas = await page.locator(FIGURE).evaluate((element) => [...element.shadowRoot.querySelectorAll('.panel.divergence')].map((panel) => {
    const canvas = panel.querySelector('.overlay');
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    let filled = 0;
    for (let k = 3; k < data.length; k += 4) if (data[k] > 60 && data[k] < 100) filled += 1;
    return filled;
  }));
  // The part above zero of each, from the core, on a fine grid.
  const bench = new core.Model({ model: 'gaussian', data: { set: 'cavendish' } });
  const [p, q] = [[5.35, 0.01], [5.45, 0.035]];
  const xs = Float64Array.from({ length: 4000 }, (_, k) => 4.6 + (1.46 * k) / 4000);
  const gain = (from, to) => bench.integrand(from, to, 'variance', xs).reduce((sum, part) => sum + Math.max(0, part), 0);
  const expected = gain(q, p) / gain(p, q);
  assert.ok(reverse > forward);
  assert.ok(Math.abs(areas[1] / areas[0] / expected - 1) < 0.2, `${areas[1] / areas[0]} on screen, ${expected} in nats`);
});

test('wrong attributes are refused by name', async (t) => {
  for (const [attributes, message] of [
    ['stick="maybe"', 'stick is "maybe"; allowed: on, off'],
    ['units="0 1"', 'units is "0 1"; allowed: a scale above 0 and a shift, in a figure without rules'],
    ['other="5 -1"', /^other is \[5, -1\]; allowed: a point of the chart variance/],
  ]) {
    const page = await pageOf(t, `<kl-ball id="f" view="plane divergence" rules="none" model="gaussian" chart="variance" ${attributes}></kl-ball>`);
    await page.waitForFunction(() => document.querySelector('#f')?.shadowRoot?.querySelector('.problem:not([hidden])'));
    const { problem } = await page.locator(FIGURE).evaluate((element) => ({ problem: element.shadowRoot.querySelector('.problem').textContent }));
    if (message instanceof RegExp) assert.match(problem, message);
    else assert.equal(problem, message);
  }
});

test('other data bring a pair of their own, in the same view', async (t) => {
  const page = await figure(t, OPENING);
  await page.locator(`${FIGURE} select`).last().selectOption('michelson');
  // As long as nobody moves q it is the best fit, and the divergence to it is the loss above the minimum.
  const bench = new core.Model({ model: 'gaussian', data: { set: 'michelson' } });
  const [p, q] = [bench.start('variance'), bench.optimum('variance')];
  const found = await soon(page, async () => {
    const now = await shown(page);
    assert.equal(now.rows.forward[0], `${number(bench.kl(p, q, 'variance'))} nats`);
    assert.equal(now.rows.reverse[0], `${number(bench.kl(q, p, 'variance'))} nats`);
    return now;
  });
  assert.equal(found.problem, '');
  assert.equal(found.data.set, 'michelson');
  assert.equal(found.changes.other, undefined, 'a link leaves it open');
  quiet(page);
});

test('at every width nothing overflows, and what the account says is in reach of a screen reader', async (t) => {
  for (const width of [320, 768, 1280]) {
    const page = await figure(t, OPENING, { width, height: 1400 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} pixels on a page of ${width}`);
    const [first] = await page.locator(FIGURE).evaluate((element) => [...element.shadowRoot.querySelectorAll('.measures')].map((table) => ({
      heads: [...table.querySelectorAll('thead th')].every((cell) => cell.scope === 'col' && cell.textContent),
      rows: [...table.querySelectorAll('tbody th')].every((cell) => cell.scope === 'row'),
    })));
    assert.deepEqual(first, { heads: true, rows: true });
    quiet(page);
  }
});
