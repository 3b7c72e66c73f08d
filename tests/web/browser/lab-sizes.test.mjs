// The lab in windows of all kinds: enlarged, low, on an old beamer, on a phone, and with very many rules.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quiet, soon } from './page.mjs';
import { lab, windows } from './lab.mjs';

const ALL_RULES = '#v=1&model=logistic&chart=whitened&view=plane+density&rules=gradient+momentum+nesterov+adagrad+rmsprop+adam+natural-gradient+newton+kl-ball+trust-region&balls=start&steps=20';

/** Where parts of the lab are on the page, and how large the page is. */
const places = (page) => page.locator('#lab').evaluate(({ shadowRoot }) => {
  const box = (element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return { top: top + scrollY, bottom: bottom + scrollY, left, right };
  };
  return {
    panels: [...shadowRoot.querySelectorAll('.slot')].map(box), stage: box(shadowRoot.querySelector('.stage')), foot: box(shadowRoot.querySelector('.foot')),
    said: box(shadowRoot.querySelector('.said-now')), notice: box(shadowRoot.querySelector('.notice')), plane: box(shadowRoot.querySelector('.slot .panel')),
    page: { width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight },
  };
});

for (const [what, options] of Object.entries({
  'enlarged to 200 %': { width: 640, height: 360, ratio: 2 }, 'a phone on its side': { width: 844, height: 390 }, 'just wider than a phone': { width: 652, height: 700 },
})) {
  test(`${what}: everything can be reached`, async (t) => {
    const page = await lab(t, { hash: '#v=1&preset=influence', ...options });
    const { panels, stage, foot, page: { width, height } } = await places(page);
    assert.ok(width <= options.width && foot.bottom <= height + 1, `${foot.bottom} of ${height}`);
    for (const panel of panels) assert.ok(panel.bottom <= stage.bottom + 1 && panel.bottom <= foot.top + 1 && panel.right <= width, JSON.stringify([panel, stage]));
    await page.mouse.move(options.width / 2, 20);
    await page.mouse.wheel(0, 1000);
    await page.waitForFunction((most) => scrollY >= most - 1, height - options.height);
    quiet(page);
  });
}

test('a beamer of 1024 by 768 shows the whole figure', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=influence', width: 1024, height: 768 });
  await page.keyboard.press('p');
  await page.locator('.lab.projector').waitFor();
  await page.waitForFunction(() => {
    const { shadowRoot } = document.querySelector('#lab');
    const bottom = (name) => shadowRoot.querySelector(name).getBoundingClientRect().bottom;
    const lowest = Math.max(...[...shadowRoot.querySelectorAll('.slot')].map((slot) => slot.getBoundingClientRect().bottom));
    return bottom('.foot') <= innerHeight + 1 && lowest <= shadowRoot.querySelector('.foot').getBoundingClientRect().top + 1;
  });
  quiet(page);
});

test('on a projector the panels end above the sentence, whatever was shown before', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=launches', reducedMotion: true });
  await page.keyboard.press('p');
  await page.locator('.lab.projector').waitFor();
  // Each has a sentence of three lines, and room for two of them for a moment between.
  for (const [key, title] of [['PageDown', 'Eight launches at a time'], ['PageUp', 'The O-rings'], ['PageDown', 'Eight launches at a time'], ['PageDown', 'Raw, rescaled, whitened']]) {
    await page.keyboard.press(key);
    await soon(page, async () => {
      const { shown, lowest, foot } = await page.locator('#lab').evaluate(({ shadowRoot }) => ({
        shown: shadowRoot.querySelector('.presets .name').textContent,
        lowest: Math.max(...[...shadowRoot.querySelectorAll('.slot')].map((slot) => slot.getBoundingClientRect().bottom)),
        foot: shadowRoot.querySelector('.foot').getBoundingClientRect().top,
      }));
      assert.equal(shown, title);
      assert.ok(lowest <= foot + 2, `${title}: panels to ${lowest}, words from ${foot}`);
    });
  }
  quiet(page);
});

for (const [width, height] of [[1024, 768], [1920, 1080]]) {
  test(`maps on a projector of ${width} by ${height}: their keys end above the sentence, and a search covers no map`, async (t) => {
    for (const preset of ['which-peak', 'plateau-map', 'starts', 'cover']) {
      const page = await lab(t, { hash: `#v=1&preset=${preset}`, width, height });
      await page.keyboard.press('p');
      await page.locator('.lab.projector').waitFor();
      await soon(page, async () => {
        const { keys, text, bars, plots } = await page.locator('#lab').evaluate(({ shadowRoot }) => {
          const all = (selector) => [...shadowRoot.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
          const plot = (bar) => bar.closest('.slot').querySelector('.mapped .panel').getBoundingClientRect();
          return {
            keys: all('.legend ul').map(({ bottom }) => bottom), text: all('.foot figcaption')[0].top,
            bars: [...shadowRoot.querySelectorAll('.slot .progress')].map((bar) => ({ bar: bar.getBoundingClientRect(), plot: plot(bar) })), plots: all('.mapped .panel').map(({ height: high }) => high),
          };
        });
        assert.ok(keys.length && keys.every((bottom) => bottom <= text + 1), `${preset}: keys to ${keys}, text from ${text}`);
        // The bar stands in the line of the name of the vertical axis, above the plot.
        for (const { bar, plot } of bars) assert.ok(bar.bottom <= plot.top + 1.5 * bar.height && bar.height < 0.25 * plot.height, `${preset}: ${JSON.stringify(bars)}`);
        assert.ok(plots.every((high) => high > 0.25 * height), `${preset}: planes of ${plots}`);
      });
      quiet(page);
      await page.close();
    }
  });
}

test('a long sentence on a phone is one short one, and the rest is behind a button', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=which-peak', width: 390, height: 844 });
  const claim = page.locator('.claim');
  assert.match(await claim.innerText(), /^Two peaks, and a map of starts\. more$/);
  await page.getByRole('button', { name: 'more of what is seen' }).click();
  assert.match(await claim.innerText(), /never reaches the best fit\. .* less$/);
  const caption = page.locator('.foot figcaption');
  await soon(page, async () => assert.match(await caption.innerText(), /^Gradient descent at .* of the starts in sight\.$/));
  const short = (await caption.innerText()).length;
  await page.getByRole('button', { name: 'more of the sentence below' }).click();
  await soon(page, async () => assert.match(await caption.innerText(), /^A start arrives when its loss is/));
  assert.ok((await caption.innerText()).length > 2 * short);
  await page.getByRole('button', { name: 'less of the sentence below' }).click();
  await soon(page, async () => assert.match(await caption.innerText(), /^Gradient descent at/));
  // The other presets say what they are in one sentence, too.
  await page.keyboard.press('PageDown');
  await soon(page, async () => assert.match(await claim.innerText(), /more$/));
  // The rest of another sentence below is hidden, too, whatever was asked for before.
  await page.keyboard.press('PageUp');
  await page.getByRole('button', { name: 'more of the sentence below' }).click();
  await soon(page, async () => assert.match(await caption.innerText(), /^A start arrives when its loss is/));
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageUp');
  await soon(page, async () => assert.match(await caption.innerText(), /^Gradient descent at/));
  quiet(page);
});

test('a long sentence below takes three lines of a phone, and the rest is behind a button', async (t) => {
  for (const [preset, isLong] of [['halving', true], ['order', true], ['race', true], ['same-name', false]]) {
    const page = await lab(t, { hash: `#v=1&preset=${preset}`, width: 390, height: 844 });
    const caption = page.locator('.foot figcaption');
    const lines = () => caption.evaluate((text) => text.clientHeight / parseFloat(getComputedStyle(text).lineHeight));
    const more = page.getByRole('button', { name: 'more of the sentence below' });
    await soon(page, async () => assert.equal(await more.isVisible(), isLong, preset));
    assert.ok(await lines() <= 3.1, `${preset}: ${await lines()} lines`);
    if (isLong) {
      await more.click();
      await soon(page, async () => {
        const { scrollHeight, clientHeight } = await caption.evaluate((text) => ({ scrollHeight: text.scrollHeight, clientHeight: text.clientHeight }));
        assert.ok(await lines() > 3.1 && scrollHeight <= clientHeight + 1, `${preset}: all of it is in sight`);
      });
      await page.getByRole('button', { name: 'less of the sentence below' }).click();
      await soon(page, async () => assert.ok(await lines() <= 3.1));
    }
    quiet(page);
    await page.close();
  }
});

test('the button for the rest keeps the focus while what is said changes', async (t) => {
  const page = await lab(t, { hash: ALL_RULES, width: 390, height: 844 });
  const claim = page.locator('.claim');
  await page.getByRole('button', { name: 'more of what is seen' }).focus();
  const before = await claim.textContent();
  await page.keyboard.press('ArrowLeft');
  await soon(page, async () => assert.notEqual(await claim.textContent(), before));
  assert.equal(await page.locator('#lab').evaluate(({ shadowRoot }) => shadowRoot.activeElement?.className), 'rest');
  quiet(page);
});

test('on a phone the first hint hides neither the sentence nor the plane', async (t) => {
  const page = await lab(t, { width: 390, height: 844, touch: true });
  await page.locator('.notice.shown').waitFor();
  const { notice, said, plane, foot } = await places(page);
  assert.ok(notice.top >= plane.bottom && notice.top >= said.bottom && notice.bottom <= foot.top, JSON.stringify({ notice, said, plane, foot }));
});

test('on a phone a finger has room to slide through a run, and which step is shown has two lines at most', async (t) => {
  const page = await lab(t, { width: 390, height: 844, touch: true, hash: '#v=1&preset=heartbeat' });
  // A long run goes on while it is shown.
  await soon(page, async () => assert.equal(await page.locator('.transport .counter').innerText(), 'step 3000 of 3000'));
  const [scrub, counter, play] = await Promise.all(['scrub', 'counter', 'play'].map((part) => page.locator(`.transport .${part}`).boundingBox()));
  assert.ok(scrub.width >= 115, `${scrub.width}`);
  assert.ok(counter.height <= play.height && counter.x >= scrub.x + scrub.width && counter.x + counter.width <= 390, JSON.stringify({ scrub, counter, play }));
  quiet(page);
});

test('on a phone a chart without a plane takes the screen that a plane would have', async (t) => {
  const page = await lab(t, { width: 390, height: 844, touch: true, hash: '#v=1&preset=halving' });
  const { plane, foot } = await places(page);
  assert.ok(plane.bottom - plane.top >= 0.55 * 844 && plane.bottom <= foot.top, JSON.stringify({ plane, foot }));
  quiet(page);
});

test('ten rules are named in a sentence that is not cut off', async (t) => {
  const page = await lab(t, { hash: ALL_RULES });
  const claim = page.locator('.claim');
  assert.match(await claim.innerText(), /^Each line is a run: gradient descent, momentum, .*, KL ball, exact trust region\. Nearest to the best fit after 20 steps: exact trust region\.$/);
  const { high, room } = await page.locator('.said-now').evaluate(({ scrollHeight, clientHeight }) => ({ high: scrollHeight, room: clientHeight }));
  assert.ok(high <= room + 1, `${high} in ${room}`);
});

test('very small sizes fit their fields, and can be typed as they are written', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=whitening' });
  const fields = page.locator('.rules .typed');
  for (const { text, over } of await fields.evaluateAll((all) => all.map((field) => ({ text: field.value, over: field.scrollWidth - field.clientWidth })))) {
    assert.ok(over <= 1 && Number.isFinite(Number(text)), `${text}: ${over} pixels too long`);
  }
  const small = fields.nth(1);
  const before = await small.inputValue();
  assert.match(before, /e-\d+$/);
  await small.press('Enter');
  await small.blur();
  assert.equal(await small.inputValue(), before);
  await small.press('ArrowUp');
  await small.blur();
  assert.ok(Number(await small.inputValue()) > Number(before));
});

test('where one chart moves into another its discs arrive whole, as eggs, also on a projector', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=renamed', reducedMotion: true });
  // The largest eggs reach to a precision of 1.54.
  const holds = () => soon(page, async () => {
    const [, , low, high] = (await windows(page)).precision;
    assert.ok(low < 0.44 && high > 1.54, `${low} to ${high}`);
  });
  await holds();
  await page.keyboard.press('p');
  await holds();
  quiet(page);
});
