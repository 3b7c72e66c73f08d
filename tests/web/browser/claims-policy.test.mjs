// What the article says about the policy, sentence by sentence.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from '../unit/modules.mjs';
import { shelf, frame, says, shown, soon } from './page.mjs';

const WORLD = '#door-or-spin';
const CLIFF = '#cliff';
const SEEDS = '#many-seeds';
const FAN = '#seed-fan';
const SEARCH = '#line-search';
const open = (t, figure) => shelf(t, { width: 1280, height: 1100, figure });

const modelIn = (scale) => new core.Model({ model: 'policy', options: { scale } });
const chances = (at, chart, scale = [1, 1]) => {
  const [, treasure, trap] = modelIn(scale).density(at, chart, Float64Array.of(1, 2, 3));
  return { door: treasure + trap, treasure: treasure / (treasure + trap) };
};

/** A whole experiment, and the chance of the door at each point of a run. */
function run(spec) {
  const experiment = new core.Experiment(spec);
  experiment.advance(spec.steps);
  const doors = (k) => {
    const path = experiment.trajectory(k, spec.runs[k].chart);
    return Array.from({ length: path.length / 2 }, (_, n) => chances([path[2 * n], path[2 * n + 1]], spec.runs[k].chart, spec.options?.scale).door);
  };
  return { experiment, doors, returns: (k) => [...experiment.series(k, 'loss')].map((loss) => -loss) };
}

/** A specification in other units, from the same policy. */
const inUnits = (spec, scale) => ({
  ...spec, options: { scale }, start: { chart: 'logit', at: [...modelIn(spec.options.scale).convert(spec.start.at, spec.start.chart, 'logit')] },
});

const carlo = (run, scale) => {
  const made = new core.MonteCarlo({ model: 'policy', options: { scale }, start: { chart: 'probability', at: [0.5, 0.05] }, run: { chart: 'sequential', ...run } });
  made.advance(200);
  return made.tally();
};

describe('the world', () => {
  test('“half of the time … one time in ten, a return of J = −0.4”; “two things at once”', async (t) => {
    const page = await open(t, WORLD);
    await says(page, /It opens the door half of the time and then finds the treasure one time in ten, a return of J = −0\.4 on average/);
    await says(page, /the gradient says two things at once: open the door less, and do better behind it/);
    const { spec } = await shown(page, WORLD);
    const at = modelIn([1, 1]).convert(spec.start.at, spec.start.chart, 'sequential');
    const { door, treasure } = chances(at, 'sequential');
    assert.ok(Math.abs(door - 0.5) < 1e-12 && Math.abs(treasure - 0.1) < 1e-12);
    const { loss, gradient } = modelIn([1, 1]).inspect(at, 'sequential');
    assert.ok(Math.abs(loss - 0.4) < 1e-12);
    // Downhill: less of the first parameter, more of the second.
    assert.ok(gradient[0] > 0 && gradient[1] < 0);
  });

  test('“every mark is an episode, the very ones that the next step learns from”', async (t) => {
    const page = await open(t, WORLD);
    await says(page, /every mark is an episode, the very ones that the next step learns from/);
    // tests/web/unit/policy.test.mjs asserts that a step uses these episodes; here they are compared with those shown.
    const { spec, cursor } = await shown(page, WORLD);
    const { experiment } = run(spec);
    const path = experiment.trajectory(0, 'sequential');
    const played = modelIn([1, 1]).episodes(path.slice(2 * cursor, 2 * cursor + 2), 'sequential', 64, spec.runs[0].batch.seed, cursor);
    const counts = [2, 3, 1].map((outcome) => played.filter((one) => one === outcome).length).join(', ');
    assert.equal(await page.locator(`${WORLD} tbody tr`).first().locator('td').nth(4).textContent(), counts);
  });
});

describe('other units', () => {
  test('“At a rate of 10 gradient descent all but closes the door, to 2 %, and comes back”', async (t) => {
    const page = await open(t, WORLD);
    await says(page, /At a rate of 10 gradient descent, in these episodes, all but closes the door, to 2 %, and comes back/);
    const { spec } = await shown(page, WORLD);
    assert.equal(spec.runs[0].rate, 10);
    const { doors, returns } = run(spec);
    assert.equal(Math.min(...doors(0)).toFixed(2), '0.02');
    assert.ok(returns(0).at(-1) > 0.99);
  });

  test('“nine times as far … below one in 100,000 … exactly zero … one path in all units … above 30 %”', async (t) => {
    const page = await open(t, WORLD);
    await says(page, /gradient descent moves the first log-odds nine times as far\. After one step the chance that any of 64 episodes opens the door is below one in 100,000/);
    await says(page, /Whoever spins gets 0, so the sampled gradient is exactly zero: the policy has collapsed/);
    await says(page, /The Fisher ball, natural gradient with a quadratic budget in nats, takes one path in all units, and its door stays above 30 % in these episodes; infinitely small steps with the exact gradient would keep to the dotted path, and above 37 %/);
    await page.locator(`${WORLD} .choice label`).nth(1).click();
    // A run of many steps goes on in more than one frame where a machine is slow.
    const { spec } = await soon(page, async () => {
      const found = await shown(page, WORLD);
      assert.match(found.caption, /Gradient descent has collapsed: all 64 episodes spin, so its gradient is exactly zero/);
      return found;
    });
    assert.deepEqual(spec.options.scale, [3, 1]);
    await soon(page, async () => assert.match(await page.locator(`${WORLD} .goal`).innerText(), /Reached by gradient descent/));
    const [one, three] = [run(inUnits(spec, [1, 1])), run(spec)];
    const moved = (whole, scale) => {
      const path = whole.experiment.trajectory(0, 'sequential');
      return scale * (path[2] - path[0]);
    };
    assert.ok(Math.abs(moved(three, 3) / moved(one, 1) - 9) < 1e-9);
    const [a, b] = three.experiment.trajectory(0, 'sequential').slice(2, 4);
    assert.ok(modelIn([3, 1]).informative([a, b], 'sequential', 64) < 1e-5);
    assert.equal(three.experiment.status(0), 'collapsed');
    const paths = [one, three, run(inUnits(spec, [1, 3]))].map(({ experiment }) => experiment.trajectory(1, 'probability'));
    for (const path of paths) path.forEach((value, k) => assert.ok(Math.abs(value - paths[0][k]) < 1e-9));
    assert.ok(Math.min(...three.doors(1)) > 0.3);
    // Natural-gradient steps approach that as they get shorter; exponentiated gradient, which is drawn, obeys it exactly.
    const flow = [{ rule: 'natural-gradient', rate: 1e-3 }, { rule: 'mirror', direction: 'new-old', rate: 1e-2 }].map((rule) =>
      Math.min(...run({ ...spec, steps: 4000, runs: [{ ...rule, chart: 'sequential' }] }).doors(0)));
    for (const door of flow) assert.ok(Math.abs(door - 0.375) < 1e-3, `${flow}`);
  });
});

describe('the cliff', () => {
  test('“Within 200 steps … well at rates from about 1 to 40 … In units (3, 1) it ends well at none”; the Fisher ball’s two lines', async (t) => {
    const page = await open(t, CLIFF);
    await says(page, /Within 200 steps gradient descent in units \(1, 1\) ends well at rates from about 1 to 40; beyond, it falls off a cliff\. In units \(3, 1\) it ends well at none/);
    await says(page, /The Fisher ball’s two lines are one/);
    await page.waitForFunction((figure) => {
      const { textContent: words } = document.querySelector(figure).shadowRoot.querySelector('figcaption');
      return /both units\.$/.test(words) && !/is being run/.test(words);
    }, CLIFF);
    const { caption } = await shown(page, CLIFF);
    assert.match(caption, /^200 exact steps end above 0\.8: gradient descent from 0\.562 to 42\.2 in units \(1, 1\), nowhere in units \(3, 1\); Euclidean ball from 0\.0562 to 316 chart units in units \(1, 1\), from 0\.133 to 237 chart units in units \(3, 1\); Fisher ball everywhere in both units\.$/);
    const start = { chart: 'probability', at: [0.5, 0.05] };
    const end = (scale, more) => run({ model: 'policy', options: { scale }, start, steps: 200, runs: [{ chart: 'sequential', ...more }] }).returns(0).at(-1);
    for (const rate of [1, 3, 10, 30, 40]) assert.ok(end([1, 1], { rule: 'gradient', rate }) > 0.8, `${rate}`);
    for (const rate of [60, 100, 300]) assert.ok(end([1, 1], { rule: 'gradient', rate }) < 0.05, `${rate}`);
    for (const rate of [0.03, 0.1, 0.3, 1, 3, 10, 30, 100]) assert.ok(end([3, 1], { rule: 'gradient', rate }) < 0.05, `${rate}`);
    for (const radius of [0.01, 1]) assert.ok(Math.abs(end([1, 1], { rule: 'fisher-ball', radius }) - end([3, 1], { rule: 'fisher-ball', radius })) < 1e-9);
  });

  test('“infinitely small ones would close the door to less than one in 10,000,000,000,000 before they turned”', async (t) => {
    const page = await open(t, CLIFF);
    await says(page, /infinitely small ones would close the door to less than one in 10,000,000,000,000 before they turned/);
    // Short steps of equal length follow the same path as short steps at a rate, in fewer steps.
    const least = [2e-3, 1e-3].map((radius) => Math.min(...run({
      model: 'policy', options: { scale: [3, 1] }, start: { chart: 'probability', at: [0.5, 0.05] }, steps: 16 / radius,
      runs: [{ chart: 'sequential', rule: 'euclidean-ball', radius }],
    }).doors(0)));
    for (const door of least) assert.ok(door < 1e-13 && door > 1e-14, `${least}`);
  });
});

describe('two hundred seeds', () => {
  test('“in (1, 1) at least nine seeds in ten succeed at rates from 1 to 10 … In (3, 1) none succeeds at any rate”', async (t) => {
    const page = await open(t, SEEDS);
    await says(page, /Now every step plays 64 episodes, in 200 runs for each size of the step/);
    await says(page, /in \(1, 1\) at least nine seeds in ten succeed at rates from 1 to 10, and the units \(1, 3\) favour it even more\. In \(3, 1\) none succeeds at any rate/);
    for (const rate of [1, 3, 10]) assert.ok(carlo({ rule: 'gradient', rate }, [1, 1]).success >= 0.9, `${rate}`);
    for (const rate of [0.3, 30, 100]) assert.ok(carlo({ rule: 'gradient', rate }, [1, 1]).success < 0.9, `${rate}`);
    for (const rate of [0.3, 1, 3, 10, 30]) assert.ok(carlo({ rule: 'gradient', rate }, [1, 3]).success >= 0.9, `${rate}`);
    for (const rate of [0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300]) assert.equal(carlo({ rule: 'gradient', rate }, [3, 1]).success, 0, `${rate}`);
  });

  test('“any radius from 0.001 to 10 nats will do. At 30 nats most seeds collapse”', async (t) => {
    const page = await open(t, SEEDS);
    await says(page, /For the Fisher ball units do not exist, and any radius from 0\.001 to 10 nats will do\. At 30 nats most seeds collapse/);
    for (const radius of [0.001, 0.03, 1, 10]) {
      const [one, three] = [[1, 1], [3, 1]].map((scale) => carlo({ rule: 'fisher-ball', radius }, scale));
      assert.ok(one.success >= 0.9, `${radius}`);
      assert.ok(Math.abs(one.success - three.success) <= 0.01, `${radius}`);
    }
    assert.ok(carlo({ rule: 'fisher-ball', radius: 30 }, [1, 1]).collapsed > 0.5);
  });
});

describe('one rate', () => {
  test('“some return at once, some late, and about one in seven never”', async (t) => {
    const page = await open(t, FAN);
    await says(page, /A rate of 30 in units \(1, 1\), seed by seed: some return at once, some late, and about one in seven never/);
    const { spec } = await shown(page, FAN);
    assert.equal(spec.runs[0].rate, 30);
    const after = (steps) => {
      const made = new core.MonteCarlo({ model: 'policy', start: { chart: 'probability', at: [0.5, 0.05] }, run: { rule: 'gradient', rate: 30, chart: 'sequential' }, steps });
      made.advance(200);
      return made.tally();
    };
    assert.ok(after(20).success > 0.2, 'some at once');
    assert.ok(after(200).success - after(60).success > 0.2, 'some late');
    assert.ok(Math.abs(1 - after(200).success - 1 / 7) < 0.03, 'the rest never');
  });
});

describe('what TRPO promises', () => {
  test('“a step that costs more than the budget, or gains nothing, is halved until it passes”; “pays about a quarter”', async (t) => {
    const page = await open(t, SEARCH);
    await says(page, /a step that costs more than the budget, or gains nothing, is halved until it passes/);
    await says(page, /From the start the quadratic step costs more than its budget\. TRPO refuses it, takes half, and pays about a quarter/);
    const { spec } = await shown(page, SEARCH);
    const { experiment, returns } = run(spec);
    const [plain, searched] = [0, 1].map((k) => [...experiment.series(k, 'kl')]);
    assert.ok(plain[1] > 0.05);
    assert.equal(experiment.series(1, 'halvings')[1], 1);
    assert.ok(Math.abs(searched[1] / plain[1] - 0.25) < 0.03, `${searched[1] / plain[1]}`);
    assert.ok(searched.every((cost) => cost <= 0.05));
    returns(1).forEach((value, k, all) => assert.ok(k === 0 || value > all[k - 1]));
  });

  test('“where the door opens one time in a hundred, a change behind it costs a hundredth …”', async (t) => {
    const page = await open(t, SEARCH);
    await says(page, /What it bounds is the mean of KL\(old ‖ new\) over the states that the old policy visits, not the change in every state: where the door opens one time in a hundred, a change behind it costs a hundredth of what it costs where the door always opens/);
    const model = modelIn([1, 1]);
    const cost = (door) => {
      const first = Math.log(door / (1 - door));
      return model.kl([first, -2], [first, 1], 'sequential');
    };
    assert.ok(Math.abs(cost(0.01) / cost(1 - 1e-12) - 0.01) < 1e-9);
  });
});
