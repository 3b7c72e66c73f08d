// Every view as SVG: what a vector editor gets is what the canvas shows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FIGURES, KNOWN_ELEMENTS } from '../figures-of-views.mjs';
import { drawn, pageOf, quiet } from './page.mjs';

const MARKUP = Object.entries(FIGURES).map(([id, attributes]) => `<kl-ball id="${id}" ${attributes}></kl-ball>`).join('');

/** Pixels that differ from the background by more than `INK` levels are ink. Two pictures agree at a pixel of ink if a pixel next to it differs by at most `NEAR` levels. */
const [INK, NEAR] = [24, 48];

/** The least share of the ink of each picture that must agree with the other. Letters are hinted differently, and lines fall between pixels. */
const LEAST = 0.99;

/** Both pictures of a figure as it stands at one moment, as the menu saves them. */
async function saved(page, id) {
  const downloads = [];
  const both = new Promise((done) => {
    page.on('download', function hear(download) {
      downloads.push(download);
      if (downloads.length < 2) return;
      page.off('download', hear);
      done();
    });
  });
  await page.locator(`#${id}`).evaluate((figure) => {
    for (const name of ['SVG', 'PNG 1×']) [...figure.shadowRoot.querySelectorAll('.saving button')].find(({ textContent }) => textContent === name).click();
  });
  await both;
  const bytes = Object.fromEntries(await Promise.all(downloads.map(async (download) => [download.suggestedFilename().split('.')[1], readFileSync(await download.path())])));
  return { text: bytes.svg.toString(), urls: [`data:image/svg+xml;base64,${bytes.svg.toString('base64')}`, `data:image/png;base64,${bytes.png.toString('base64')}`] };
}

/** What a browser makes of SVG markup, and the share of each picture's ink that the other has. */
const compared = (page, { text, urls }) => page.evaluate(async ([source, sources, ink, near]) => {
  const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
  const pictures = await Promise.all(sources.map(async (src) => {
    const image = Object.assign(new Image(), { src });
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return { size: [image.width, image.height], data: context.getImageData(0, 0, image.width, image.height).data };
  }));
  const [[width]] = pictures.map(({ size }) => size);
  const differ = (one, k, other, l) => Math.max(...[0, 1, 2].map((c) => Math.abs(one[4 * k + c] - other[4 * l + c])));
  const around = [-1, 0, 1].flatMap((row) => [-1, 0, 1].map((column) => row * width + column)).sort((a, b) => Math.abs(a) - Math.abs(b));
  const shares = pictures.map(({ data }, which) => {
    const { data: other } = pictures[1 - which];
    let [all, found] = [0, 0];
    for (let k = width + 1; k < data.length / 4 - width - 1; k += 1) {
      if (differ(data, k, data, 0) <= ink) continue;
      all += 1;
      if (around.some((step) => differ(data, k, other, k + step) <= near)) found += 1;
    }
    return { all, share: found / all };
  });
  return {
    sizes: pictures.map(({ size }) => size), shares,
    wrong: parsed.querySelector('parsererror')?.textContent,
    elements: [...new Set([...parsed.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
    references: [...parsed.querySelectorAll('[href]')].map((element) => element.getAttribute('href').slice(0, 14)),
  };
}, [text, urls, INK, NEAR]);

test('every view as SVG is the picture on its canvas', async (t) => {
  const page = await pageOf(t, MARKUP, { width: 900, height: 24_000, sources: true });
  await drawn(page);
  // A figure that is still working could change between the two pictures.
  await page.waitForFunction(() => [...document.querySelectorAll('kl-ball')].every(({ shadowRoot }) =>
    !/being|so far|…/.test(shadowRoot.querySelector('figcaption').textContent + shadowRoot.querySelector('.account').textContent)));
  const views = new Set();
  for (const id of Object.keys(FIGURES)) {
    await page.locator(`#${id} .saving summary`).click();
    await page.locator(`#${id} .saving button`).first().waitFor();
    (await page.locator(`#${id}`).evaluate((figure) => figure.getAttribute('view') ?? 'plane')).split(' ').forEach((view) => views.add(view));
    const picture = await saved(page, id);
    assert.doesNotMatch(picture.text, /NaN|undefined|Infinity|rgba|dominant-baseline/, id);
    const { sizes, shares, wrong, elements, references } = await compared(page, picture);
    assert.equal(wrong, undefined, id);
    assert.deepEqual(sizes[0], sizes[1], id);
    assert.deepEqual(elements.filter((name) => ![...KNOWN_ELEMENTS, 'image'].includes(name)), [], `${id}: only what every vector editor knows`);
    assert.ok(references.every((reference) => reference.startsWith('data:image/png')), `${id}: nothing from elsewhere`);
    assert.equal(elements.includes('image'), id === 'map', `${id}: points of a picture only where there is one`);
    for (const { all, share } of shares) {
      assert.ok(all > 2000, `${id}: ${all} pixels of ink`);
      assert.ok(share >= LEAST, `${id}: of the ink ${share} is in the other picture too`);
    }
    await page.locator(`#${id} .saving summary`).click();
  }
  const all = await page.evaluate(async () => (await import('/www/views/index.js'), (await import('/www/views/registry.js')).VIEWS));
  assert.deepEqual([...views].sort(), [...all].sort(), 'no view is left out');
  quiet(page);
});
