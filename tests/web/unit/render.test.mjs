// Figures drawn in Node, where there is no page.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { FIGURES } from '../presets.mjs';
import { shell } from './modules.mjs';
import { elementsOf, textsOf } from '../xml.mjs';

const { render } = await shell('render.js');
const { catalogue, ruleEntry } = await shell('core.js');
const { palette } = await shell('palette.js');

const WIDTH = 720;

/** The attributes whose values are numbers or lists of numbers, except paths. */
const NUMBERS = ['x', 'y', 'width', 'height', 'cx', 'cy', 'r', 'viewBox', 'font-size', 'stroke-width', 'stroke-dasharray', 'points', 'x1', 'y1', 'x2', 'y2'];

function assertFinite({ name, attributes }) {
  for (const key of NUMBERS.filter((one) => one in attributes)) {
    assert.ok(attributes[key].split(/[\s,]+/).every((part) => Number.isFinite(Number(part))), `${name} ${key}="${attributes[key]}"`);
  }
  if (attributes.d) assert.match(attributes.d, /^(?:[MLHVCQZz]|-?\d+(?:\.\d+)?(?:e-?\d+)?|[\s,])+$/, attributes.d.slice(0, 80));
}

test('there are figures', () => assert.ok(Object.keys(FIGURES).length > 20));

for (const [id, attributes] of Object.entries(FIGURES)) {
  test(`${id}: a whole picture, the same again`, async () => {
    const text = await render(attributes, { width: WIDTH });
    const [root, ...elements] = elementsOf(text);
    assert.equal(root.attributes.width, String(WIDTH));
    assert.ok(elements.length > 30);
    for (const element of [root, ...elements]) assertFinite(element);
    const words = textsOf(text);
    for (const { text: word } of words) assert.doesNotMatch(word, /NaN|undefined|Infinity|\[object|being computed|being run|Searching/);
    const { desc, title, texts } = grouped(words);
    assert.equal(title[0], attributes.label);
    const all = texts.join(' ');
    assert.ok(desc[0].length > 20, 'there is a caption');
    assert.ok(all.endsWith(desc[0]), 'the caption is written below the figure');
    for (const rule of (attributes.rules ?? '').split(' ').filter((name) => name && name !== 'none')) assert.ok(texts.includes(ruleEntry(rule).label), `${rule} is in the key`);
    assert.equal(await render(attributes, { width: WIDTH }), text, 'the same bytes');
  });
}

/** The name of a picture, its description, and the words that are drawn. */
function grouped(words) {
  const of = (...names) => words.filter(({ name }) => names.includes(name)).map(({ text }) => text);
  return { desc: of('desc'), title: of('title'), texts: of('text') };
}

test('a map has its key below it: the scale of colours, and what became of the starts that do not arrive', async () => {
  const two = { view: 'map', rules: 'newton gradient', 'gradient-rate': '0.2', cells: '16', limit: '60', start: '5.3 0.1' };
  for (const width of [360, WIDTH, 1100]) {
    const text = await render(two, { width });
    const { desc: [caption], texts } = grouped(textsOf(text));
    assert.equal(texts.filter((word) => word === 'steps').length, 2, 'a scale for each map');
    for (const tick of ['0', '1', '3', '10', '60']) assert.ok(texts.filter((word) => word === tick).length >= 2, tick);
    // What arrives is in the caption, what does not in the key; together that is all.
    const percent = (word) => Number(/([\d.]+)\s*%/.exec(word)[1]);
    const ends = texts.filter((word) => /^[a-z].*: [\d.]+\s*%$/.test(word));
    const arrived = [...caption.matchAll(/([\d.]+)\s*% of the starts/g)].map(([part]) => percent(part));
    assert.equal(arrived.length, 2);
    assert.ok(ends.length >= 2, ends.join());
    const all = [...ends.map(percent), ...arrived].reduce((sum, part) => sum + part, 0);
    assert.ok(Math.abs(all - 200) < 0.1 * (ends.length + 2), `${all} %: ${ends.join()}; ${caption}`);
    // Both maps are pictures of cells, and so is a sample before each of the words.
    assert.equal(elementsOf(text).filter(({ name }) => name === 'image').length, 2 + ends.length);
  }
});

const SMALL = { view: 'plane density', rules: 'kl-ball', start: '5.3 0.022', steps: '1' };

test('a picture without a label is named by its panels', async () => {
  const { title } = grouped(textsOf(await render({ view: 'plane density', rules: 'kl-ball', chart: 'variance precision' })));
  assert.equal(title[0], 'The plane of mean and variance, The plane of mean and precision, The distributions');
  const named = grouped(textsOf(await render({ view: 'plane', rules: 'kl-ball', label: 'Two balls' })));
  assert.equal(named.title[0], 'Two balls');
});

test('a learner is a rule with a rate, and any other word is named', async () => {
  const learns = ({ options }) => options.some(({ name, kind }) => name === 'rate' && kind === 'number');
  for (const rule of catalogue().rules) {
    const attributes = { view: 'order', learners: rule.name, observations: '20', [`${rule.name}-rate`]: '0.1' };
    if (learns(rule)) assert.match(await render(attributes), new RegExp(rule.label.replace(/[()]/g, '\\$&')));
    else await assert.rejects(render({ view: 'order', learners: rule.name }), new RegExp(`learners has "${rule.name}"; allowed: gradient, `));
  }
  await assert.rejects(render({ view: 'order', learners: 'gradient gradiant' }), /learners has "gradiant"; allowed: gradient, /);
});

test('a window of a chart that the model does not have is named', async () => {
  await assert.rejects(render({ view: 'plane', rules: 'kl-ball', window: 'precison 5 6 0 50' }), /window names the chart "precison"; allowed with model "gaussian": variance, /);
  assert.ok(await render({ view: 'plane', rules: 'kl-ball', window: 'precision 5 6 0 50' }), 'a chart that is not shown may have one');
});

test('themes: the option, then the attribute, then the light one', async () => {
  const ground = async (...given) => elementsOf(await render(...given)).find(({ name }) => name === 'rect').attributes.fill;
  const [light, dark] = [palette('light').ground, palette('dark').ground];
  assert.equal(await ground(SMALL), light);
  assert.equal(await ground({ ...SMALL, theme: 'dark' }), dark);
  assert.equal(await ground({ ...SMALL, theme: 'dark' }, { theme: 'light' }), light);
  const text = await render(SMALL, { theme: 'dark' });
  for (const [name, color] of Object.entries(palette('light'))) if (color !== palette('dark')[name]) assert.ok(!text.includes(color), `${name} of the light theme`);
});

test('a scale changes the size and nothing else', async () => {
  const [one, two] = [await render(SMALL, { width: 400 }), await render(SMALL, { width: 400, scale: 2 })];
  const size = (text) => elementsOf(text)[0].attributes;
  assert.equal(size(two).width, '800');
  assert.equal(Number(size(two).height), 2 * Number(size(one).height));
  assert.equal(size(two).viewBox, size(one).viewBox);
  const inner = (text) => text.slice(text.indexOf('\n'));
  assert.equal(inner(two), inner(one));
});

test('values may be numbers, lists, and an experiment as an object', async () => {
  const text = await render(SMALL);
  assert.equal(await render({ ...SMALL, view: ['plane', 'density'], start: [5.3, 0.022], steps: 1, classroom: false, label: undefined }), text);
  const spec = { model: 'gaussian', start: { chart: 'variance', at: [5.3, 0.022] }, runs: [{ rule: 'kl-ball', chart: 'variance', radius: 0.05 }], steps: 3 };
  assert.equal(await render({ spec }), await render({ spec: JSON.stringify(spec) }));
  assert.ok(await render({ ...SMALL, classroom: true }) !== text, 'type is larger');
});

test('data may come from a table at an address', async () => {
  const table = 'data:text/csv,mass,length%0A1.5,7%0A2.5,8%0A4,9';
  const of = (more) => render({ view: 'plane', rules: 'kl-ball', steps: '1', ...more });
  const picture = await of({ 'data-src': table, 'data-x': 'mass' });
  assert.match(picture, /<desc>.*Data: column mass, 3 rows; passed over: length\.<\/desc>/);
  assert.equal(picture.replace(/ Data: [^<]*/, ''), await of({ data: '1.5 2.5 4' }));
  await assert.rejects(of({ 'data-src': 'nowhere' }), { message: /^data-src is "nowhere"; allowed/ });
});

test('data may come from a file on the disk, by its path or its address', async () => {
  const file = new URL('../../data/tables/thousands-separators.csv', import.meta.url);
  const of = (source) => render({ view: 'plane', rules: 'kl-ball', steps: '1', 'data-src': source });
  const picture = await of(fileURLToPath(file));
  assert.match(picture, /<desc>.*Data: column income, 4 rows; commas separate thousands\.<\/desc>/);
  assert.equal(await of(file.href), picture);
  await assert.rejects(of('nowhere.csv'), { message: /there is no such file/ });
  await assert.rejects(of(fileURLToPath(new URL('.', file))), { message: /it is a folder/ });
});

test('a step that is asked for, the last one otherwise', async () => {
  const at = (step) => render({ ...SMALL, steps: '6', step });
  assert.notEqual(await at('1'), await at('6'));
  assert.equal(await at('6'), await render({ ...SMALL, steps: '6' }));
  await assert.rejects(at('60'), { message: 'step is "60"; allowed: a number from 0 to 6, the steps of this figure' });
  assert.notEqual(await render({ ...SMALL, step: '0' }), await render(SMALL));
});

test('bad attributes: what the element says, or the nearest name', async () => {
  const refused = (attributes, message, options) => assert.rejects(render(attributes, options), { message });
  await refused({ view: 'plain' }, /^view is "plain"; allowed: plane, density/);
  await refused({ ...SMALL, start: '5.3 -1' }, /start/);
  await refused({ ...SMALL, step: '-1' }, 'step is "-1"; allowed: a number from 0');
  await refused({ rules: 'kl-bal' }, /kl-bal.*allowed/);
  await refused({ ...SMALL, radios: '0.1' }, 'attribute "radios" is unknown; the nearest that is allowed: "radius"');
  await refused({ ...SMALL, 'kl-ball-radus': '0.1' }, 'attribute "kl-ball-radus" is unknown; the nearest that is allowed: "kl-ball-radius"');
  await refused({ ...SMALL, theme: 'grey' }, 'theme is "grey"; allowed: light, dark');
  await refused(SMALL, 'width is "0"; allowed: a number from 120 to 8192', { width: 0 });
  await refused({ spec: '{' }, /^spec is not JSON/);
  await refused({ ...SMALL, steps: 'six' }, 'steps is "six"; allowed: a whole number from 0 to 1000000');
  await refused({ ...SMALL, start: '5.3' }, /^start is "5.3"; allowed: two numbers/);
  await refused({ ...SMALL, radius: 'wide' }, 'radius is "wide"; allowed: a number above 0 and at most 300');
  await refused({ ...SMALL, weight: '0.4' }, /^weight is "0.4"; allowed: none, because model is "gaussian"; of mixture/);
  await refused({ ...SMALL, view: 'divergence', stick: 'maybe' }, 'stick is "maybe"; allowed: on, off');
  await refused({ ...SMALL, classroom: 'maybe' }, 'classroom is "maybe"; allowed: on, off');
  await refused({ ...SMALL, data: '1 two 3' }, /^data is "1 two 3"; allowed: numbers, /);
});

test('what has no effect in a picture is refused, because no reader can change it', async () => {
  const refused = (attributes, message, options) => assert.rejects(render(attributes, options), { message });
  await refused({ ...SMALL, 'adam-rate': '0.1' }, 'adam-rate is "0.1"; allowed: only with "adam" among the rules');
  await refused({ ...SMALL, rate: '0.1' }, /^rate is "0.1"; allowed: only in a figure that uses it/);
  await refused({ view: 'map', rules: 'gradient', cells: '4', gap: '0.1', target: '2' }, /^gap is "0.1"; allowed: only in a figure that uses it/);
  await refused({ view: 'order', model: 'logistic', data: '0 0, 1 0, 2 1, 3 1', rules: 'none', start: '0 0' }, /^data is "0 0, 1 0, 2 1, 3 1"; allowed with view "order": data with a best fit.*There is no best fit: the labels can be told apart/);
  await refused({ view: 'map', model: 'logistic', data: '0 0, 1 0, 2 1, 3 1', rules: 'gradient', start: '0 0' }, /^data is "0 0, 1 0, 2 1, 3 1"; allowed with view "map": data with a best fit, or a target.*There is no best fit/);
  assert.ok(await render({ view: 'map', model: 'logistic', data: '0 0, 1 0, 2 1, 3 1', rules: 'gradient', start: '0 0', target: '0.5', cells: '4', limit: '5' }));
  for (const model of ['policy', 'variational', 'categorical']) await refused({ view: 'order', model, rules: 'none' }, new RegExp(`^model is "${model}"; allowed with view "order": gaussian, logistic, mixture`));
  await refused(SMALL, 'the option "heigth" is unknown; allowed: width, theme, scale, report', { heigth: 300 });
});

test('data may be typed arrays, and give the picture of the same list', async () => {
  const of = (data, model = 'gaussian') => render({ view: 'plane density', rules: 'gradient kl-ball', model, data }, { width: WIDTH });
  const x = [1.5, 2.5, 4, 7];
  const text = await of(x);
  assert.equal(await of(new Float32Array(x)), text);
  assert.equal(await of(new Float64Array(x)), text);
  const [inputs, labels] = [[1, 2, 3, 4], [0, 1, 0, 1]];
  assert.equal(await of({ x: new Float64Array(inputs), y: new Uint8Array(labels) }, 'logistic'), await of({ x: inputs, y: labels }, 'logistic'));
});
