// Moving the start: with the mouse, a finger and the arrow keys.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOTH, agrees, shelf, drag, drawn, frame, only, pageOf, quiet, ring, shown, soon, startIn } from './page.mjs';

const ONE = '#two-bubbles';
const TWO = '#variance-or-precision';
const start = async (page, figure = ONE) => (await shown(page, figure)).spec.start.at;

/** Asserts that the ring is where it was dropped, up to one pixel. */
async function standsAt(page, figure, [x, y], which = 0) {
  const [left, top] = await ring(page, figure, which);
  assert.ok(Math.hypot(left - x, top - y) < 1.5, `the ring is at ${left}, ${top}, not at ${x}, ${y}`);
}

/** The edges of a plane in the viewport. */
const plane = (page, figure, which = 0) => page.locator(`${figure} .plane`).nth(which).boundingBox();

test('dragging the ring takes the start along, and every number follows', async (t) => {
  const page = await shelf(t, only(ONE));
  const [x, y] = await ring(page, ONE);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const seen = [];
  for (const [dx, dy] of [[30, -40], [90, -110], [160, -60], [220, -150]]) {
    await page.mouse.move(x + dx, y + dy, { steps: 4 });
    await frame(page);
    seen.push((await agrees(page, ONE)).spec.start.at);
    await standsAt(page, ONE, [x + dx, y + dy]);
  }
  await page.mouse.up();
  for (let k = 1; k < seen.length; k += 1) assert.ok(seen[k][0] > seen[k - 1][0], 'further right is a larger mean');
  assert.ok(seen[1][1] > seen[0][1] && seen[2][1] < seen[1][1], 'further up is a larger variance');
  quiet(page);
});

test('in the hand the picture follows every frame, words ten times a second; once it rests they are there at once', async (t) => {
  const page = await pageOf(t, '<kl-ball chart="variance" data="teaching" rules="kl-ball" start="-0.3 0.8" steps="1"></kl-ball>', {
    prepare: (page) => page.clock.install({ time: 0 }),
  });
  await drawn(page);
  // From here on the test advances the clock.
  await page.clock.pauseAt(60_000);
  const [x, y] = await ring(page, 'kl-ball');
  await page.mouse.move(x, y);
  await page.mouse.down();
  const after = async (dx, time) => {
    if (dx) await page.mouse.move(x + dx, y);
    await page.clock.runFor(time);
    const { spec, facts } = await shown(page, 'kl-ball');
    await standsAt(page, 'kl-ball', [x + (dx || 40), y]);
    return [spec.start.at[0], facts[0]];
  };
  const [first, words] = await after(20, 20);
  const [second, same] = await after(40, 20);
  assert.ok(second > first, 'the start is in the hand');
  assert.equal(same, words);
  const [rests, followed] = await after(0, 100);
  assert.equal(rests, second);
  assert.notEqual(followed, words);
  const [, waits] = await after(60, 20);
  assert.equal(waits, followed);
  await page.mouse.up();
  const [, told] = await after(60, 20);
  assert.notEqual(told, followed);
  await agrees(page, 'kl-ball');
});

test('what was grasped is kept: the ring does not jump under the pointer', async (t) => {
  const page = await shelf(t, only(ONE));
  const [x, y] = await ring(page, ONE);
  await page.mouse.move(x + 15, y + 12);
  await page.mouse.down();
  await frame(page);
  await standsAt(page, ONE, [x, y]);
  await page.mouse.move(x + 95, y - 68, { steps: 6 });
  await page.mouse.up();
  await frame(page);
  await standsAt(page, ONE, [x + 80, y - 80]);
  await agrees(page, ONE);
});

test('equal ways in pixels are equal ways in the chart, and back is back', async (t) => {
  const page = await shelf(t, only(ONE));
  const [x, y] = await ring(page, ONE);
  const places = [];
  for (const [dx, dy] of [[0, 0], [60, -60], [120, -120]]) {
    await drag(page, await ring(page, ONE), [x + dx, y + dy]);
    places.push(await start(page));
  }
  for (const axis of [0, 1]) {
    const [one, two, three] = places.map((place) => place[axis]);
    assert.ok(Math.abs(three - 2 * two + one) < 0.05 * Math.abs(two - one), `axis ${axis}: ${one}, ${two}, ${three}`);
  }
  await drag(page, await ring(page, ONE), [x, y]);
  const back = await start(page);
  for (const axis of [0, 1]) {
    assert.ok(Math.abs(back[axis] - places[0][axis]) < 0.02 * Math.abs(places[1][axis] - places[0][axis]));
  }
});

test('a ball and a step that reach far beyond the plane are drawn as far as it goes', async (t) => {
  const page = await pageOf(t, '<kl-ball view="plane" chart="variance" data="cavendish" rules="euclidean-ball" start="5.3 0.022" steps="1" euclidean-ball-radius="1000"></kl-ball>');
  await drawn(page);
  const inked = await page.locator('kl-ball .panel.plane .overlay').evaluate((canvas) => {
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    const alpha = (x, y) => data[4 * (Math.round(y * height) * width + Math.round(x * width)) + 3];
    const top = Array.from({ length: width }, (_, x) => data[4 * (Math.round(0.3 * height) * width + x) + 3]);
    return { corners: [[0.2, 0.2], [0.95, 0.2], [0.95, 0.7]].map(([x, y]) => alpha(x, y)), path: Math.max(...top) };
  });
  for (const tint of inked.corners) assert.ok(tint > 0 && tint < 100, `inside the disc: ${inked.corners}`);
  assert.ok(inked.path > 200, 'the path goes up and out');
  quiet(page);
});

test('after letting go, the pointer moves nothing; nor does another button, nor the plane beside the ring', async (t) => {
  const page = await shelf(t, only(ONE));
  const [x, y] = await ring(page, ONE);
  await drag(page, [x, y], [x + 50, y - 50]);
  const there = await start(page);
  await page.mouse.move(x + 150, y - 150, { steps: 3 });
  await drag(page, [x + 200, y - 120], [x + 260, y - 60]);
  await page.mouse.move(...await ring(page, ONE));
  await page.mouse.down({ button: 'right' });
  await page.mouse.move(x + 120, y - 20, { steps: 3 });
  await page.mouse.up({ button: 'right' });
  await frame(page);
  assert.deepEqual(await start(page), there);
});

test('dragging in the second plane moves the start in the first, and the other way round', async (t) => {
  const page = await shelf(t, only(TWO));
  const homes = [await ring(page, TWO, 0), await ring(page, TWO, 1)];
  const moves = [[70, -40], [60, -50]];
  for (const which of [1, 0]) {
    const other = 1 - which;
    const before = await ring(page, TWO, other);
    const target = homes[which].map((x, k) => x + moves[which][k]);
    await drag(page, await ring(page, TWO, which), target);
    await standsAt(page, TWO, target, which);
    const { spec } = await agrees(page, TWO);
    assert.equal(spec.start.chart, ['variance', 'precision'][which]);
    const after = await ring(page, TWO, other);
    assert.ok(Math.hypot(after[0] - before[0], after[1] - before[1]) > 5, 'the other ring has moved');
    const [mean, precision] = startIn(spec, 'precision');
    const [same, variance] = startIn(spec, 'variance');
    assert.ok(Math.abs(mean - same) < 1e-12 && Math.abs(precision * variance - 1) < 1e-12);
  }
});

test('the edge of the domain cannot be crossed, however far one drags', async (t) => {
  const page = await shelf(t, BOTH);
  for (const [figure, which] of [[ONE, 0], [TWO, 0], [TWO, 1]]) {
    const box = await plane(page, figure, which);
    const [x, y] = await ring(page, figure, which);
    const ways = [[x, box.y + box.height + 400], [box.x - 300, y], [box.x + box.width + 500, box.y - 500], [box.x - 50, box.y + box.height + 50], [x, y]];
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const way of ways) {
      await page.mouse.move(...way, { steps: 4 });
      await frame(page);
      const { spec } = await agrees(page, figure);
      assert.ok(startIn(spec, 'variance')[1] > 0);
      const [left, top] = await ring(page, figure, which);
      assert.ok(left >= box.x && left <= box.x + box.width && top >= box.y && top <= box.y + box.height, 'the ring stays in the plane');
    }
    await page.mouse.up();
  }
  quiet(page);
});

test('a start stops where a chart beside does not go on, and everything says the same place', async (t) => {
  const page = await pageOf(t, '<kl-ball id="it" view="plane density" model="mixture" chart="means moments" rules="natural-gradient kl-ball" start="3.1 3.7"></kl-ball>');
  await drawn(page);
  const [x, y] = await ring(page, '#it');
  // Over the line where both means are one, which is the end of the chart of moments, and along it.
  await drag(page, [x, y], [x + 60, y + 60], [x + 120, y + 120], [x + 160, y + 60]);
  const [left, right] = (await shown(page, '#it')).spec.start.at;
  assert.ok(right > left && right - left < 0.2, `${left} ${right}`);
  assert.equal((await shown(page, '#it')).problem, '');
  const label = () => page.locator('#it .handle').first().getAttribute('aria-label');
  await soon(page, async () => assert.ok((await label()).includes(left.toPrecision(3)), `${await label()}: ${left}`));
  quiet(page);
});

test('the arrow keys move the start along the axes; Shift ten times as far, Alt a tenth', async (t) => {
  const page = await shelf(t, BOTH);
  for (const [figure, which, chart] of [[ONE, 0, 'variance'], [TWO, 1, 'precision']]) {
    const handle = page.locator(`${figure} .handle`).nth(which);
    await handle.focus();
    const at = async () => startIn((await agrees(page, figure)).spec, chart);
    const step = async (key) => {
      const before = await at();
      await page.keyboard.press(key);
      await frame(page);
      const after = await at();
      return [after[0] - before[0], after[1] - before[1]];
    };
    const near = (found, expected, what) => assert.ok(Math.abs(found - expected) <= 1e-6 * Math.abs(expected) + 1e-14, `${what}: ${found}, not ${expected}`);
    const [right, still] = await step('ArrowRight');
    assert.ok(right > 0);
    near(still, 0, 'the other coordinate rests');
    const [none, up] = await step('ArrowUp');
    assert.ok(up > 0);
    near(none, 0, 'the other coordinate rests');
    near((await step('ArrowLeft'))[0], -right, 'left');
    near((await step('ArrowDown'))[1], -up, 'down');
    near((await step('Shift+ArrowRight'))[0], 10 * right, 'Shift');
    near((await step('Alt+ArrowUp'))[1], 0.1 * up, 'Alt');
    assert.ok(new URL(page.url()).pathname.endsWith('/shelf.html'), 'Alt and an arrow do not leave the page');
    const before = await at();
    for (const key of ['Control+ArrowRight', 'Home', 'a', 'Enter']) await page.keyboard.press(key);
    await frame(page);
    assert.deepEqual(await at(), before, 'other keys are not the handle’s');
  }
  quiet(page);
});

test('of arrow keys that come faster than frames none is lost', async (t) => {
  const page = await shelf(t, BOTH);
  for (const [figure, which, chart] of [[ONE, 0, 'variance'], [TWO, 1, 'precision']]) {
    const at = async () => startIn((await agrees(page, figure)).spec, chart);
    const pressed = async (...keys) => {
      const before = await at();
      await page.locator(`${figure} .handle`).nth(which).evaluate((handle, all) => {
        for (const key of all) handle.dispatchEvent(new KeyboardEvent('keydown', { key }));
      }, keys);
      await frame(page);
      const after = await at();
      return after.map((value, k) => value - before[k]);
    };
    const [right] = await pressed('ArrowRight');
    const [, up] = await pressed('ArrowUp');
    const both = await pressed('ArrowRight', 'ArrowUp', 'ArrowRight', 'ArrowUp', 'ArrowUp');
    for (const [k, expected] of [2 * right, 3 * up].entries()) {
      assert.ok(expected > 0 && Math.abs(both[k] - expected) < 1e-6 * expected, `${figure}: moved by ${both}, not by ${2 * right} and ${3 * up}`);
    }
  }
  quiet(page);
});

test('the arrow keys stop at the edge too, and the page does not scroll meanwhile', async (t) => {
  const page = await shelf(t, { width: 1280, height: 700 });
  await page.locator(ONE).scrollIntoViewIfNeeded();
  await page.locator(`${ONE} .handle`).focus();
  const scroll = await page.evaluate(() => scrollY);
  for (let k = 0; k < 12; k += 1) await page.keyboard.press('Shift+ArrowDown');
  await frame(page);
  const { spec } = await agrees(page, ONE);
  assert.ok(spec.start.at[1] > 0);
  const lowest = spec.start.at;
  await page.keyboard.press('Shift+ArrowDown');
  await frame(page);
  assert.ok(Math.abs((await start(page))[1] - lowest[1]) < 1e-3 * lowest[1] + 1e-6);
  assert.equal(await page.evaluate(() => scrollY), scroll);
});

test('the ring says what it is and where, to those who cannot see it', async (t) => {
  const page = await shelf(t, only(ONE));
  const handle = page.locator(`${ONE} .handle`);
  const words = await handle.getAttribute('aria-label');
  assert.match(words, /μ 5\.30.*σ² 0\.0220.*[Aa]rrow keys/);
  await handle.press('Shift+ArrowRight');
  await frame(page);
  assert.notEqual(await handle.getAttribute('aria-label'), words);
  // The caption follows the ring a little later, and is said when the hand rests.
  await soon(page, async () => {
    const { caption } = await shown(page, ONE);
    assert.equal(await page.locator(`${ONE} .announcer`).textContent(), caption);
  });
});

/** A page for fingers, and a way to move one. */
async function touchPage(t, more = {}) {
  const page = await shelf(t, { width: 400, height: 800, touch: true, ratio: 2, ...more });
  const cdp = await page.context().newCDPSession(page);
  const finger = async (type, point) => {
    const touchPoints = point ? [{ x: point[0], y: point[1], id: 1 }] : [];
    await cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  const swipe = async (from, to) => {
    await finger('touchStart', from);
    for (let k = 1; k <= 8; k += 1) await finger('touchMove', from.map((x, i) => x + ((to[i] - x) * k) / 8));
    await finger('touchEnd');
    await frame(page);
  };
  return { page, swipe };
}

test('a finger within 22 pixels of the ring takes it along, and the page rests', async (t) => {
  const { page, swipe } = await touchPage(t);
  await page.locator(`${ONE} .panels`).scrollIntoViewIfNeeded();
  await frame(page);
  for (const [dx, dy] of [[20, 0], [-14, 14], [0, -20], [0, 0]]) {
    const scroll = await page.evaluate(() => scrollY);
    const [x, y] = await ring(page, ONE);
    const before = await start(page);
    await swipe([x + dx, y + dy], [x + dx + 40, y + dy - 30]);
    await standsAt(page, ONE, [x + 40, y - 30]);
    assert.notDeepEqual((await agrees(page, ONE)).spec.start.at, before);
    assert.equal(await page.evaluate(() => scrollY), scroll, 'the page does not scroll');
    await swipe([x + 40, y - 30], [x, y]);
  }
  quiet(page);
});

test('a finger anywhere else on the plane scrolls the page, and the start rests', async (t) => {
  const { page, swipe } = await touchPage(t);
  await page.locator(`${ONE} .panels`).scrollIntoViewIfNeeded();
  await frame(page);
  const before = await start(page);
  const scroll = await page.evaluate(() => scrollY);
  const box = await plane(page, ONE);
  const [x, y] = await ring(page, ONE);
  const from = [box.x + box.width * 0.8, box.y + box.height * 0.5];
  assert.ok(Math.hypot(from[0] - x, from[1] - y) > 40);
  await swipe(from, [from[0], from[1] - 150]);
  await page.waitForFunction((was) => scrollY > was + 50, scroll);
  assert.deepEqual(await start(page), before);
});

test('every ring offers 44 pixels to the finger', async (t) => {
  const page = await shelf(t);
  for (const handle of await page.locator('kl-ball .handle').all()) {
    const { width, height } = await handle.boundingBox();
    assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
  }
});
