// Door or spin: a policy and its episodes, results against the size of the step, and many seeds in workers.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core, shell } from '../unit/modules.mjs';
import { control, drawn, frame, pageOf, quiet } from './page.mjs';

const { chance, number, share } = await shell('text/format.js');

const START = { chart: 'probability', at: [0.5, 0.05] };
const WORLD = `<kl-ball view="plane policy" model="policy" chart="sequential" start="probability 0.5 0.05" rules="gradient fisher-ball"
  gradient-rate="10" radius="0.05" steps="20" batch="64" seed="2" goal="collapse" scale="1 1"></kl-ball>`;
const CLIFF = `<kl-ball view="cliff" model="policy" chart="sequential" start="probability 0.5 0.05" scale="3 1" rules="gradient fisher-ball"
  gradient-rate="10" radius="0.05" steps="8" show="return"></kl-ball>`;
const SEEDS = CLIFF.replace('"return"', '"success"');
const FAN = `<kl-ball view="fan" model="policy" chart="sequential" start="probability 0.5 0.05" scale="1 1" rules="gradient fisher-ball"
  gradient-rate="30" radius="0.05" steps="12"></kl-ball>`;

const look = (page) => page.locator('kl-ball').evaluate(({ shadowRoot, spec, changes }) => ({
  spec, changes,
  rows: [...shadowRoot.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent)),
  caption: shadowRoot.querySelector('figcaption').textContent,
  goal: shadowRoot.querySelector('.goal').textContent,
  met: shadowRoot.querySelector('.goal').classList.contains('met'),
  problem: shadowRoot.querySelector('.problem').textContent,
}));

const scrubTo = async (page, step) => {
  await page.locator('kl-ball .scrub').evaluate((input, value) => {
    input.value = value;
    input.dispatchEvent(new Event('input'));
  }, step);
  await frame(page);
};

/** The rows of the table at a step, from the core in Node. */
function expected(spec, step) {
  const experiment = new core.Experiment(spec);
  experiment.advance(spec.steps);
  const model = new core.Model({ model: 'policy', options: spec.options });
  return spec.runs.map(({ chart, batch }, run) => {
    const path = experiment.trajectory(run, chart);
    const k = Math.min(step, path.length / 2 - 1);
    const at = [path[2 * k], path[2 * k + 1]];
    const [, p2, p3] = model.density(at, chart, Float64Array.of(1, 2, 3));
    const played = batch && model.episodes(at, chart, batch.size, batch.seed, k);
    return [
      number(-experiment.series(run, 'loss')[k]), number(p2 + p3), number(p2 / (p2 + p3)),
      chance(model.informative(at, chart, batch?.size ?? 64)),
      played ? [2, 3, 1].map((outcome) => played.filter((one) => one === outcome).length).join(', ') : '–',
      k === 0 ? '–' : `${number(experiment.series(run, 'kl')[k])} nats`,
    ];
  });
}

describe('the world of a policy', () => {
  test('at every step the numbers and the episodes are the core’s', async (t) => {
    const page = await pageOf(t, WORLD);
    await drawn(page);
    for (const step of [0, 1, 2, 7, 20]) {
      await scrubTo(page, step);
      const { spec, rows } = await look(page);
      assert.deepEqual(rows, expected(spec, step), `step ${step}`);
    }
    quiet(page);
  });

  test('exact gradients: no episodes, the same numbers', async (t) => {
    const page = await pageOf(t, WORLD);
    await drawn(page);
    await control(page, 'kl-ball', 'batch size').press('End');
    await frame(page);
    const { spec, rows, caption } = await look(page);
    assert.equal(spec.runs[0].batch, undefined);
    assert.deepEqual(rows, expected(spec, 20));
    assert.doesNotMatch(caption, /episodes; draw/);
    assert.match(caption, /^After 20 steps, return and chance of the door: gradient descent /);
  });

  test('other units: the same policy, the same episodes; it collapses, and the goal is reached', async (t) => {
    const page = await pageOf(t, WORLD);
    await drawn(page);
    await scrubTo(page, 0);
    const before = await look(page);
    assert.equal(before.met, false);
    assert.match(before.goal, /^Goal: make a policy collapse.* Nearest is gradient descent/);
    // By keyboard, as radio buttons are.
    await page.locator('kl-ball .choice input').first().focus();
    await page.keyboard.press('ArrowRight');
    await frame(page);
    const after = await look(page);
    assert.deepEqual(after.spec.options.scale, [3, 1]);
    assert.deepEqual(after.rows.map((cells) => cells.slice(0, 5)), before.rows.map((cells) => cells.slice(0, 5)), 'nothing has changed yet');
    assert.ok(after.met);
    assert.match(after.goal, /Reached by gradient descent\. Does Fisher ball collapse, too\?$/);
    await scrubTo(page, 20);
    const end = await look(page);
    assert.deepEqual(end.rows, expected(end.spec, 20));
    assert.match(end.caption, /Gradient descent has collapsed: all 64 episodes spin, so its gradient is exactly zero/);
    assert.equal(end.rows[0][4], '0, 0, 64');
    // The other rule does not depend on units.
    const [one, three] = [before.spec, end.spec].map((spec) => expected(spec, 20)[1]);
    assert.deepEqual(three, one);
    // A link carries the changes.
    assert.equal(end.changes.scale, '3 1');
    assert.match(end.changes.start, /^logit /);
    const other = await pageOf(t, WORLD);
    await drawn(other);
    await other.locator('kl-ball').evaluate((figure, changes) => { figure.changes = changes; }, end.changes);
    await frame(other);
    assert.deepEqual((await look(other)).spec, end.spec);
    await page.locator('kl-ball').evaluate((figure) => { figure.scale = '3 1'; figure.radius = '30'; });
    await frame(page);
    assert.match((await look(page)).goal, /Reached by gradient descent and by Fisher ball\.$/);
  });

  test('the line search of TRPO says what it refused', async (t) => {
    const page = await pageOf(t, WORLD.replace('"gradient fisher-ball"', '"fisher-ball trpo"').replace('batch="64" seed="2"', ''));
    await drawn(page);
    await scrubTo(page, 1);
    const { spec, rows } = await look(page);
    const experiment = new core.Experiment(spec);
    experiment.advance(6);
    assert.equal(experiment.series(1, 'halvings')[1], 1);
    assert.match(rows[1].at(-1), / nats, 1× refused$/);
    await scrubTo(page, 6);
    assert.match((await look(page)).rows[1].at(-1), / nats, accepted$/);
  });

  test('what is wrong is said', async (t) => {
    for (const [markup, message] of [
      [WORLD.replace('scale="1 1"', 'scale="0 1"'), /^scale\[0\] is 0; allowed/],
      [WORLD.replace('scale="1 1"', 'scale="wide"'), /scale is "wide"; allowed: two numbers/],
      [WORLD.replace('model="policy"', 'model="gaussian"').replace(' scale="1 1"', ''), /model is "gaussian"; allowed with view "policy": policy/],
      [WORLD.replace('goal="collapse"', 'goal="win"'), /goal is "win"; allowed: collapse, or pairs of/],
      [CLIFF.replace('"return"', '"everything"'), /show is "everything"; allowed: step, return, success, collapsed/],
    ]) {
      const page = await pageOf(t, markup);
      await page.locator('kl-ball .problem:not([hidden])').waitFor();
      assert.match((await look(page)).problem, message);
    }
  });
});

/** The results of one setting under 200 seeds, from the core in Node. */
function carlo(scale, run, steps, levels = []) {
  const made = new core.MonteCarlo({ model: 'policy', options: { scale }, start: START, run: { chart: 'sequential', ...run }, steps });
  made.advance(200);
  return { ...made.tally(), quantiles: [...made.quantiles(levels)] };
}

/** Waits until all settings are done. */
const done = (page) => page.waitForFunction(() => {
  const bar = document.querySelector('kl-ball').shadowRoot.querySelector('.work progress');
  return bar?.max > 1 && bar.value === bar.max;
}, null, { timeout: 60_000 });

/** The words on the figure. They are drawn again when the theme changes, which is when they are recorded. */
const named = (page) => page.locator('kl-ball').evaluate((element) => new Promise((done) => {
  const [words, { prototype }] = [[], CanvasRenderingContext2D];
  const { fillText } = prototype;
  prototype.fillText = function record(text, ...place) {
    if (!this.canvas.className) words.push(text);
    fillText.call(this, text, ...place);
  };
  element.theme = 'dark';
  requestAnimationFrame(() => requestAnimationFrame(() => {
    prototype.fillText = fillText;
    done(words);
  }));
}));

const barOf = (page) => page.locator('kl-ball .work progress').evaluate(({ value, max }) => ({ value, max }));

describe('the cliff', () => {
  test('exact steps: the chosen sizes and the stretches are the core’s', async (t) => {
    const page = await pageOf(t, CLIFF);
    await page.waitForFunction(() => /Fisher ball (?!is being)\S+ [^…]*\.$/.test(document.querySelector('kl-ball').shadowRoot.querySelector('figcaption').textContent)
      && !document.querySelector('kl-ball').shadowRoot.querySelector('figcaption').textContent.includes('being run'));
    const { rows, caption } = await look(page);
    const exact = (scale, run) => {
      const experiment = new core.Experiment({ model: 'policy', options: { scale }, start: START, runs: [{ chart: 'sequential', ...run }] });
      experiment.advance(8);
      const losses = experiment.series(0, 'loss');
      return [-losses[1], -losses.at(-1)];
    };
    const chosen = [{ rule: 'gradient', rate: 10 }, { rule: 'fisher-ball', radius: 0.05 }];
    assert.deepEqual(rows, chosen.map((run) => [[1, 1], [3, 1]].map((scale) => exact(scale, run).map((value) => number(value)).join(', then '))));
    // The stretch that the caption names exists and ends there.
    const [, low, high] = /Fisher ball from (\S+) to (\S+) nats in both units\.$/.exec(caption) ?? [];
    assert.ok(high, caption);
    for (const [radius, good] of [[low, true], [high, true], [low / 1.4, false], [high * 1.4, high < 90 ? false : undefined]]) {
      if (good !== undefined) assert.equal(exact([1, 1], { rule: 'fisher-ball', radius: Number(radius) })[1] > 0.8, good, `${radius}`);
    }
    assert.equal(page.workers().length, 0, 'none is needed');
    // Each line has its name; two lines that coincide have one name.
    assert.deepEqual(await named(page), ['(1, 1)', '(3, 1)', '(1, 1) = (3, 1)']);
    quiet(page);
  });

  test('200 seeds in workers: progress, stop, go on, and the core’s own numbers', async (t) => {
    const page = await pageOf(t, SEEDS.replace('steps="8"', 'steps="80"'));
    await page.locator('kl-ball .work button').click();
    const { value, max } = await barOf(page);
    assert.ok(value < max, `${value} of ${max}`);
    assert.equal(await page.locator('kl-ball .work button').innerText(), 'Go on');
    const posted = await page.evaluate(async () => {
      // Once stopped, it sends nothing to workers.
      let count = 0;
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function post(...given) { count += 1; return postMessage.apply(this, given); };
      for (let k = 0; k < 20; k += 1) await new Promise((next) => requestAnimationFrame(next));
      return count;
    });
    assert.equal(posted, 0);
    assert.equal((await barOf(page)).value, value);
    await page.locator('kl-ball .work button').press('Enter');
    await done(page);
    const { rows, caption } = await look(page);
    const chosen = [{ rule: 'gradient', rate: 10 }, { rule: 'fisher-ball', radius: 0.05 }];
    assert.deepEqual(rows, chosen.map((run) => [[1, 1], [3, 1]].map((scale) => {
      const { success, collapsed } = carlo(scale, run, 80);
      return `${share(success)} succeed, ${share(collapsed)} collapse`;
    })));
    assert.match(caption, /^After 80 steps on sampled episodes at least 9 seeds in 10 have succeeded: /);
    // Collapses are counted in the same runs.
    await control(page, 'kl-ball', 'shown against').selectOption('collapsed');
    await frame(page);
    const collapsed = await look(page);
    assert.equal(collapsed.changes.show, 'collapsed');
    const bar = await barOf(page);
    assert.equal(bar.value, bar.max);
    const [, from] = /gradient descent .*, from (\S+) to \S+ in units \(3, 1\);/.exec(collapsed.caption) ?? [];
    assert.ok(from, collapsed.caption);
    assert.ok(carlo([3, 1], { rule: 'gradient', rate: Number(from) }, 80).collapsed >= 0.1);
    quiet(page);
  });

  test('a chosen size is run anew, and the others are known', async (t) => {
    const page = await pageOf(t, SEEDS);
    await done(page);
    await control(page, 'kl-ball', 'learning rate').press('ArrowRight');
    await page.waitForFunction(() => document.querySelector('kl-ball').spec.runs[0].rate !== 10);
    // The change takes effect in the next frame; until then the work before it is complete.
    await frame(page);
    await done(page);
    const { spec, rows } = await look(page);
    const { success, collapsed } = carlo([1, 1], { rule: 'gradient', rate: spec.runs[0].rate }, 8);
    assert.equal(rows[0][0], `${share(success)} succeed, ${share(collapsed)} collapse`);
  });

  test('a figure that was left behind stops working, and goes on when it is seen again', async (t) => {
    const page = await pageOf(t, `${SEEDS.replace('steps="8"', 'steps="40"')}<div style="height: 6000px"></div>`, {
      width: 1000, height: 800,
      prepare: (made) => made.addInitScript(() => {
        globalThis.posted = 0;
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function post(...given) { globalThis.posted += 1; return postMessage.apply(this, given); };
      }),
    });
    await page.waitForFunction(() => document.querySelector('kl-ball').shadowRoot.querySelector('.work progress')?.value > 0);
    await page.evaluate(() => scrollTo(0, 5000));
    // Results requested before still arrive; after that nothing more is requested.
    const settled = await page.evaluate(async () => {
      const frames = async (count) => { for (let k = 0; k < count; k += 1) await new Promise((next) => requestAnimationFrame(next)); };
      for (let tries = 0; tries < 20; tries += 1) {
        const before = globalThis.posted;
        await frames(30);
        if (globalThis.posted === before) return before;
      }
      return undefined;
    });
    assert.ok(settled > 0, 'it came to rest');
    const { value, max } = await barOf(page);
    assert.ok(value < max, `${value} of ${max}`);
    await page.evaluate(() => scrollTo(0, 0));
    await done(page);
    quiet(page);
  });
});

test('a fan: quantiles of the return along the way, collapses in words', async (t) => {
  const page = await pageOf(t, FAN);
  await done(page);
  const { rows, caption } = await look(page);
  const settings = [{ rule: 'gradient', rate: 30 }, { rule: 'fisher-ball', radius: 0.05 }];
  const ends = settings.map((run) => carlo([1, 1], run, 12, [0.5, 0.95]));
  assert.deepEqual(rows, ends.map(({ success, collapsed, quantiles }) => [share(success), share(collapsed), number(-quantiles[0]), number(-quantiles[1])]));
  ends.forEach(({ success, collapsed }, k) => {
    assert.ok(caption.includes(`with ${['gradient descent', 'Fisher ball'][k]} ${Math.round(200 * success)} succeed`), caption);
    assert.ok(caption.includes(`and ${Math.round(200 * collapsed)} collapse`), caption);
  });
  // A run of fewer steps is the beginning of a longer one.
  const [short, long] = [3, 12].map((steps) => {
    const experiment = new core.Experiment({ model: 'policy', start: START, runs: [{ ...settings[0], chart: 'sequential', batch: { seed: 5 } }] });
    experiment.advance(steps);
    return experiment.trajectory(0, 'sequential');
  });
  assert.deepEqual(long.slice(0, short.length), short);
  assert.equal(await page.locator('kl-ball .transport').isVisible(), false);
  quiet(page);
});
