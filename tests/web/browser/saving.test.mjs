// Files and links saved from a figure open elsewhere and show the same.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { KNOWN_ELEMENTS } from '../figures-of-views.mjs';
import { core, shell } from '../unit/modules.mjs';
import { openPage } from '../browser.mjs';
import { agrees, shelf, browser, drawn, frame, pageOf, quiet, ready, says, site } from './page.mjs';

const MARKUP = `<kl-ball id="it" view="plane density" data="teaching" chart="variance precision" rules="gradient trust-region" rate="0.2"
  radius="0.01" start="-0.3 0.8" steps="6" balls="path" label="Two rules &amp; two charts"></kl-ball>`;

/** Opens a page with a figure whose menu is open; its clipboard may be read. */
async function opened(t, markup = MARKUP) {
  const page = await pageOf(t, markup, { height: 1600, permissions: ['clipboard-read', 'clipboard-write'] });
  await drawn(page);
  await page.locator('#it .saving summary').click();
  await button(page, 'PNG 1×').waitFor();
  return page;
}

const button = (page, name, row = '') => page.locator('#it .saving .row', { hasText: row }).getByRole('button', { name, exact: true });

/** The bytes of what a button saves. */
async function saved(page, name, row = 'Save') {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name, row).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function copied(page, name) {
  await button(page, name, 'Copy').click();
  await page.locator('#it .saving output', { hasText: `${name} copied` }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** A short fingerprint of each canvas. */
const pictures = async (page) => (await page.locator('#it').evaluate((figure) => [...figure.shadowRoot.querySelectorAll('.panels canvas')].map((canvas) => canvas.toDataURL())))
  .map((picture) => createHash('sha256').update(picture).digest('hex'));

test('what is saved: a picture in three sizes, and the figure stays as it was', async (t) => {
  const page = await opened(t);
  const before = await pictures(page);
  const sizes = [];
  for (const ratio of [1, 2, 4]) {
    const { name, bytes } = await saved(page, `PNG ${ratio}×`);
    assert.equal(name, 'it.png');
    assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
    sizes.push([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]);
    // 96 CSS pixels are an inch.
    const at = bytes.indexOf('pHYs') + 4;
    assert.deepEqual([bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4), bytes[at + 8]], [...Array(2).fill(Math.round(ratio * 96 / 0.0254)), 1]);
  }
  const [[width, height]] = sizes;
  assert.ok(width > 1000 && height > 300);
  assert.deepEqual(sizes, [1, 2, 4].map((ratio) => [width * ratio, height * ratio]));
  assert.deepEqual(await pictures(page), before);
  quiet(page);
});

test('Copy, Python gives the program that kl-ball/python writes; what writes it is loaded then', async (t) => {
  const page = await opened(t);
  const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.split('/').at(-1)).filter((name) => /python/.test(name)));
  assert.deepEqual(await loaded(), []);
  const text = await copied(page, 'Python');
  assert.ok((await loaded()).length > 0);
  const { toPython } = await shell('to-python.js');
  assert.equal(text, toPython({ data: 'teaching', chart: 'variance precision', rules: 'gradient trust-region', rate: 0.2, radius: 0.01, start: '-0.3 0.8', steps: 6 }));
  assert.match(text, /^def trust_region\(/m);
  assert.ok(text.split('\n').length <= 121);
  quiet(page);
});

/** The mean difference of two pictures over all pixels and colours, and the share of pixels that differ much. */
const apart = (page, urls) => page.evaluate(async (sources) => {
  const [one, other] = await Promise.all(sources.map(async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return { size: [image.width, image.height], data: context.getImageData(0, 0, image.width, image.height).data };
  }));
  let sum = 0;
  one.data.forEach((value, k) => { sum += Math.abs(value - other.data[k]); });
  return { sizes: [one.size, other.size], mean: sum / one.data.length };
}, urls);

for (const [what, markup] of [
  ['paths, balls and densities', MARKUP],
  ['areas within areas', '<kl-ball id="it" view="plane divergence" rules="none" start="5.35 0.01" other="5.45 0.035"></kl-ball>'],
  ['bars and corners', '<kl-ball id="it" view="plane density" model="categorical" chart="probability sphere" rules="gradient" rate="0.02" start="0.08 0.84" steps="4"></kl-ball>'],
]) {
  test(`as SVG it is the same picture: ${what}`, async (t) => {
    const page = await opened(t, markup);
    const { name, bytes } = await saved(page, 'SVG');
    assert.equal(name, 'it.svg');
    const text = bytes.toString();
    const { elements, words, wrong } = await page.evaluate((source) => {
      const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
      return {
        elements: [...new Set([...parsed.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
        words: [...parsed.querySelectorAll('text')].map(({ textContent }) => textContent), wrong: parsed.querySelector('parsererror')?.textContent,
      };
    }, text);
    assert.equal(wrong, undefined);
    assert.deepEqual(elements.filter((name) => !KNOWN_ELEMENTS.includes(name)), [], 'only what every vector editor knows');
    assert.ok(words.length > 10);
    assert.doesNotMatch(text, /NaN|undefined|rgba|dominant-baseline/);
    const png = await saved(page, 'PNG 1×');
    const { sizes, mean } = await apart(page, [`data:image/svg+xml;base64,${bytes.toString('base64')}`, `data:image/png;base64,${png.bytes.toString('base64')}`]);
    assert.deepEqual(sizes[0], sizes[1]);
    assert.ok(mean < 1.5, `of 255 levels they are ${mean} apart`);
    quiet(page);
  });
}

test('as CSV it is every path in every chart, to the last digit', async (t) => {
  const page = await opened(t);
  const { spec } = await agrees(page, '#it');
  const [head, ...lines] = (await saved(page, 'CSV')).bytes.toString().trimEnd().split('\r\n').map((line) => line.split(','));
  assert.ok(head.every((name) => /^[A-Za-z]\w*$/.test(name)), `plain words: ${head}`);
  assert.equal(new Set(head).size, head.length, 'each once');
  for (const name of ['variance_mu', 'variance_sigma2', 'log_std_ln_sigma', 'natural_eta1', 'expectation_E_x2']) assert.ok(head.includes(name), name);
  assert.ok(lines.every(({ length }) => length === head.length));
  const experiment = new core.Experiment(spec);
  experiment.advance(spec.steps);
  const { charts } = core.catalog().models.find(({ name }) => name === 'gaussian');
  spec.runs.forEach(({ rule, chart }, run) => {
    const own = lines.filter(([number]) => number === String(run + 1));
    assert.ok(own.every(([, name, where]) => name === rule && where === chart));
    assert.deepEqual(own.map((line) => Number(line[head.indexOf('step')])), Array.from(experiment.series(run, 'loss'), (_, k) => k));
    assert.deepEqual(own.map((line) => Number(line[head.indexOf('loss')])), Array.from(experiment.series(run, 'loss')));
    charts.forEach(({ name }, c) => {
      const at = head.indexOf('kl_reverse') + 1 + 2 * c;
      assert.ok(head[at].startsWith(name.replaceAll('-', '_')), name);
      assert.deepEqual(own.flatMap((line) => [Number(line[at]), Number(line[at + 1])]), Array.from(experiment.trajectory(run, name)));
    });
  });
});

test('as CSV it has the runs of every start', async (t) => {
  const page = await opened(t);
  await page.locator('#it').evaluate((figure) => { figure.starts = '5.2 0.2, 5.4 0.05'; });
  await frame(page);
  const [head, ...lines] = (await saved(page, 'CSV')).bytes.toString().trimEnd().split('\r\n').map((line) => line.split(','));
  const firsts = lines.filter((line) => line[head.indexOf('step')] === '0' && line[0] === '1');
  assert.deepEqual(firsts.map((line) => line[head.indexOf('start')]), ['1', '2', '3']);
  assert.deepEqual(firsts.slice(1).map((line) => ['variance_mu', 'variance_sigma2'].map((name) => Number(line[head.indexOf(name)]))), [[5.2, 0.2], [5.4, 0.05]]);
});

test('as JSON it is the experiment, and opens as the same figure', async (t) => {
  const page = await opened(t);
  await page.locator('#it .scrub').fill('3');
  await page.locator('#it .handle').first().press('ArrowUp');
  await frame(page);
  const { spec } = await agrees(page, '#it');
  const before = await pictures(page);
  const { bytes } = await saved(page, 'JSON');
  const { figure, ...experiment } = JSON.parse(bytes);
  assert.deepEqual(new core.Experiment(experiment).spec, spec);
  assert.deepEqual(Object.keys(figure).sort(), ['balls', 'step', 'view']);
  await page.evaluate(() => { document.querySelector('#it').outerHTML = '<kl-ball id="it"></kl-ball>'; });
  await drawn(page);
  await page.locator('#it .saving summary').click();
  await button(page, 'JSON…').waitFor();
  const open = async (content) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, 'JSON…').click()]);
    await chooser.setFiles({ name: 'it.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await open(bytes);
  await page.waitForFunction((steps) => document.querySelector('#it').spec?.steps === steps, spec.steps);
  await frame(page);
  const again = await agrees(page, '#it');
  assert.deepEqual(again.spec, spec);
  assert.equal(again.cursor, 3);
  assert.deepEqual(await pictures(page), before);
  await open('{"model": "gaussian", "runs": [{ "rule": "magic" }]}');
  await page.locator('#it .saving output', { hasText: /; allowed: / }).waitFor();
  await open('<script>');
  await page.locator('#it .saving output', { hasText: /^spec is not JSON/ }).waitFor();
  assert.deepEqual((await agrees(page, '#it')).spec, spec, 'what is refused changes nothing');
});

test('a run is a film that a browser can play', async (t) => {
  const page = await opened(t, '<kl-ball id="it" rules="kl-ball" data="teaching" start="-0.3 0.8" steps="2"></kl-ball>');
  const { name, bytes } = await saved(page, 'Film');
  assert.equal(name, 'it.webm');
  assert.equal(bytes.readUInt32BE(0), 0x1a45dfa3, `${bytes.length} bytes`);
  const [width, height] = await page.evaluate(async (source) => {
    const blob = await (await fetch(source)).blob();
    const film = Object.assign(document.createElement('video'), { src: URL.createObjectURL(blob), muted: true });
    await new Promise((done, failed) => { film.oncanplay = done; film.onerror = () => failed(new Error(film.error.message)); });
    return [film.videoWidth, film.videoHeight];
  }, `data:video/webm;base64,${bytes.toString('base64')}`);
  assert.ok(width > 1000 && height > 500);
  quiet(page);
});

test('what is copied shows exactly the same figure elsewhere', async (t) => {
  const page = await opened(t);
  await page.locator('#it .scrub').fill('4');
  await page.locator('#it select').filter({ has: page.locator('option', { hasText: 'along the paths' }) }).selectOption('start');
  await frame(page);
  const { spec } = await agrees(page, '#it');
  const before = await pictures(page);
  const snippet = await copied(page, 'Element');
  assert.match(snippet, /^<kl-ball .*label="Two rules &amp; two charts".*<\/kl-ball><script type="module" src="http.*kl-ball-element\.js"><\/script>$/);
  await page.evaluate((markup) => { document.body.innerHTML = markup.replace(/<script.*/, '').replace('<kl-ball', '<kl-ball id="it"'); }, snippet);
  await drawn(page);
  const { spec: again, cursor } = await agrees(page, '#it');
  assert.deepEqual([again, cursor], [spec, 4]);
  assert.deepEqual(await pictures(page), before);
  quiet(page);
});

/** The files of a .zip, as text by name. */
const unpacked = (bytes) => Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, Buffer.from(content).toString()]));

test('for a post: a picture and a line; the figure takes the place of the picture and nothing moves', async (t) => {
  const page = await opened(t, MARKUP.replace('rate="0.2"', 'rate="0.2" controls="all"'));
  const { name, bytes } = await saved(page, 'For a post');
  assert.equal(name, 'it.zip');
  const files = unpacked(bytes);
  if (process.env.HOST_PICTURES) writeFileSync(`${process.env.HOST_PICTURES}/post.svg`, files['it/it.svg']);
  assert.deepEqual(Object.keys(files), ['it/it.svg', 'it/it-phone.svg', 'it/it-tablet.svg', 'it/it.html', 'it/README.txt']);
  const line = files['it/it.html'].trim();
  assert.ok(files['it/README.txt'].includes(line));
  assert.equal(line.split('\n').length, 1);
  const [, width, height] = /<img src="it\.svg" alt="[^"]+" width="(\d+)" height="(\d+)" align="top" \/><\/picture><\/kl-ball><script/.exec(line).map(Number);
  assert.match(files['it/it.svg'], new RegExp(`^<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="12 12 ${width} ${height}">\n<title>Two rules`));
  assert.match(files['it/it.svg'], /class="dashed" stroke-dasharray/, 'what is dashed says so, where dashes are lost');
  const { spec } = await agrees(page, '#it');

  const post = await openPage(browser, 'about:blank', { width: 1280, height: 1200 });
  t.after(() => post.close());
  let give;
  const wanted = new Promise((done) => { give = done; });
  await post.route('**/post/*', (route) => (route.request().url().endsWith('.svg') ? route.fulfill({ contentType: 'image/svg+xml', body: files[`it/${route.request().url().split('/').at(-1)}`] })
    : route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>A post</title><link rel="icon" href="data:,"><p>Before.</p><p>${line.replace(/src="http[^"]*"/, 'src="/www/kl-ball.js"')}</p><p id="after">After.</p>` })));
  await post.route('**/www/kl-ball.js', async (route) => {
    await wanted;
    await route.continue();
  });
  await post.goto(`${site.origin}/post/index.html`, { waitUntil: 'commit' });
  await post.waitForFunction(() => document.querySelector('img')?.complete && document.querySelector('#after'));
  const place = () => post.evaluate(() => ['kl-ball', '#after'].map((one) => document.querySelector(one).getBoundingClientRect().top));
  const before = await place();
  assert.ok(await post.evaluate(() => document.querySelector('img').naturalWidth) > 0, 'the picture is there before any script');
  await post.evaluate(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });
  });
  give();
  await ready(post);
  for (let k = 0; k < 5; k += 1) await frame(post);
  if (process.env.HOST_PICTURES) await post.screenshot({ path: `${process.env.HOST_PICTURES}/post-live.png` });
  const now = await place();
  before.forEach((top, k) => assert.ok(Math.abs(now[k] - top) <= 1, `${before} before, ${now} now`));
  assert.ok(await post.evaluate(() => shift) < 0.001, 'no layout shift');
  assert.deepEqual(await post.locator('kl-ball').evaluate((figure) => figure.spec), spec);
  await post.locator('kl-ball .more > summary').click();
  await post.locator('kl-ball .ledger').waitFor();
  quiet(post);
});

test('an author may leave the menu out', async (t) => {
  const page = await pageOf(t, '<kl-ball id="it" controls="some" steps="1"></kl-ball>');
  await drawn(page);
  assert.ok(await page.locator('#it .saving').isHidden());
});

test('what is saved: docs/figures.md says it, and every figure can be', async (t) => {
  const page = await shelf(t, { width: 1280, height: 900, figure: '#own' });
  await says(page, /gives a picture to print or to edit, every path in every chart as a table, a film of the run, or the experiment to open again/);
  await page.locator('#own .saving button').first().waitFor();
  const names = await page.locator('#own .saving button').allTextContents();
  assert.deepEqual(names, ['PNG 1×', 'PNG 2×', 'PNG 4×', 'SVG', 'CSV', 'JSON', 'Film', 'GIF', 'For a post', 'Element', 'Iframe', 'Link', 'JSON', 'Python', 'JSON…']);
});
