// A race of rules: matched budgets, rates that workers search for, and steps or their cost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { close } from '../unit/close.mjs';
import { core, shell } from '../unit/modules.mjs';
import { control, drag, drawn, frame, pageOf, quiet, ring, soon } from './page.mjs';

const { number, chosen } = await shell('text/format.js');
const ALL = 'gradient momentum nesterov adagrad rmsprop adam newton natural-gradient kl-ball trust-region';
const markup = (more, rules = ALL) => `<kl-ball theme="light" view="plane race" balls="none" steps="30" rules="${rules}" ${more}></kl-ball>`;
const ORINGS = 'model="logistic" data="oring" chart="whitened" start="0 0"';
const EARTH = 'model="gaussian" data="cavendish" chart="variance" start="5.3 0.1"';
/** Searches that take a while. */
const SLOW = markup('model="logistic" data="oring" chart="raw" start="0 0" budget="best"');
const GAP = 1e-3;
const LIMIT = 200;

const spec = (page) => page.locator('kl-ball').evaluate((element) => element.spec);
const problem = (page) => page.locator('kl-ball .problem').textContent();

/** The table, by rule: rate, steps, mean, cost of the first step, each with its note. */
const table = (page) => page.locator('kl-ball .standings tbody tr').evaluateAll((rows) => Object.fromEntries(rows.map((row) => [
  row.dataset.rule, [...row.querySelectorAll('td')].map((cell) => [...cell.children].map((node) => node.textContent)),
])));

/** Waits until every mean is there, and nothing searched for any more. */
const settled = (page) => page.waitForFunction(() => {
  const shadow = document.querySelector('kl-ball').shadowRoot;
  const means = [...shadow.querySelectorAll('.standings td:nth-child(4)')];
  return means.length && means.every((cell) => /^\d|\d of 9/.test(cell.textContent)) && !shadow.querySelector('.standings .old');
}, null, { timeout: 60000 });

/** Waits until nothing is searched for. */
const found = (page) => page.waitForFunction(() => {
  const shadow = document.querySelector('kl-ball').shadowRoot;
  return shadow.querySelector('.search button')?.textContent === 'Search' && !shadow.querySelector('.standings .old');
}, null, { timeout: 60000 });

/** The nine starts of a race. */
function startsOf({ model, data, start }) {
  const bench = new core.Model({ model, data });
  const { chart, at } = start;
  const least = bench.inspect(bench.optimum(chart), chart).loss;
  const flat = bench.ball('kl-old-new', bench.optimum(chart), bench.inspect(at, chart).loss - least, 8, chart);
  return { least, starts: [start, ...Array.from({ length: 8 }, (_, k) => ({ chart, at: [flat[2 * k], flat[2 * k + 1]] }))] };
}

/** The step with which a run arrives. */
function arrival({ model, data }, run, start, least, steps, gap = GAP) {
  const experiment = new core.Experiment({ model, data, start, runs: [run] });
  experiment.advance(steps);
  const step = experiment.series(0, 'loss').findIndex((loss) => loss - least <= gap);
  return step < 0 ? undefined : step;
}

/** The table, computed by the core in Node. */
function standings(given, gap = GAP) {
  const { least, starts } = startsOf(given);
  return Object.fromEntries(given.runs.map((run) => {
    const steps = arrival(given, run, given.start, least, given.steps, gap);
    const all = starts.map((start) => arrival(given, run, start, least, LIMIT, gap)).filter((one) => one !== undefined);
    const arrived = `${all.length} of 9 arrive${all.length === 1 ? 's' : ''} in 200`;
    const experiment = new core.Experiment({ ...given, runs: [run] });
    experiment.advance(1);
    return [run.rule, {
      steps: steps === undefined ? '–' : String(steps),
      mean: all.length < 9 ? '–' : number(all.reduce((sum, one) => sum + one, 0) / 9),
      missed: all.length < 9 ? arrived : '',
      kl: number(experiment.series(0, 'kl')[1]),
    }];
  }));
}

/** Asserts that the table is the core's. */
async function agrees(page, gap) {
  const [rows, given] = [await table(page), await spec(page)];
  for (const [rule, expected] of Object.entries(standings(given, gap))) {
    const [[rate], [steps], [mean, missed], [kl]] = rows[rule];
    assert.deepEqual({ steps, mean, missed, kl }, expected, rule);
    const run = given.runs.find((one) => one.rule === rule);
    assert.ok(rate.includes(number(run.rate ?? run.radius)), `${rule}: ${rate}`);
  }
}

test('rates as set: steps, means and costs are the core’s', async (t) => {
  const page = await pageOf(t, markup(`${ORINGS} budget="set" gradient-rate="2" adam-rate="0.3" kl-ball-radius="0.02"`));
  await settled(page);
  await agrees(page);
  assert.match(await page.locator('kl-ball figcaption').textContent(), /^Rates as they are set now\. From the start, steps until arrival: /);
  // Every rule has a rate of its own to set.
  await control(page, 'kl-ball', 'learning rate of momentum').fill('300');
  await frame(page);
  const { runs } = await spec(page);
  assert.notEqual(runs[1].rate, runs[0].rate);
  await settled(page);
  await agrees(page);
  quiet(page);
});

test('arriving can be asked for more closely', async (t) => {
  const page = await pageOf(t, markup(`${ORINGS} budget="set" gap="0.01"`, 'gradient natural-gradient kl-ball'));
  await settled(page);
  await agrees(page, 0.01);
  const slider = control(page, 'kl-ball', 'arrived within');
  await slider.fill('200');
  await frame(page);
  const gap = Number(await page.locator('kl-ball').evaluate((element) => element.changes.gap));
  assert.ok(gap > 1e-6 && gap < 0.01);
  await settled(page);
  await agrees(page, gap);
  quiet(page);
});

test('same KL in the first step: every rule pays it, wherever the ring is dragged', async (t) => {
  const page = await pageOf(t, markup(`${EARTH} budget="same-kl" first-kl="0.03"`));
  await settled(page);
  const paid = async (wanted) => {
    const given = await spec(page);
    const bench = new core.Model({ model: given.model, data: given.data });
    for (const { chart, batch, ...rule } of given.runs) {
      const step = bench.step(rule, given.start.at, chart);
      if (rule.rule !== 'trust-region') close(step.kl, wanted, 1e-3, 0, rule.rule);
      assert.equal(step.halvings, 0);
    }
  };
  await paid(0.03);
  await agrees(page);
  const [x, y] = await ring(page, 'kl-ball');
  await drag(page, [x, y], [x + 30, y - 20]);
  await paid(0.03);
  await control(page, 'kl-ball', 'KL of the first step').fill('120');
  await frame(page);
  await paid(Number(await page.locator('kl-ball').evaluate((element) => element.changes['first-kl'])));
  assert.match(await page.locator('kl-ball figcaption').textContent(), /^Each rule at the rate with which its first step costs 0\.\d+ nats\./);
  quiet(page);
});

test('each at its own best rate: what workers find is what the core finds, and the link has it', async (t) => {
  const page = await pageOf(t, markup(EARTH));
  await settled(page);
  const given = await spec(page);
  const { starts } = startsOf(given);
  for (const run of given.runs) {
    const search = new core.RateSearch({ model: given.model, data: given.data, run, starts, gap: GAP, steps: LIMIT });
    while (search.advance(1e5) < 1) { /* goes on */ }
    const { option, value } = search.best();
    close(run[option], value, 1e-5, 0, run.rule);
  }
  await agrees(page);
  assert.match(await page.locator('kl-ball figcaption').textContent(), /^Each rule at its own best rate: with it the most of 9 starts of one loss.*0\.001 nats.*200 at most/);
  // Rates found from one start are searched for again from another.
  const before = given.runs.map(({ rate, radius }) => rate ?? radius);
  const [x, y] = await ring(page, 'kl-ball');
  await drag(page, [x, y], [x - 30, y - 20]);
  await found(page);
  const after = await spec(page);
  assert.notDeepEqual(after.runs.map(({ rate, radius }) => rate ?? radius), before);
  // A link carries rates and start, so no search is needed.
  const changes = await page.locator('kl-ball').evaluate((element) => element.changes);
  const other = await pageOf(t, markup(EARTH), { prepare: (fresh) => fresh.addInitScript(() => { window.Worker = undefined; }) });
  await drawn(other);
  await other.locator('kl-ball').evaluate((element, wanted) => { element.changes = wanted; }, changes);
  await settled(other);
  assert.deepEqual(await spec(other), after);
  assert.match(await other.locator('kl-ball .search').innerText(), /came with the figure/);
  quiet(page);
});

test('a search shows how far it is, can be called off, and taken up again', async (t) => {
  // However fast the machine is, only three of the searches end before this one is called off: each of the others says
  // once what it has found so far, and is silent from then on.
  const page = await pageOf(t, SLOW, {
    prepare: (fresh) => fresh.addInitScript((ending) => {
      window.holds = true;
      window.told = {};
      const held = new Map();
      window.Worker = class extends Worker {
        postMessage(message, ...more) {
          const { id, job } = message;
          if (window.holds && job?.kind === 'rate-search' && !ending.includes(job.spec.run.rule)) held.set(id, job.spec.run.rule);
          super.postMessage(message, ...more);
        }

        set onmessage(hear) {
          super.onmessage = ({ data }) => {
            const rule = held.get(data.id);
            if (!rule || data.error !== undefined) hear({ data });
            else if (data.partial?.best && !window.told[rule]) {
              window.told[rule] = data.partial.best;
              hear({ data: { ...data, share: Math.min(data.share, 0.5) } });
            }
          };
        }
      };
    }, ['gradient', 'momentum', 'adam']),
  });
  await page.locator('kl-ball .search button', { hasText: 'Cancel' }).waitFor();
  await page.waitForFunction(() => {
    const shadow = document.querySelector('kl-ball').shadowRoot;
    const rows = [...shadow.querySelectorAll('.standings tbody tr')];
    return shadow.querySelector('progress').value > 0 && rows.filter((row) => /so far [\d.]/.test(row.textContent)).length === 7
      && rows.filter((row) => !row.querySelector('.old')).length === 3;
  });
  assert.match(await page.locator('kl-ball .search').innerText(), /\b3 of 10 rates found/);
  // With the keyboard, as with the mouse.
  await page.locator('kl-ball .search button').focus();
  await page.keyboard.press('Enter');
  await page.locator('kl-ball .search button', { hasText: 'Search' }).waitFor();
  assert.match(await page.locator('kl-ball .search').innerText(), /Called off: grey rates are the best so far/);
  assert.equal(await page.locator('kl-ball .standings .old').count(), 7);
  const partial = await spec(page);
  // The best rates found so far are used.
  const entries = Object.fromEntries(core.catalog().rules.map(({ name, options }) => [name, options]));
  assert.ok(partial.runs.some(({ rule, rate }) => rate && rate !== entries[rule].find(({ name }) => name === 'rate').default));
  const told = Object.entries(await page.evaluate(() => window.told));
  assert.equal(told.length, 7);
  for (const [name, { option, value }] of told) close(partial.runs.find(({ rule }) => rule === name)[option], value, 1e-5, 0, name);
  await page.evaluate(() => { window.holds = false; });
  await page.locator('kl-ball .search button').click();
  await found(page);
  const { runs } = await spec(page);
  const natural = runs.find(({ rule }) => rule === 'natural-gradient');
  close(natural.rate, 0.3935, 2e-3);
  quiet(page);
});

test('a search ends with its figure', async (t) => {
  const page = await pageOf(t, SLOW, {
    prepare: (fresh) => fresh.addInitScript(() => {
      window.posted = [];
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (message) {
        window.posted.push({ id: message.id, begins: Boolean(message.job), over: Boolean(message.over) });
        return postMessage.call(this, message);
      };
    }),
  });
  await page.locator('kl-ball .search button', { hasText: 'Cancel' }).waitFor();
  const posted = await page.evaluate(() => {
    const figure = document.querySelector('kl-ball');
    const begun = new Set(window.posted.filter(({ begins }) => begins).map(({ id }) => id));
    const count = window.posted.length;
    figure.remove();
    const given = window.posted.slice(count);
    return { begun: begun.size, ended: given.filter(({ over, id }) => over && begun.has(id)).length, more: given.filter(({ begins }) => begins).length };
  });
  assert.ok(posted.begun > 0 && posted.ended > 0, JSON.stringify(posted));
  assert.equal(posted.more, 0);
  quiet(page);
});

test('against cost: steps times what the stated model says of a step', async (t) => {
  const page = await pageOf(t, markup(`${ORINGS} budget="set" against="cost" parameters="10000" solver="k-fac"`, 'gradient newton natural-gradient kl-ball'));
  await settled(page);
  const costs = (P) => ({ dense: 1 + P / 6 + P ** 2 / 4608, 'k-fac': 2 + (4 * Math.sqrt(P / 10)) / 768, cg: 21 });
  const check = async (P, solver) => {
    const each = costs(P);
    const rows = await table(page);
    const one = { gradient: 1, newton: solver === 'k-fac' ? each.cg : each[solver], 'natural-gradient': each[solver], 'kl-ball': each[solver] + 10 / 3 };
    for (const [rule, [, [steps, note]]] of Object.entries(rows)) {
      if (steps !== '–') assert.equal(note, `cost ${chosen(Number(steps) * one[rule])}`, rule);
    }
    assert.ok(Object.values(rows).filter(([, [steps]]) => steps !== '–').length >= 3);
    assert.ok((await page.locator('kl-ball .account').innerText()).includes(`dense matrix ${number(each.dense)}, K-FAC ${number(each['k-fac'])}, conjugate gradient 21.0`));
  };
  await check(1e4, 'k-fac');
  await control(page, 'kl-ball', 'the matrix').selectOption('dense');
  await frame(page);
  await check(1e4, 'dense');
  await control(page, 'kl-ball', 'parameters of the network').fill('0');
  await frame(page);
  await check(2, 'dense');
  assert.equal(await page.locator('kl-ball .panel').count(), 3);
  // Back to steps, with the keyboard.
  await page.locator('kl-ball input[value="cost"]').focus();
  await page.keyboard.press('ArrowLeft');
  await frame(page);
  assert.equal(await page.locator('kl-ball .panel').count(), 2);
  assert.equal(await page.locator('kl-ball').evaluate((element) => element.shadowRoot.activeElement?.value), 'steps');
  assert.equal((await page.locator('kl-ball').evaluate((element) => element.changes)).against, 'steps');
  quiet(page);
});

test('every model can race, with every budget, also where nobody can arrive', async (t) => {
  const page = await pageOf(t, markup(`${ORINGS} budget="set"`, 'gradient natural-gradient'));
  await drawn(page);
  for (const { name: model, charts } of core.catalog().models) {
    for (const budget of ['set', 'same-kl', 'best']) {
      await page.locator('kl-ball').evaluate((element, attributes) => {
        for (const gone of ['start', 'data']) element.removeAttribute(gone);
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      }, { model, chart: charts[0].name, budget });
      await page.waitForFunction((wanted) => document.querySelector('kl-ball').spec.model === wanted, model);
      if (budget === 'best') {
        await page.waitForFunction(() => document.querySelector('kl-ball').shadowRoot.querySelector('figcaption').textContent.startsWith('Each rule at its own best rate'), null, { timeout: 60000 });
        await found(page);
      }
      assert.equal(await problem(page), '', `${model}, ${budget}`);
      // Until its own is written, the caption is that of the model before.
      const words = model === 'policy' ? /nobody arrives/ : /From the start, steps until arrival/;
      await soon(page, async () => assert.match(await page.locator('kl-ball figcaption').textContent(), words, model));
    }
  }
  for (const [name, allowed] of [['budget', 'best, same-kl, set'], ['against', 'steps, cost'], ['solver', 'dense, k-fac, cg']]) {
    await page.locator('kl-ball').evaluate((element, attribute) => element.setAttribute(attribute, 'equal'), name);
    await frame(page);
    assert.equal(await problem(page), `${name} is "equal"; allowed: ${allowed}`);
    await page.locator('kl-ball').evaluate((element, attribute) => element.removeAttribute(attribute), name);
  }
});

test('the ball of the step shown comes along with the transport', async (t) => {
  const page = await pageOf(t, `<kl-ball theme="light" view="plane" model="categorical" data="penguin-species" chart="logit" start="1.2 1.2" steps="6" step="1"
    balls="step" rules="gradient adam" gradient-rate="1.68" adam-rate="0.215"></kl-ball>`, {
    // No words, markers or paths: balls alone, whose lines are dashed or thin.
    prepare: (fresh) => fresh.addInitScript(() => {
      CanvasRenderingContext2D.prototype.fillText = CanvasRenderingContext2D.prototype.strokeText = () => {};
    }),
  });
  await drawn(page);
  /** How wide and high a colour reaches. */
  const reach = (colour) => page.locator('kl-ball').evaluate((element, wanted) => {
    const canvas = element.shadowRoot.querySelector('.plane .overlay');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const [xs, ys] = [[], []];
    for (let k = 0; k < data.length; k += 4) {
      if (data[k + 3] < 200 || wanted.some((part, c) => Math.abs(data[k + c] - part) > 12)) continue;
      xs.push((k / 4) % canvas.width);
      ys.push(Math.floor(k / 4 / canvas.width));
    }
    const span = (list) => list.reduce((a, b) => Math.max(a, b)) - list.reduce((a, b) => Math.min(a, b));
    return [span(xs), span(ys)];
  }, colour);
  const given = await spec(page);
  const experiment = new core.Experiment(given);
  experiment.advance(6);
  const extent = (run, k) => {
    const flat = experiment.ball(run, k, 720, 'logit');
    const side = (first) => flat.filter((_, j) => j % 2 === first);
    return [0, 1].map((first) => Math.max(...side(first)) - Math.min(...side(first)));
  };
  const [disc, ellipse] = [await reach([0xc8, 0x44, 0x0a]), await reach([0xa0, 0x3a, 0x86])];
  const [round, long] = [extent(0, 0), extent(1, 0)];
  // Pixels and chart units have one ratio on either axis.
  for (const axis of [0, 1]) close(ellipse[axis] / disc[axis], long[axis] / round[axis], 0.12, 0, `axis ${axis}`);
  assert.ok(long[0] / long[1] > 4);
  await page.locator('kl-ball .step').click();
  await frame(page);
  assert.notDeepEqual(await reach([0xa0, 0x3a, 0x86]), ellipse);
  assert.equal(await page.locator('kl-ball').evaluate((element) => element.changes.step), '2');
  quiet(page);
});

test('a figure’s first step is its author’s, and a link keeps the reader’s', async (t) => {
  const page = await pageOf(t, markup(`${ORINGS} budget="set" step="4"`, 'gradient natural-gradient'));
  await drawn(page);
  const cursor = () => page.locator('kl-ball').evaluate((element) => element.cursor);
  assert.equal(await cursor(), 4);
  assert.deepEqual(await page.locator('kl-ball').evaluate((element) => element.changes), {});
  await page.locator('kl-ball .scrub').fill('30');
  await frame(page);
  const changes = await page.locator('kl-ball').evaluate((element) => element.changes);
  assert.deepEqual(changes, { step: '30' });
  await page.locator('kl-ball').evaluate((element) => { element.changes = {}; });
  await frame(page);
  assert.equal(await cursor(), 4);
  await page.locator('kl-ball').evaluate((element, wanted) => { element.changes = wanted; }, changes);
  await frame(page);
  assert.equal(await cursor(), 30);
  quiet(page);
});

/** The words written in a figure’s right panel, in order of writing, from now on. */
const recordWords = (page) => page.addInitScript(() => {
  window.words = [];
  for (const name of ['fillText', 'drawImage']) {
    const { [name]: real } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype[name] = function (what, ...rest) {
      if (typeof what === 'string') window.words.push(what);
      return real.call(this, what, ...rest);
    };
  }
});

test('lines that are one have one label, which names both', async (t) => {
  const page = await pageOf(t, `<kl-ball theme="light" view="race" steps="30" rules="gradient newton natural-gradient" budget="set" ${ORINGS}
    newton-rate="0.4" natural-gradient-rate="0.4"></kl-ball>`, { prepare: recordWords });
  await drawn(page);
  const words = await page.evaluate(() => window.words);
  assert.ok(words.includes('Newton = natural gradient'), words.join(', '));
  assert.ok(words.includes('gradient descent') && !words.includes('Newton'));
  quiet(page);
});

test('while rates are searched for the caption says so, and claims nothing', async (t) => {
  const page = await pageOf(t, SLOW);
  await page.locator('kl-ball .search button', { hasText: 'Cancel' }).waitFor();
  const caption = await page.locator('kl-ball figcaption').textContent();
  assert.match(caption, /^Searching: \d+ of 10 rates found\. Faint lines have the rates they had\./);
  assert.doesNotMatch(caption, /own best rate/);
  await found(page);
  await frame(page);
  assert.match(await page.locator('kl-ball figcaption').textContent(), /^Each rule at its own best rate/);
  quiet(page);
});

test('rates that a reader has set are not called the best before a search was made', async (t) => {
  const page = await pageOf(t, markup(`${ORINGS} budget="set" gradient-rate="0.5" natural-gradient-rate="0.1"`, 'gradient natural-gradient'));
  await drawn(page);
  await control(page, 'kl-ball', 'rates').selectOption('best');
  await frame(page);
  assert.doesNotMatch(await page.locator('kl-ball .search').innerText(), /came with the figure|are the best/);
  await found(page);
  await settled(page);
  const { runs } = await spec(page);
  assert.ok(runs[0].rate !== 0.5 && runs[1].rate !== 0.1);
  quiet(page);
});

test('columns keep their places whatever they hold', async (t) => {
  const page = await pageOf(t, markup(`${ORINGS} budget="set" gradient-rate="2"`, 'gradient natural-gradient'));
  await settled(page);
  const places = () => page.locator('kl-ball .standings tr:first-child > *').evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().left));
  const before = await places();
  await control(page, 'kl-ball', 'learning rate of gradient descent').fill('300');
  await frame(page);
  assert.deepEqual(await places(), before);
  quiet(page);
});

test('no line is drawn above the frame, and lines at old rates are faint', async (t) => {
  const page = await pageOf(t, `<kl-ball theme="light" view="race" steps="30" rules="gradient" budget="set" gradient-rate="10"
    model="logistic" data="oring" chart="raw" start="0 0"></kl-ball>`, {
    prepare: (fresh) => fresh.addInitScript(() => {
      // The line of the step shown goes from the top of the frame to its bottom.
      window.tops = [];
      const { moveTo, lineTo } = CanvasRenderingContext2D.prototype;
      let last;
      CanvasRenderingContext2D.prototype.moveTo = function (x, y) { last = [x, y]; return moveTo.call(this, x, y); };
      CanvasRenderingContext2D.prototype.lineTo = function (x, y) {
        if (x === last?.[0] && Math.abs(y - last[1]) > 100) window.tops.push(Math.min(y, last[1]));
        return lineTo.call(this, x, y);
      };
      // Where every worker is silent a search never ends.
      Worker.prototype.postMessage = () => {};
    }),
  });
  await drawn(page);
  /** How many pixels of the rule’s own colour are above the frame, and how many in it. */
  const count = () => page.locator('kl-ball').evaluate((element) => {
    const top = Math.min(...window.tops);
    const counts = [0, 0];
    for (const canvas of element.shadowRoot.querySelectorAll('.series canvas')) {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      for (let k = 0; k < data.length; k += 4) {
        const own = data[k + 3] > 200 && [0xc8, 0x44, 0x0a].every((part, c) => Math.abs(data[k + c] - part) < 40);
        if (own) counts[Math.floor(k / 4 / canvas.width) < top - 1 ? 0 : 1] += 1;
      }
    }
    return counts;
  });
  const [above, inside] = await count();
  assert.equal(above, 0);
  assert.ok(inside > 20, `${inside}`);
  await control(page, 'kl-ball', 'rates').selectOption('best');
  await frame(page);
  assert.equal((await count())[1], 0);
  quiet(page);
});

test('on a narrow screen every cell has room for what it holds', async (t) => {
  const page = await pageOf(t, markup(`${ORINGS} budget="set" kl-ball-radius="0.0081" adam-rate="9"`), { width: 320, height: 1500 });
  await settled(page);
  const cramped = await page.locator('kl-ball .standings').evaluate((table) => [...table.querySelectorAll('th, td')]
    .filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map((cell) => cell.textContent));
  assert.deepEqual(cramped, []);
  quiet(page);
});
