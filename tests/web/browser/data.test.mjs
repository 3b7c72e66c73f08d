// Data of one's own: typed, pasted, dropped, opened or named by an address; what
// was read is said, and can be changed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { attributes, lab, spec } from './lab.mjs';
import { serve } from '../server.mjs';
import { drawn, frame, pageOf, quiet, shown, site, soon, watchWords } from './page.mjs';

const folder = new URL('../../data/tables/', import.meta.url);
const text = (name) => readFileSync(new URL(name, folder), 'utf8');

async function opened(t, attributes) {
  const page = await pageOf(t, `<kl-ball id="it" view="plane density" rules="natural-gradient" steps="4" ${attributes}></kl-ball>`);
  await drawn(page);
  return page;
}

const said = (page) => page.locator('#it .said');
const problem = (page) => page.locator('#it .own-data .problem');
const choice = (page, name) => page.locator('#it .own-data label.control', { hasText: name }).locator('select');

/** Waits until a function of the data shown, given as text, returns true. */
const until = (page, check) => page.waitForFunction((source) => {
  const { spec } = document.querySelector('#it');
  return spec && new Function('data', `return ${source}`)(spec.data);
}, check);

/** What every file leads to: its model, and what is said or refused. */
const CASES = [
  ['semicolon-decimal-comma.csv', 'logistic', /^columns body mass \(g\) and male, 6 rows; label yes counts as 1, label no as 0; a comma is the decimal mark$/],
  ['quoted-words.csv', 'logistic', /label MALE counts as 1, label FEMALE as 0/],
  ['bom-crlf-true-false.csv', 'logistic', /^columns temperature and distress, 9 rows; label TRUE counts as 1/],
  ['index-column-missing-values.csv', 'logistic', /^columns x and y, 6 of 8 rows: 2 without a value left out; passed over: column 1 \(an index\) and site$/],
  ['three-words.csv', 'categorical', /setosa: 3, versicolor: 1, virginica: 2/],
  ['counts-by-word.csv', 'categorical', /Adelie: 152, Chinstrap: 68, Gentoo: 124/],
  ['unicode-minus-first.csv', 'gaussian', /^column 1, 4 rows$/],
  ['unreadable-first-value.csv', 'gaussian', /^line 1, column 1, is "1\.5\*"; allowed: a number/],
  ['years.csv', 'logistic', /^columns year and flood, 10 rows$/],
  ['thousands-separators.csv', 'gaussian', /^column income, 4 rows; commas separate thousands$/],
  ['unix-times.csv', 'gaussian', /^column t, 5 rows$/],
  ['trailing-tabs.csv', 'logistic', /^columns a and b, 5 rows$/],
];

test('a variance that is small beside the mean is shown as it is, and not as 0', async (t) => {
  const page = await opened(t, 'data="1 1.0000000001"');
  const best = await page.locator('#it .facts div', { hasText: 'best fit' }).first().locator('dd').innerText();
  assert.match(best, /, 2\.50·10⁻²¹\)/);
  quiet(page);
});

test('each table that people really have can be pasted, and what happened can be read', async (t) => {
  const page = await opened(t, 'builder');
  const field = page.locator('#it .builder textarea');
  await field.waitFor();
  for (const [name, model, sentence] of CASES) {
    if ((await shown(page, '#it')).spec.model !== model) {
      await page.locator('#it .builder label.control', { hasText: 'model' }).locator('select').selectOption(model);
      await page.waitForFunction((wanted) => document.querySelector('#it').spec?.model === wanted, model);
    }
    await field.fill(text(name));
    await page.waitForFunction((source) => [...document.querySelector('#it').shadowRoot.querySelectorAll('.own-data > :is(.said, .problem):not([hidden])')]
      .some(({ textContent }) => new RegExp(source).test(textContent)), sentence.source);
    await frame(page);
  }
  quiet(page);
});

test('another column, and another label that counts as 1', async (t) => {
  const page = await opened(t, 'builder model="logistic"');
  const field = page.locator('#it .builder textarea');
  await field.fill(text('quoted-words.csv'));
  await until(page, 'data.y && data.y.join() === "1,0,0,1,0,1"');
  await choice(page, 'counts as 1').selectOption('FEMALE');
  await until(page, 'data.y && data.y.join() === "0,1,1,0,1,0"');
  await soon(page, async () => assert.match(await said(page).innerText(), /label FEMALE counts as 1, label MALE as 0/));
  await field.fill('a,b,c\n1,7,no\n2,5,yes\n3,9,no\n4,8,yes\n');
  await until(page, 'data.x && data.x.join() === "1,2,3,4"');
  await choice(page, 'input').selectOption({ label: 'b' });
  await until(page, 'data.x && data.x.join() === "7,5,9,8"');
  await soon(page, async () => assert.match(await said(page).innerText(), /^columns b and c, 4 rows; label yes counts as 1, label no as 0; passed over: a$/));
  await field.fill('x,kind\n1,a\n2,b\n3,c\n4,a\n2,c\n');
  await problem(page).waitFor();
  await soon(page, async () => assert.match(await problem(page).innerText(), /has 3 labels, a \(2\), b \(1\) and c \(2\)/));
  await choice(page, 'counts as 1').selectOption('c');
  await until(page, 'data.y && data.y.join() === "0,0,1,0,1"');
  await soon(page, async () => assert.ok(await problem(page).isHidden()));
  await choice(page, 'counts as 0').selectOption('a');
  await until(page, 'data.y && data.y.join() === "0,1,0,1"');
  await soon(page, async () => assert.match(await said(page).innerText(), /1 with another label left out; label c counts as 1, label a as 0/));
  await choice(page, 'counts as 1').selectOption('b');
  await until(page, 'data.y && data.y.join() === "0,1,0"');
  quiet(page);
});

test('what a comma means can be answered, and changed', async (t) => {
  const page = await opened(t, 'builder');
  const field = page.locator('#it .builder textarea');
  for (const text of ['"1,250"', '1,250', '1,250\n3,400']) {
    await field.fill(text);
    await problem(page).waitFor();
    await choice(page, 'decimal mark').selectOption({ label: 'a comma: 1,250 is 1.25' });
    // One number is read, and is too few.
    const few = () => soon(page, async () => assert.match(await problem(page).innerText(), /1 observation; allowed: at least 2/));
    await (text.includes('\n') ? until(page, 'data.x && data.x.join() === "1.25,3.4"') : few());
    await choice(page, 'decimal mark').selectOption('.');
    await (text.includes('\n') ? until(page, 'data.x && data.x.join() === "1250,3400"') : few());
  }
  await field.fill('1.5,2.5\n2,3');
  await until(page, 'data.x && data.x.join() === "1.5,2"');
  quiet(page);
});

/** Drops a file on the figure. */
async function drop(page, bytes, name) {
  const transfer = await page.evaluateHandle(([content, called]) => {
    const made = new DataTransfer();
    made.items.add(new File([new Uint8Array(content)], called));
    return made;
  }, [[...bytes], name]);
  await page.locator('#it').dispatchEvent('drop', { dataTransfer: transfer });
}

test('a file can be dropped on any figure', async (t) => {
  const page = await opened(t, 'controls="some"');
  await drop(page, Buffer.from(text('index-column-missing-values.csv')), 'mine.csv');
  await until(page, 'data.x && data.x.join() === "1.2,1.5,2.6,3.1,2.4,3.8"');
  await soon(page, async () => assert.match(await said(page).innerText(), /^column x, 6 of 8 rows: 2 without a value left out/));
  await choice(page, 'column').selectOption({ label: 'y' });
  await until(page, 'data.x && data.x.length === 8');
  await drop(page, Buffer.from('PK\u0003\u0004....xl/workbook.xml'), 'mine.xlsx');
  await page.waitForFunction(() => /^this is an \.xlsx file: save it as CSV$/.test(document.querySelector('#it').shadowRoot.querySelector('.own-data .problem').textContent));
  assert.equal((await shown(page, '#it')).spec.data.x.length, 8, 'the figure stays');
  quiet(page);
});

test('the level lines of many data are rough at first, and in the end those that are drawn at once', async (t) => {
  const values = Array.from({ length: 3000 }, (_, k) => (k % 3 ? 4.3 : 2) + 0.4 * Math.sin(1.7 * k) + 1e-6 * k);
  const page = await opened(t, `model="mixture" chart="means moments" data="${values.join(' ')}"`);
  const [pictures, whole] = await page.evaluate(async () => {
    const root = document.querySelector('#it').shadowRoot;
    const planes = [...root.querySelectorAll('.panel.plane canvas.backdrop')];
    const shown = () => planes.map((canvas) => canvas.toDataURL());
    // As if the browser had thrown the canvases away.
    const drawAgain = () => planes[0].dispatchEvent(new Event('contextrestored'));
    drawAgain();
    dispatchEvent(new Event('beforeprint'));
    const whole = shown();
    dispatchEvent(new Event('afterprint'));
    drawAgain();
    const pictures = [];
    // Far more frames than it takes, also where a frame has time for a single portion.
    while (pictures.length < 2000 && pictures.at(-1)?.join() !== whole.join()) {
      await new Promise(requestAnimationFrame);
      pictures.push(shown());
    }
    return [pictures, whole];
  });
  assert.equal(whole.length, 2);
  assert.ok(pictures.at(-1).join() === whole.join(), 'in the end');
  for (const k of [0, 1]) assert.ok(pictures.some((picture) => picture[k] !== whole[k]), `plane ${k} was rough`);
  quiet(page);
});

test('a file can be opened', async (t) => {
  const page = await opened(t, 'builder');
  await page.locator('#it .own-data input[type=file]').setInputFiles(fileURLToPath(new URL('thousands-separators.csv', folder)));
  await until(page, 'data.x && data.x.join() === "1250.5,3400,12999.99,875.25"');
  await soon(page, async () => assert.equal(await said(page).innerText(), 'column income, 4 rows; commas separate thousands'));
  quiet(page);
});

test('data-src names a table, and says what was read of it', async (t) => {
  const page = await opened(t, 'model="logistic" data-src="tests/data/tables/quoted-words.csv" data-one="FEMALE"');
  await until(page, 'data.y && data.y.join() === "0,1,1,0,1,0"');
  await soon(page, async () => assert.equal(await said(page).innerText(), 'columns mass and sex, 6 rows; label FEMALE counts as 1, label MALE as 0'));
  assert.equal(await page.locator('#it').evaluate((figure) => figure.changes.data), undefined, 'a link need not carry it');
  await page.locator('#it').evaluate((figure) => figure.removeAttribute('data-one'));
  await until(page, 'data.y && data.y.join() === "1,0,0,1,0,1"');
  quiet(page);
});

test('attributes that say two things about the data, or one about none, do not pass in silence', async (t) => {
  const page = await opened(t, 'data="4 5 7 9" data-src="tests/data/tables/semicolon-decimal-comma.csv"');
  assert.deepEqual(await page.locator('#it').evaluate((figure) => figure.spec.data), { x: [4, 5, 7, 9] });
  await soon(page, async () => assert.match(await page.locator('#it').evaluate((figure) => figure.shadowRoot.textContent), /data is shown, and not the table that data-src names/));
  for (const [name, value] of [['data-x', 'mass'], ['data-one', 'yes']]) {
    await page.locator('#it').evaluate((figure, [key, text]) => {
      const other = document.createElement('kl-ball');
      other.id = key;
      other.setAttribute(key, text);
      figure.after(other);
    }, [name, value]);
    await soon(page, async () => assert.match(await page.locator(`#${name} .problem`).innerText(), new RegExp(`${name} is "${value}"; allowed: only with data-src, the address of a table`)));
  }
});

test('a reader chooses of the table that data-src names', async (t) => {
  const page = await opened(t, 'model="logistic" data-src="tests/data/tables/index-column-missing-values.csv"');
  await until(page, 'data.x && data.x.join() === "1.2,1.5,2.6,3.1,2.4,3.8"');
  await page.locator('#it').getByRole('button', { name: 'Choose other columns or labels' }).click();
  await soon(page, async () => assert.equal(await page.locator('#it .said:visible').count(), 1));
  assert.equal(await page.locator('#it').evaluate((figure) => figure.changes.data), undefined, 'nothing is changed yet');
  await choice(page, 'counts as 1').selectOption('0');
  await until(page, 'data.y && data.y.join() === "1,1,0,0,1,0"');
  await soon(page, async () => assert.match(await said(page).innerText(), /label 0 counts as 1, label 1 as 0/));
  assert.ok((await page.locator('#it').evaluate((figure) => figure.changes.data)).startsWith('1.2 1'), 'a link carries it');
  quiet(page);
});

test('the axis is titled with the name of the column, however the data came', async (t) => {
  const page = await pageOf(t, '');
  await page.addInitScript(watchWords);
  site.give('/named.csv', 'mass_g,other\n3750,1\n3800,2\n3250,3\n3450,5\n', { 'content-type': 'text/csv' });
  const module = '<script type="module" src="/www/kl-ball.js"></script>';
  for (const [attributes, paste, name] of [
    ['data-src="/named.csv"', undefined, 'mass_g'],
    ['data-src="/named.csv" data-x="other"', undefined, 'other'],
    ['data="height\n1.5\n2.5\n2\n3"', undefined, 'height'],
    ['builder', 'width\n1.5\n2.5\n2\n3', 'width'],
  ]) {
    const address = site.give('/named.html', `<!doctype html><html lang="en"><title>Names</title>${module}<kl-ball id="it" view="plane density" rules="natural-gradient" steps="2" ${attributes}></kl-ball></html>`, { 'content-type': 'text/html' });
    await page.goto(address);
    await drawn(page);
    if (paste) await page.locator('#it .builder textarea').fill(paste);
    await page.waitForFunction((wanted) => globalThis.drawnWords.has(wanted), name);
    await page.evaluate(() => globalThis.drawnWords.clear());
    // An attribute that is written takes a reader's own data away.
    if (!paste) {
      await page.locator('#it').evaluate((figure) => figure.setAttribute('steps', '3'));
      await page.waitForFunction(() => document.querySelector('#it').spec.steps === 3);
    }
    await page.locator('#it').evaluate((figure) => { figure.style.width = '500px'; });
    await page.waitForFunction((wanted) => globalThis.drawnWords.has(wanted), name);
  }
  quiet(page);
});

test('a reader chooses of a table that data-src names and that is refused', async (t) => {
  site.give('/three.csv', 'mass,length,kind\n1,10,a\n2,9,b\n3,12,c\n4,15,a\n5,8,b\n6,11,c\n7,10.5,a\n', { 'content-type': 'text/csv' });
  const page = await pageOf(t, '<kl-ball id="it" model="logistic" data-src="/three.csv" data-y="kind" rules="gradient" steps="3"></kl-ball>');
  const problem = page.locator('#it figure > .problem');
  await problem.waitFor();
  assert.match(await problem.innerText(), /kind/);
  assert.equal(await page.locator('#it .own-data .kept:visible').count(), 0, 'it showed nothing before');
  await choice(page, 'counts as 1').selectOption('b');
  await until(page, 'data.y && data.y.join() === "0,1,0,0,1,0,0"');
  await soon(page, async () => assert.match(await said(page).innerText(), /label b counts as 1, labels a and c as 0/));
  await soon(page, async () => assert.equal(await page.locator('#it .problem:visible').count(), 0));
  await choice(page, 'input').selectOption({ label: 'length' });
  await until(page, 'data.x && data.x.join() === "10,9,12,15,8,11,10.5"');
  assert.ok((await page.locator('#it').evaluate((figure) => figure.changes.data)).startsWith('10 0'), 'a link carries it');
  await page.locator('#it').evaluate((figure) => figure.setAttribute('steps', '5'));
  await until(page, 'data.x && data.x.length === 7');
  await page.locator('#it').evaluate((figure) => figure.setAttribute('data-one', 'c'));
  await until(page, 'data.y && data.y.join() === "0,0,1,0,0,1,0"');
  quiet(page);
});

test('names of classes go from the table into the figure, and into links', async (t) => {
  const page = await opened(t, 'builder model="categorical"');
  await page.locator('#it .builder textarea').fill(text('counts-by-word.csv'));
  await until(page, 'data.counts && data.counts.join() === "152,68,124"');
  assert.deepEqual((await shown(page, '#it')).spec.data.names, ['Adelie', 'Chinstrap', 'Gentoo']);
  await soon(page, async () => assert.match((await shown(page, '#it')).caption, /Adelie/));
  assert.equal((await page.locator('#it').evaluate((figure) => figure.changes)).data, 'Adelie: 152, Chinstrap: 68, Gentoo: 124');
  quiet(page);
});

test('a table that cannot be loaded or read says why', async (t) => {
  const page = await pageOf(t, `<kl-ball id="gone" data-src="nowhere.csv"></kl-ball>
    <kl-ball id="wrong" data-src="tests/data/tables/unreadable-first-value.csv"></kl-ball>`);
  await page.locator('#gone .problem').waitFor();
  await page.locator('#wrong .problem').waitFor();
  assert.match((await page.locator('#gone .problem').innerText()), /data-src "nowhere\.csv" cannot be loaded: the server answers 404/);
  assert.match((await page.locator('#wrong .problem').innerText()), /^line 1, column 1, is "1\.5\*"; allowed: a number/);
});

test('lists of every kind may be given as a property', async (t) => {
  const page = await opened(t, '');
  const given = (make, model) => page.evaluate(([source, name]) => {
    const figure = document.querySelector('#it');
    figure.model = name;
    figure.data = new Function(`return ${source}`)();
  }, [make, model]);
  const cases = [
    ['new Float64Array([1.5, 2.5, 4, 7])', 'gaussian', 'data.x && data.x.join() === "1.5,2.5,4,7"'],
    ['new Float32Array([1.5, 2.5, 4])', 'gaussian', 'data.x && data.x.join() === "1.5,2.5,4"'],
    ['[12, 900, 43]', 'gaussian', 'data.x && data.x.join() === "12,900,43"'],
    ['Float64Array.from({ length: 50_000 }, (_, k) => Math.sin(k))', 'gaussian', 'data.x && data.x.length === 50000'],
    ['({ x: new Float64Array([1, 2, 3, 4]), y: new Uint8Array([0, 1, 0, 1]) })', 'logistic', 'data.y && Array.from(data.y).join() === "0,1,0,1"'],
    ['new Uint16Array([3, 2, 1])', 'categorical', 'data.counts && data.counts.join() === "3,2,1"'],
  ];
  for (const [make, model, check] of cases) {
    await given(make, model);
    await until(page, check);
  }
  await given('new Float64Array([1, NaN, 3])', 'gaussian');
  await page.locator('#it .problem:not([hidden])', { hasText: 'data[1] is "NaN"; allowed: a finite number' }).waitFor();
  quiet(page);
});

test('what data-src names may be a page, empty, UTF-16, or of another site', async (t) => {
  const other = await serve(fileURLToPath(new URL('.', folder)));
  t.after(() => other.close());
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('h\n1.5\n2.5\n4\n', 'utf16le')]);
  site.give('/some-page.html', '<!doctype html><title>No table</title>', { 'content-type': 'text/html' });
  site.give('/nothing.csv', '', { 'content-type': 'text/csv' });
  site.give('/wide.csv', bytes, { 'content-type': 'text/csv' });
  const page = await pageOf(t, '<kl-ball id="it"></kl-ball>');
  for (const [address, sentence] of [
    ['some-page.html', /^line 1 begins an HTML or XML page: this is no table/],
    ['nothing.csv', /^the table is empty/],
    ['wide.csv', /^column h, 3 rows$/],
    [`${other.origin}/years.csv`, /cannot be loaded; allowed: an address of this site, or of one that lets other sites read it \(CORS\)/],
    ['javascript:alert(1)', /data-src is "javascript:alert\(1\)"; allowed: the address of a text file such as CSV/],
  ]) {
    await page.locator('#it').evaluate((figure, to) => figure.setAttribute('data-src', to), address);
    await page.waitForFunction((source) => [...document.querySelector('#it').shadowRoot?.querySelectorAll('.said:not([hidden]), .problem:not([hidden])') ?? []]
      .some(({ textContent }) => new RegExp(source).test(textContent)), sentence.source);
  }
});

const WEIGHTS = 'Gewicht (kg)\n78\n69\n91\n85\n72\n66\n80.5\n95\n74\n77\n88\n63\n81\n79\n70';

test('a slider shows the rate that suits the data', async (t) => {
  const page = await pageOf(t, '<kl-ball id="it" view="plane density" rules="gradient" steps="12" builder></kl-ball>');
  await drawn(page);
  await page.locator('#it .builder textarea').fill(WEIGHTS);
  await until(page, 'data.x && data.x.length === 15');
  const rate = page.locator('#it label.control', { hasText: 'learning rate' });
  const { spec: { runs: [run] } } = await shown(page, '#it');
  assert.ok(run.rate > 10);
  await soon(page, async () => assert.match(await rate.innerText(), new RegExp(`${run.rate}$`)));
  await soon(page, async () => assert.match((await shown(page, '#it')).caption, new RegExp(`The learning rate of gradient descent is ${run.rate}, to suit these data\\.`)));
  quiet(page);
});

test('a start that is written in a whole experiment is replaced where it is far from new data', async (t) => {
  const spec = { model: 'gaussian', data: { x: [1, 2, 4] }, start: { chart: 'variance', at: [2.5, 1] }, runs: [{ rule: 'natural-gradient', chart: 'variance', rate: 0.5 }], steps: 3 };
  const page = await pageOf(t, `<kl-ball id="it" view="plane density" builder spec='${JSON.stringify(spec)}'></kl-ball>`);
  await drawn(page);
  await page.locator('#it .builder textarea').fill(WEIGHTS);
  await until(page, 'data.x && data.x.length === 15');
  const { spec: { start } } = await shown(page, '#it');
  assert.ok(Math.abs(start.at[0] - 78) < 40, String(start.at));
  await soon(page, async () => assert.match(await said(page).innerText(), /the start is chosen for these data, because the one written is far from them$/));
  quiet(page);
});

/** Figures written for built-in data, a file dropped on each, and what is said of that. */
const DROPPED = [
  ['gaussian', 'view="plane density" data="cavendish" chart="variance precision" rules="gradient" gradient-rate="0.01" window="5 6 0 0.2, precision 5 6 0 60"', 'unix-times.csv',
    /; the window is chosen for these data, because the one written does not show them well; the learning rate of gradient descent, 0\.01, was set for other data$/],
  ['gaussian', 'view="plane divergence" data="cavendish" chart="variance" rules="none" start="5.35 0.01" other="5.5 0.035" stick window="5.2 5.75 -0.004 0.16"', 'unix-times.csv',
    /; the start and q are chosen for these data, because those written are far from them; the window is chosen/],
  ['logistic', 'view="plane" data="oring" chart="whitened boundary" rules="natural-gradient" start="-1 0" ellipses="fisher" window="-3 0.9 -2.2 1.3, boundary 55 80 -0.42 0.03"', 'years.csv',
    /; the window is chosen for these data/],
  ['categorical', 'view="plane" chart="probability" rules="natural-gradient" start="0.95 0.01" window="0.9 0.99 0 0.05"', 'three-words.csv', /; the window is chosen for these data/],
];

test('dropped data are shown in a window of their own where the one written does not show them', async (t) => {
  for (const [model, attributes, file, sentence] of DROPPED) {
    const page = await pageOf(t, `<kl-ball id="it" model="${model}" ${attributes}></kl-ball>`);
    await drawn(page);
    const before = (await shown(page, '#it')).spec;
    await drop(page, Buffer.from(text(file)), file);
    await soon(page, async () => assert.match(await said(page).innerText(), sentence));
    await drawn(page);
    assert.notDeepEqual((await shown(page, '#it')).spec.data, before.data);
    const windows = (await page.locator('#it').evaluate(({ changes }) => changes.window)) ?? '';
    assert.ok(!/5[. ]/.test(windows.split(',')[0].slice(0, 2)), windows);
    quiet(page);
  }
});

/** Pastes text into a page, outside of every field. */
const paste = (page, content) => page.evaluate((given) => {
  const transfer = new DataTransfer();
  transfer.setData('text/plain', given);
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
}, content);

test('in the lab pasted data have sizes of their own, are in the link, and can be taken back', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  const rows = () => page.locator('.rule').evaluateAll((all) => all.map((row) => `${row.dataset.rule} ${row.querySelector('.typed').value}`));
  const built = await rows();
  assert.equal(built[0], 'euclidean-ball 0.06');
  await paste(page, WEIGHTS);
  await soon(page, async () => assert.equal((await spec(page)).data.x?.length, 15));
  await soon(page, async () => assert.equal(await page.locator('.own-data .said').innerText(), 'column Gewicht (kg), 15 rows'));
  await page.locator('.add select').selectOption('gradient');
  await soon(page, async () => assert.match((await rows())[3], /^gradient [1-9]\d(\.\d+)?$/));
  const rate = Number((await rows())[3].split(' ')[1]);
  assert.equal(Number((await attributes(page))['gradient-rate']), rate, 'it begins with a step that suits those of the others');
  await page.getByLabel('gradient descent once more, with other settings').click();
  await soon(page, async () => assert.deepEqual((await rows()).slice(3), [`gradient ${rate}`, `gradient ${Number((2 * rate).toPrecision(3))}`]));
  await soon(page, async () => assert.match(page.url(), /data=78\+69\+91/));
  for (let k = 0; k < 3; k += 1) await page.keyboard.press('Control+z');
  await soon(page, async () => assert.deepEqual((await spec(page)).data, { set: 'cavendish' }));
  await soon(page, async () => assert.deepEqual(await rows(), built));
  await page.keyboard.press('Control+Shift+z');
  await soon(page, async () => assert.equal((await spec(page)).data.x?.length, 15));
  await soon(page, async () => assert.match(page.url(), /data=78\+69\+91/));
  const again = await lab(t, { hash: new URL(page.url()).hash });
  assert.deepEqual((await spec(again)).data, (await spec(page)).data);
  quiet(page);
});

test('of two texts pasted in one go into a lab just opened, the last one is shown', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await page.evaluate((texts) => {
    for (const given of texts) {
      const transfer = new DataTransfer();
      transfer.setData('text/plain', given);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
    }
  }, [Array.from({ length: 10_000 }, (_, k) => `${k}.5`).join('\n'), '1 2 4 8']);
  await soon(page, async () => assert.deepEqual((await spec(page)).data.x, [1, 2, 4, 8]));
  await soon(page, async () => assert.equal(await page.locator('.own-data textarea').inputValue(), '1 2 4 8'));
  quiet(page);
});

test('what the field for own data shows follows what was dragged or taken back', async (t) => {
  const page = await lab(t, { hash: '#v=1&preset=two-bubbles' });
  await paste(page, '1 2 4 8');
  await soon(page, async () => assert.equal((await spec(page)).data.x?.length, 4));
  await paste(page, '2 3 5 9 11');
  await soon(page, async () => assert.equal((await spec(page)).data.x?.length, 5));
  await page.keyboard.press('Control+z');
  await soon(page, async () => assert.equal((await spec(page)).data.x?.length, 4));
  await soon(page, async () => assert.equal(await page.locator('.own-data textarea').inputValue(), '1 2 4 8'));
  await soon(page, async () => assert.ok(await page.locator('.own-data .said').isHidden()));
  quiet(page);
});

test('the first line can be read as names or as data, and a single label as 1 or as 0', async (t) => {
  const page = await opened(t, 'builder model="categorical"');
  const field = page.locator('#it .builder textarea');
  await field.waitFor();
  await field.fill('a\nb\nc');
  await soon(page, async () => assert.match(await problem(page).textContent(), /has 2 words/));
  await choice(page, 'first line').selectOption({ label: 'data' });
  await until(page, 'data.counts?.join() === "1,1,1"');
  await page.locator('#it .builder label.control', { hasText: 'model' }).locator('select').selectOption('logistic');
  await page.waitForFunction(() => document.querySelector('#it').spec?.model === 'logistic');
  await field.fill('x,y\n1,a\n2,a\n3,a');
  await until(page, 'data.y?.join() === "1,1,1"');
  await choice(page, 'a counts as').selectOption({ label: '0' });
  await until(page, 'data.y?.join() === "0,0,0"');
  await drawn(page);
  quiet(page);
});

test('a word that stands in place of values can be said to be a label', async (t) => {
  const page = await opened(t, 'builder model="logistic"');
  const field = page.locator('#it .builder textarea');
  await field.waitFor();
  await field.fill('x,state\n1,none\n2,mild\n3,none\n4,mild\n5,none\n6,mild');
  await until(page, 'data.y?.join() === "1,1,1"');
  await soon(page, async () => assert.match(await said(page).innerText(), /3 without a value left out; label mild counts as 1; "none" is read as no value/));
  await choice(page, '“none” is').selectOption({ label: 'a label' });
  await until(page, 'data.y?.join() === "0,1,0,1,0,1"');
  await soon(page, async () => assert.match(await said(page).innerText(), /6 rows; label mild counts as 1, label none as 0; "none" is read as a label/));
  await choice(page, 'counts as 1').selectOption({ label: 'none' });
  await until(page, 'data.y?.join() === "1,0,1,0,1,0"');
  await choice(page, '“none” is').selectOption({ label: 'no value' });
  await until(page, 'data.y?.join() === "1,1,1"');
  await page.locator('#it .builder label.control', { hasText: 'model' }).locator('select').selectOption('categorical');
  await page.waitForFunction(() => document.querySelector('#it').spec?.model === 'categorical');
  await field.fill('state,n\n,4\nmild,3\nsevere,2');
  await soon(page, async () => assert.match(await problem(page).textContent(), /has 2 words, mild \(3\) and severe \(2\)/));
  await choice(page, 'empty cells are').selectOption({ label: 'a label' });
  await until(page, 'data.counts?.join() === "4,3,2" && data.names.join() === "(empty),mild,severe"');
  await drawn(page);
  quiet(page);
});
