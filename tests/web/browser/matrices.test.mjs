// The three matrices at a point: their entries, which of them agree, and their ellipses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { core, shell } from '../unit/modules.mjs';
import { control, drag, drawn, frame, pageOf, quiet, ring } from './page.mjs';

const { number } = await shell('text/format.js');
const FIGURE = '<kl-ball id="m" view="plane" data="teaching" chart="natural variance" rules="none" start="0.5 -0.25" ellipses="fisher empirical-fisher hessian"></kl-ball>';

/** The table, the caption and where the start is, in each chart's own coordinates. */
const told = (page) => page.locator('#m').evaluate((figure) => {
  const shadow = figure.shadowRoot;
  return {
    start: figure.spec.start,
    caption: shadow.querySelector('figcaption').textContent,
    rows: [...shadow.querySelectorAll('.matrices tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) =>
      [cell.querySelector('span').textContent, cell.querySelector('small').textContent])),
  };
});

function check({ start, rows }, data, charts) {
  const model = new core.Model({ model: 'gaussian', data });
  charts.forEach((chart, c) => {
    const { fisher, empiricalFisher, hessian } = model.inspect(model.convert(start.at, start.chart, chart), chart);
    [fisher, empiricalFisher, hessian].forEach((matrix, r) => {
      const [a, b, d] = matrix.map((entry) => number(entry));
      assert.equal(rows[r][c][0], `[${a}, ${b}; ${b}, ${d}]`, `${chart}, row ${r}`);
    });
  });
}

test('in natural parameters the Hessian is the Fisher matrix, wherever the ring is; in variance it is not', async (t) => {
  const page = await pageOf(t, FIGURE);
  await drawn(page);
  for (const [dx, dy] of [[0, 0], [60, -30], [-40, 60]]) {
    const [x, y] = await ring(page, '#m', 1);
    await drag(page, [x, y], [x + dx, y + dy]);
    const found = await told(page);
    check(found, { set: 'teaching' }, ['natural', 'variance']);
    assert.equal(found.rows[2][0][1], 'equals the Fisher matrix');
    assert.doesNotMatch(found.rows[2][1][1], /equals/);
    assert.match(found.caption, /^In natural parameters the Hessian is the Fisher matrix\. In variance the Hessian is another matrix/);
  }
  quiet(page);
});

test('where the Hessian is indefinite there is no ellipse, and the figure says so', async (t) => {
  const page = await pageOf(t, FIGURE.replace('chart="natural variance"', 'chart="variance"').replace('0.5 -0.25', '1.45 6'));
  await drawn(page);
  const found = await told(page);
  check(found, { set: 'teaching' }, ['variance']);
  assert.equal(found.rows[2][0][1], 'indefinite: no ellipse');
  assert.match(found.caption, /another matrix, and not even positive/);
});

test('another chart brings its own matrices', async (t) => {
  const page = await pageOf(t, FIGURE);
  await drawn(page);
  await control(page, '#m', 'chart 2').selectOption('log-std');
  await frame(page);
  check(await told(page), { set: 'teaching' }, ['natural', 'log-std']);
});

test('without data there is no empirical Fisher matrix, and the figure says so', async (t) => {
  const page = await pageOf(t, FIGURE.replace(/data=.*start="[^"]*"/, 'model="policy" chart="sequential" rules="none"').replace('empirical-fisher ', ''));
  await drawn(page);
  const { rows } = await told(page);
  assert.equal(rows.length, 2, 'it has no row');
  assert.match(rows[0][0][0], /^\[/);
  assert.equal(rows[1][0][1], 'indefinite: no ellipse');
  await page.locator('#m').evaluate((figure) => { figure.ellipses = 'empirical-fisher'; });
  await page.locator('#m .problem', { hasText: /^ellipses is "empirical-fisher"; allowed/ }).waitFor();
  quiet(page);
});
