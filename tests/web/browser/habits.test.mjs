// What a reader does with a figure besides dragging: goes through the parts of a
// step, predicts a landing, reaches a goal, keeps and shares a state.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPage } from '../browser.mjs';
import { core, shell } from '../unit/modules.mjs';
import { BOTH, agrees, shelf, browser, control, drag, drawn, frame, only, pageOf, quiet, ring, shown, site, soon } from './page.mjs';

const { number } = await shell('text/format.js');
const ONE = '#two-bubbles';
const TWO = '#variance-or-precision';
const SINGLE = '<kl-ball id="one" view="plane density" data="cavendish" rules="euclidean-ball fisher-ball kl-ball" start="5.3 0.022" steps="1" euclidean-ball-radius="0.06" radius="0.08" predict></kl-ball>';

const scrubTo = (page, figure, stop) => page.locator(`${figure} .scrub`).evaluate((input, value) => {
  input.value = value;
  input.dispatchEvent(new Event('input'));
}, stop);

/** The number of pixels of a plane's overlay that have exactly a colour of the figure. */
const painted = (page, figure, name) => page.locator(figure).evaluate((element, property) => {
  // Of the two that it may be, the light one.
  const [hex] = /#\w+/.exec(getComputedStyle(element).getPropertyValue(`--kl-${property}`));
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const canvas = element.shadowRoot.querySelector('.plane .overlay');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let k = 0; k < data.length; k += 4) if (Math.hypot(data[k] - r, data[k + 1] - g, data[k + 2] - b) < 40 && data[k + 3] > 200) count += 1;
  return count;
}, name);

describe('a single step is taken apart', () => {
  test('gradient, metric, balls, landing, cost: each stop says its own numbers and shows its own marks', async (t) => {
    const page = await pageOf(t, SINGLE);
    await drawn(page);
    const { spec } = await agrees(page, '#one');
    const model = new core.Model({ model: spec.model, data: spec.data });
    const { gradient, fisher } = model.inspect(spec.start.at, 'variance');
    const expected = [
      ['start', /^Before the step: \(μ, σ²\) = \(5\.30, 0\.0220\)/],
      ['gradient', new RegExp(`the loss changes by ${number(gradient[0])} nats per unit of μ and by ${number(gradient[1])} per unit of σ²`)],
      ['metric', new RegExp(`F = \\[${number(fisher[0])}, ${number(fisher[1])}; ${number(fisher[1])}, ${number(fisher[2])}\\]`)],
      ['balls', /a disc of 0\.06 chart units, and what 0\.08 nats can buy/],
      ['landing', /^The landing: Euclidean ball at \(/],
      ['cost', /The KL ball step spends the budget of 0\.08 nats/],
    ];
    for (const [stop, [name, sentence]] of expected.entries()) {
      await scrubTo(page, '#one', stop);
      await frame(page);
      const found = await shown(page, '#one');
      assert.equal(found.counter, name);
      assert.match(found.caption, sentence);
      assert.equal(found.cursor, stop < 4 ? 0 : 1);
      const told = found.rows['kl-ball'][0];
      assert.equal(told === '–', stop < 5, `${name}: the cost is told at the end (${told})`);
      assert.equal(await painted(page, '#one', 'exact') > 0, stop >= 3, `${name}: the KL ball`);
    }
    await agrees(page, '#one');
    quiet(page);
  });

  test('play goes through the stops and ends with the cost', async (t) => {
    const page = await pageOf(t, SINGLE);
    await drawn(page);
    await page.locator('#one .play').click();
    await page.waitForFunction(() => {
      const shadow = document.querySelector('#one').shadowRoot;
      (globalThis.seen ??= new Set()).add(shadow.querySelector('.counter').textContent);
      return seen.size > 3 && shadow.querySelector('.counter').textContent === 'cost';
    }, null, { polling: 'raf' });
    assert.deepEqual(await page.evaluate(() => [...seen]), ['start', 'gradient', 'metric', 'balls', 'landing', 'cost']);
  });

  test('the landing it shows is where the core lands', async (t) => {
    const page = await pageOf(t, SINGLE);
    await drawn(page);
    await scrubTo(page, '#one', 4);
    const { spec } = await shown(page, '#one');
    const model = new core.Model({ model: spec.model, data: spec.data });
    for (const { rule, radius } of spec.runs) {
      const [a, b] = model.step({ rule, radius }, spec.start.at, 'variance').theta;
      await soon(page, async () => {
        const { caption } = await shown(page, '#one');
        assert.ok(caption.includes(`(${number(a)}, ${number(b)})`), `${rule}: ${caption}`);
      });
    }
  });
});

test('a landing can be predicted: the mark is dragged, then judged in nats', async (t) => {
  const page = await pageOf(t, SINGLE);
  await drawn(page);
  await page.locator('#one .predict').click();
  await page.locator('#one .reveal').waitFor();
  await frame(page);
  assert.equal((await shown(page, '#one')).counter, 'balls', 'the landing is not shown yet');
  const handle = page.locator('#one .handle[data-pin="guess"]');
  const box = await handle.boundingBox();
  await drag(page, [box.x + 22, box.y + 22], [box.x + 112, box.y - 40]);
  await page.locator('#one .reveal').click();
  await frame(page);
  const { caption, spec, counter } = await shown(page, '#one');
  assert.equal(counter, 'cost');
  const [, off, cost] = /^Your mark is (\S+) nats from where the KL ball step lands, .*rom the start it is (\S+) nats[.,]/.exec(caption) ?? [];
  assert.ok(off, caption);
  const model = new core.Model({ model: spec.model, data: spec.data });
  const landing = model.step({ rule: 'kl-ball', radius: 0.08 }, spec.start.at, 'variance').theta;
  // The mark, where it is now, by the words at its handle.
  const [, mu, variance] = /μ (\S+), σ² (\S+)\./.exec(await handle.getAttribute('aria-label'));
  const guess = [Number(mu), Number(variance)];
  const near = (text, value) => assert.ok(Math.abs(Number(text) / value - 1) < 0.06, `${text}, the core: ${value}`);
  near(off, model.kl(landing, guess, 'variance'));
  near(cost, model.kl(spec.start.at, guess, 'variance'));
  assert.equal(await page.locator('#one .predict').innerText(), 'Predict again');
});

test('a prediction ends with the landing, however that comes, and with what it was about', async (t) => {
  const page = await pageOf(t, SINGLE);
  await drawn(page);
  const ask = page.locator('#one .predict');
  const guess = page.locator('#one .handle[data-pin="guess"]');
  const begin = async () => {
    await ask.click();
    // What asks is loaded then.
    await page.locator('#one .reveal').waitFor();
    await soon(page, async () => assert.deepEqual([await ask.isDisabled(), await guess.isVisible()], [true, true]));
  };
  await begin();
  // By the slider instead of the button.
  await page.locator('#one .scrub').fill('5');
  await soon(page, async () => assert.equal(await ask.innerText(), 'Predict again'));
  await soon(page, async () => assert.match((await shown(page, '#one')).caption, /^Your mark is /));
  await begin();
  await page.locator('#one label.control').filter({ hasText: 'data' }).locator('select').selectOption({ label: 'Eight teaching numbers' });
  // The words follow the panels of new data, which may take a frame each.
  await soon(page, async () => assert.equal(await ask.innerText(), 'Predict the landing'));
  await soon(page, async () => assert.ok(await guess.isHidden()));
  await begin();
  await page.locator('#one').evaluate((figure) => { figure.changes = {}; });
  await soon(page, async () => assert.equal(await ask.innerText(), 'Predict the landing'));
  await soon(page, async () => assert.ok(await ask.isEnabled()));
});

test('the article’s goal can be reached, and says how far one is', async (t) => {
  const page = await shelf(t, only(TWO));
  const goal = page.locator(`${TWO} .goal`);
  assert.match(await goal.innerText(), /^Goal: within 0\.001 nats of the best fit in 6 steps, none costing more than 0\.05 nats, from at least 3 nats away\. This start is only 2\.10 nats away/);
  await page.locator(TWO).evaluate((figure) => { figure.start = '-1 1'; figure.radius = '0.05'; });
  await soon(page, async () => assert.match(await goal.innerText(), /So far the best that keeps to it is exact trust region: 0\.00884 nats left/));
  assert.equal(await goal.evaluate((node) => node.classList.contains('met')), false);
  await page.locator(TWO).evaluate((figure) => { figure.start = '1.45 0.18'; });
  await soon(page, async () => assert.match(await goal.innerText(), /Reached by exact trust region/));
  assert.equal(await goal.evaluate((node) => node.classList.contains('met')), true);
});

describe('what a reader changed is in the address', () => {
  const fragment = (page) => page.evaluate(() => location.hash);
  const inAddress = (page, text) => page.waitForFunction((part) => decodeURIComponent(location.hash).includes(part), text);

  test('nothing changed, nothing said', async (t) => {
    const page = await shelf(t);
    await page.mouse.click(5, 5);
    await page.waitForFunction(() => new Promise((done) => { setTimeout(() => done(true), 400); }));
    assert.equal(await fragment(page), '');
  });

  test('a drag, a slider, a menu and a step survive a reload', async (t) => {
    const page = await shelf(t, BOTH);
    const [x, y] = await ring(page, ONE);
    await drag(page, [x, y], [x + 60, y - 80]);
    await control(page, TWO, 'chart 2').selectOption('log-std');
    await control(page, TWO, 'KL radius').press('ArrowRight');
    await page.locator(`${TWO} .back`).click();
    await inAddress(page, 'variance-or-precision.step=19');
    await inAddress(page, 'two-bubbles.start=');
    const [before, after] = [await shown(page, ONE), await shown(page, TWO)];
    await page.reload();
    for (const figure of [TWO, ONE]) {
      await page.locator(figure).scrollIntoViewIfNeeded();
      await drawn(page, figure);
    }
    const [again, then] = [await shown(page, ONE), await shown(page, TWO)];
    assert.deepEqual(again.spec, before.spec);
    assert.deepEqual(then.spec, after.spec);
    assert.equal(then.cursor, 19);
    quiet(page);
  });

  test('and leaving and coming Back; a link within the page keeps it too', async (t) => {
    const page = await shelf(t, only(ONE));
    await page.locator(`${ONE} .handle`).press('Shift+ArrowUp');
    await inAddress(page, 'two-bubbles.start=');
    const { spec } = await shown(page, ONE);
    await page.locator('nav a[href="#fisher"]').click();
    await inAddress(page, 'at=fisher');
    assert.match(decodeURIComponent(await fragment(page)), /two-bubbles\.start=/);
    await page.goto(`${site.origin}/www/icon.svg`);
    await page.goBack();
    await page.locator(ONE).scrollIntoViewIfNeeded();
    await page.waitForFunction((id) => document.querySelector(id)?.spec, ONE);
    await drawn(page, ONE);
    assert.deepEqual((await shown(page, ONE)).spec, spec);
  });

  test('a copied link brings somebody else to the same figure in the same state', async (t) => {
    const page = await shelf(t, { width: 1280, height: 900, permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator(TWO).scrollIntoViewIfNeeded();
    await drawn(page, TWO);
    await page.locator(`${TWO} .handle`).first().press('Shift+ArrowRight');
    await frame(page);
    const { spec } = await shown(page, TWO);
    await page.locator(`${TWO} + .tools .copy-link`).click();
    await page.locator(`${TWO} + .tools`, { hasText: 'Link copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const other = await openPage(browser, link, { width: 1280, height: 900 });
    t.after(() => other.close());
    const there = async (visitor) => {
      await visitor.waitForFunction((id) => { const { top } = document.querySelector(id).getBoundingClientRect(); return top > -5 && top < 300; }, TWO);
      await drawn(visitor, TWO);
      assert.deepEqual((await shown(visitor, TWO)).spec, spec);
    };
    await there(other);
    await other.reload();
    await there(other);
    // The same link, pasted into the address of a page that is open.
    const third = await shelf(t, { width: 1280, height: 900 });
    await third.goto(link);
    await there(third);
  });

  for (const width of [1280, 320]) {
    test(`a reload, and Back from elsewhere, stay where the reader was, however the page grows meanwhile, at ${width} pixels`, async (t) => {
      const page = await shelf(t, { width, height: 900 });
      const top = () => page.locator('#balls').evaluate((figure) => figure.getBoundingClientRect().top);
      // Once nothing grows any more, one stands where one wants to.
      await page.waitForFunction(() => {
        document.querySelector('#balls').scrollIntoView();
        const { scrollHeight } = document.documentElement;
        globalThis.still = scrollHeight === globalThis.was ? (globalThis.still ?? 0) + 1 : 0;
        globalThis.was = scrollHeight;
        return globalThis.still > 60 && document.querySelector('#balls').matches(':state(ready)');
      }, undefined, { polling: 'raf' });
      await page.evaluate(() => scrollBy(0, 125));
      await page.waitForFunction(() => history.state?.id === 'balls' && history.state.top < -100);
      const before = await top();
      assert.ok(before < -100 && before > -150, `${before}`);
      const there = () => page.waitForFunction((was) => Math.abs(document.querySelector('#balls').getBoundingClientRect().top - was) < 3 && document.querySelector('#balls').matches(':state(ready)'), before);
      await page.reload();
      await there();
      await page.goto(`${site.origin}/www/icon.svg`);
      await page.goBack();
      await there();
      // And nothing holds a reader who moves on. A browser ignores a wheel that is turned before it has painted the page.
      await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
      // And a page scrolls only as far as it is long: what is below may still be growing.
      await page.waitForFunction(() => document.documentElement.scrollHeight - innerHeight - scrollY > 2000);
      await page.mouse.move(width / 2, 400);
      await page.mouse.wheel(0, 2000);
      await page.waitForFunction(() => document.querySelector('#balls').getBoundingClientRect().top < -1500);
      await frame(page);
      assert.ok(await top() < -1500);
      await page.locator('nav a[href="#fisher"]').evaluate((link) => link.click());
      await page.waitForFunction(() => Math.abs(document.querySelector('#fisher').getBoundingClientRect().top) < 30);
      await inAddress(page, 'at=fisher');
      await page.goBack();
      await page.waitForFunction(() => document.querySelector('#balls').getBoundingClientRect().top < -1500 && document.querySelector('#balls').getBoundingClientRect().top > -2500);
      quiet(page);
    });
  }

  test('while a page that grows is held in place, the place that is stored is the one that is held', async (t) => {
    const page = await shelf(t);
    // The page grows just before the place is stored, so there was no time yet to put it right. The browser
    // does not put it right by itself either, as Safari does not.
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => { document.documentElement.style.overflowAnchor = 'none'; });
      addEventListener('scroll', () => {
        const write = history.replaceState;
        history.replaceState = (state, ...more) => {
          globalThis.stored ??= state;
          write.call(history, state, ...more);
        };
        document.querySelector('main').prepend(Object.assign(document.createElement('p'), { style: 'height: 300px' }));
        document.querySelector('nav a[href="#fisher"]').click();
      }, { once: true });
    });
    const held = { id: 'balls', top: -125 };
    // What the page itself would store a moment later must not take its place.
    await page.evaluate((state) => {
      history.replaceState(state, '');
      history.replaceState = () => {};
    }, held);
    await page.reload();
    await page.waitForFunction(() => globalThis.stored);
    assert.deepEqual(await page.evaluate(() => globalThis.stored), held);
    quiet(page);
  });

  test('“Start over” takes the changes away, from the figure and from the address', async (t) => {
    const page = await shelf(t, only(ONE));
    const { spec } = await shown(page, ONE);
    await page.locator(`${ONE} .handle`).press('Shift+ArrowUp');
    await inAddress(page, 'two-bubbles.start=');
    await page.locator(`${ONE} + .tools .start-over`).click();
    await page.waitForFunction(() => location.hash === '');
    assert.deepEqual((await shown(page, ONE)).spec, spec);
  });

  test('a bad value falls back to the page as written, and says so; unknown keys mean nothing', async (t) => {
    const page = await shelf(t, only(ONE));
    const { spec } = await shown(page, ONE);
    for (const [hash, message] of [
      ['#v=1&two-bubbles.start=5.3+-1', /start is \[5\.3, -1\]; allowed/],
      ['#v=1&two-bubbles.model=cauchy', /model is "cauchy"; allowed/],
      ['#v=1&two-bubbles.balls=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E', /balls is "<img/],
      ['#v=1&nobody.start=1+2&two-bubbles.view=nothing&two-bubbles.__proto__=1&__proto__.x=1&colour=blue', /^$/],
      [`#v=1&two-bubbles.start=${'9'.repeat(300000)}`, /^$/],
      ['#nonsense', /^$/],
      ['#v=7&two-bubbles.start=5.3+-1', /^$/],
    ]) {
      await page.goto(`${site.origin}/shelf.html${hash}`);
      await page.reload();
      await page.waitForFunction((id) => document.querySelector(id)?.spec, ONE);
      await drawn(page, ONE);
      // The address is read by a script of its own.
      if (!message.test('')) await page.locator(`${ONE} .problem:not([hidden])`).waitFor();
      const found = await shown(page, ONE);
      assert.match(found.problem, message, hash.slice(0, 60));
      assert.deepEqual(found.spec, spec, hash.slice(0, 60));
    }
    assert.deepEqual(page.problems, []);
  });
});

test('a run that has been played to its end leaves no step of its way in the address', async (t) => {
  const page = await shelf(t, { width: 1280, height: 900, figure: TWO });
  await page.locator(`${TWO} .transport button`).first().click();
  await page.locator(`${TWO} .play`).click();
  await page.waitForFunction(() => location.hash.includes('step='));
  await page.waitForFunction((chosen) => document.querySelector(chosen).cursor >= 20, TWO);
  await page.waitForFunction(() => !location.hash.includes('step='));
  quiet(page);
});
