// `npm run notebooks` in this folder installs the Python package with `pip install ./python` into an environment of its own, and
// opens it in a real JupyterLab, in Notebook 7 and in marimo, in Chromium: the figure is drawn without any other host, a drag arrives in Python, and
// what Python sets arrives in the figure. It writes pictures to target/notebooks. The first time it downloads some 200 MB.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TARGET = join(ROOT, 'target/notebooks');
const WINDOWS = process.platform === 'win32';

/** What the package is tried with. */
const WITH = ['jupyterlab==4.6.6', 'notebook==7.6.5', 'marimo==0.25.2', 'ipywidgets==8.1.9', 'nbconvert==7.17.2', 'pandas==3.1.1', 'polars==2.1.0', 'numpy==2.4.6', 'pytest'];

/** How long a program may take to answer (milliseconds). */
const PATIENCE = 60_000;

const program = (name) => join(TARGET, 'python', WINDOWS ? `Scripts/${name}.exe` : `bin/${name}`);
const run = (name, ...given) => execFileSync(program(name), given, { cwd: ROOT, stdio: 'inherit' });

/** The environment, with the package as it is now. */
function install() {
  mkdirSync(TARGET, { recursive: true });
  if (!existsSync(program('jupyter-notebook'))) {
    execFileSync(WINDOWS ? 'python' : 'python3', ['-m', 'venv', '--clear', join(TARGET, 'python')], { stdio: 'inherit' });
    run('python', '-m', 'pip', 'install', '--quiet', ...WITH);
  }
  run('python', '-m', 'pip', 'install', '--quiet', '--force-reinstall', '--no-deps', './python');
  run('python', '-m', 'pip', 'install', '--quiet', './python');
}

/** Starts a server and waits for the address that it prints. */
async function serving(name, given, folder) {
  const child = spawn(program(name), given, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const address = await new Promise((done, failed) => {
    const hear = (chunk) => {
      said += chunk;
      const found = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+\/?\S*/.exec(said);
      if (found) done(found[0]);
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', hear);
    child.on('exit', () => failed(new Error(`${name} ended: ${said}`)));
    setTimeout(() => failed(new Error(`${name} named no address: ${said}`)), PATIENCE).unref();
  });
  return { address, stop: () => child.kill() };
}

/** A page that reaches no other host, and remembers who was asked for. */
async function alone(browser) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(PATIENCE);
  const asked = [];
  await page.route('**', (route) => {
    const { hostname, protocol } = new URL(route.request().url());
    if (!protocol.startsWith('http') || ['localhost', '127.0.0.1'].includes(hostname)) return route.continue();
    asked.push(hostname);
    return route.abort();
  });
  return Object.assign(page, { asked });
}

/** Waits until a figure has been drawn. */
const drawn = (page) => page.waitForFunction(() => {
  const deep = (root) => [...root.querySelectorAll('*')].flatMap((one) => [...(one.localName === 'kl-ball' ? [one] : []), ...(one.shadowRoot && one.localName !== 'kl-ball' ? deep(one.shadowRoot) : [])]);
  return deep(document).some((figure) => figure.matches(':state(ready)') && figure.shadowRoot.querySelector('canvas'));
}, undefined, { timeout: PATIENCE });

/** Drags the start of the first figure. */
async function drag(page) {
  const handle = page.locator('kl-ball .handle').first();
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2 + 25, { steps: 5 });
  await page.mouse.up();
}

const attribute = (page, name) => page.locator('kl-ball').first().evaluate((figure, key) => figure.getAttribute(key), name);

/** The two programs of Jupyter, with the address of a notebook in each, and the names of their pictures. */
const JUPYTER = {
  JupyterLab: { command: 'jupyter-lab', root: '/lab/tree/', picture: 'jupyterlab' },
  'Notebook 7': { command: 'jupyter-notebook', root: '/notebooks/', picture: 'notebook' },
};

async function inJupyter(browser, name) {
  const { command, root, picture } = JUPYTER[name];
  const folder = mkdtempSync(join(tmpdir(), 'kl-ball-jupyter-'));
  copyFileSync(join(ROOT, 'examples/kl-ball.ipynb'), join(folder, 'kl-ball.ipynb'));
  const server = await serving(command, ['--no-browser', '--port=0', '--IdentityProvider.token=', '--allow-root', '--ServerApp.disable_check_xsrf=True', `--ServerApp.root_dir=${folder}`], folder);
  try {
    const page = await alone(browser);
    await page.goto(new URL(`${root}kl-ball.ipynb`, server.address).href);
    await page.locator('.jp-Notebook .jp-CodeCell').first().waitFor();
    await page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first().waitFor();
    await page.getByRole('button', { name: 'No', exact: true }).click({ timeout: 5000 }).catch(() => {});
    const runCell = async (k) => {
      await page.locator('.jp-Notebook .jp-CodeCell').nth(k).locator('.cm-content').click();
      await page.keyboard.press('Shift+Enter');
      await page.locator('.jp-Notebook .jp-CodeCell').nth(k).locator('.jp-InputPrompt', { hasText: /\[\d+\]/ }).waitFor();
    };
    const output = (k) => page.locator('.jp-Notebook .jp-CodeCell').nth(k).locator('.jp-OutputArea-output').first();
    await runCell(0);
    await drawn(page);
    await page.screenshot({ path: join(TARGET, `${picture}.png`) });
    await drag(page);
    await runCell(1);
    const start = await output(1).innerText();
    assert.match(start, /^\([\d.]+, [\d.]+\)$/);
    assert.notEqual(start, '(5.3, 0.1)', 'the drag has arrived in Python');
    await runCell(2);
    await page.waitForFunction(() => document.querySelector('kl-ball').getAttribute('start') === '5.2 0.15');
    assert.equal(await attribute(page, 'radius'), '0.02');
    await runCell(3);
    assert.match(await output(3).innerText(), /variance_sigma2/);
    await page.screenshot({ path: join(TARGET, `${picture}-after.png`) });
    await runCell(5);
    assert.match(await output(5).innerText(), /start is \[5\.2, -1\]; allowed: a point of the chart variance/);
    await runCell(6);
    assert.match(await output(6).innerText(), /def kl_ball\(/);
    console.log(`${name}: a figure; after a drag w.start is ${start}; other hosts asked for: ${page.asked.join(', ') || 'none'}`);
    await page.close();
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const APP = `import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    from kl_ball import KLBall

    w = mo.ui.anywidget(KLBall(view="plane density", rules=["gradient", "kl-ball"], start=(5.3, 0.1), steps=8, gradient_rate=0.002))
    w
    return mo, w


@app.cell
def _(mo, w):
    w.value
    mo.md(f"The start is at **{w.widget.start}**")
    return


if __name__ == "__main__":
    app.run()
`;

async function inMarimo(browser) {
  const folder = mkdtempSync(join(tmpdir(), 'kl-ball-marimo-'));
  writeFileSync(join(folder, 'app.py'), APP);
  const port = 20_000 + (process.pid % 20_000);
  const server = await serving('marimo', ['run', 'app.py', '--headless', '--no-token', '--port', String(port)], folder);
  try {
    const page = await alone(browser);
    await page.goto(server.address);
    await page.getByText('The start is at').waitFor();
    await drawn(page);
    const before = await page.getByText('The start is at').innerText();
    await page.screenshot({ path: join(TARGET, 'marimo.png') });
    await drag(page);
    await page.waitForFunction((text) => {
      const found = [...document.querySelectorAll('*')].map((one) => one.textContent ?? '').filter((words) => words.includes('The start is at'));
      return found.length > 0 && !found.some((words) => words.includes(text));
    }, /\(.*\)/.exec(before)[0], { timeout: 30_000 });
    const after = await page.getByText('The start is at').innerText();
    console.log(`marimo: ${before}; after a drag: ${after}; other hosts asked for: ${[...new Set(page.asked)].join(', ') || 'none'}`);
    await page.close();
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The notebook as a page without scripts: the pictures are there. */
function asHtml() {
  const folder = mkdtempSync(join(tmpdir(), 'kl-ball-html-'));
  run('jupyter-nbconvert', '--to', 'notebook', '--execute', join(ROOT, 'examples/kl-ball.ipynb'), '--output-dir', folder, '--log-level', 'ERROR');
  const made = execFileSync(program('python'), ['-c', `import json; cells = json.load(open(${JSON.stringify(join(folder, 'kl-ball.ipynb'))}))["cells"]
print(sum("image/svg+xml" in output.get("data", {}) for cell in cells for output in cell.get("outputs", [])))`], { encoding: 'utf8' }).trim();
  assert.equal(made, '2', 'both figures of the notebook have a picture');
  console.log('nbconvert: both figures have a picture beside the widget');
  rmSync(folder, { recursive: true, force: true });
}

install();
run('python', '-m', 'pytest', '-q', 'python/tests');
asHtml();
const browser = await launch({ whole: true });
try {
  for (const name of Object.keys(JUPYTER)) await inJupyter(browser, name);
  await inMarimo(browser);
} finally {
  await browser.close();
}
