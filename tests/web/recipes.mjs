// `npm run recipes` in this folder builds the recipes in examples/ with the programs
// that they are for, and opens the results in a browser. A program that is not
// installed is named and left out; React and its bundler come from npm.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, openPage } from './browser.mjs';
import { serve } from './server.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const REACT = ['react@19', 'react-dom@19', 'vite@8'];

const run = (folder, program, ...given) => execFileSync(program, given, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });

const has = (program) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Each builds into a folder and returns the folder to serve and the page to open, or names what is missing. */
const recipes = {
  'plain HTML': (folder) => {
    for (const part of ['pkg', 'www', 'embed.html', 'examples']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    return [folder, 'examples/blog.html'];
  },
  'Markdown, built by Jekyll': (folder) => {
    if (!has('jekyll')) return 'jekyll';
    for (const part of ['pkg', 'www', 'embed.html']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    cpSync(join(ROOT, 'examples/post.md'), join(folder, 'index.md'));
    run(folder, 'jekyll', 'build', '--quiet');
    return [join(folder, '_site'), 'index.html'];
  },
  'a notebook, run and made HTML by Jupyter': async (folder, { origin }) => {
    if (!has('jupyter-nbconvert')) return 'jupyter-nbconvert';
    const notebook = readFileSync(join(ROOT, 'examples/notebook.ipynb'), 'utf8');
    writeFileSync(join(folder, 'notebook.ipynb'), notebook.replace(/http:\/\/127\.0\.0\.1:\d+/, origin));
    run(folder, 'jupyter-nbconvert', '--log-level=ERROR', '--to', 'html', '--execute', 'notebook.ipynb');
    return [folder, 'notebook.html'];
  },
  'the React component, built by Vite': (folder) => {
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const packed = execFileSync('npm', ['pack', '--silent', join(ROOT, 'pkg')], { cwd: folder, encoding: 'utf8' }).trim();
    run(folder, 'npm', 'install', '--silent', '--no-audit', '--no-fund', join(folder, packed), ...REACT);
    cpSync(join(ROOT, 'examples/KlBall.jsx'), join(folder, 'KlBall.jsx'));
    writeFileSync(join(folder, 'main.jsx'), `import { createRoot } from "react-dom/client";
      import { KlBall } from "./KlBall.jsx";
      createRoot(document.body).render(<KlBall view="plane density" data="teaching" rules="kl-ball" start="-0.3 0.8" steps="4" />);`);
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>React</title><link rel="icon" href="data:,"><script type="module" src="/main.jsx"></script>');
    run(folder, 'npx', 'vite', 'build', '--logLevel', 'error');
    return [join(folder, 'dist'), 'index.html'];
  },
};

/** Waits for every figure of a page and of its frames to show numbers; returns how many there are. */
async function figures(page) {
  let count = 0;
  for (const frame of page.frames()) {
    if (frame !== page.mainFrame()) await (await frame.frameElement()).scrollIntoViewIfNeeded();
    if (frame.url().includes('embed.html')) await frame.locator('kl-ball').waitFor();
    for (const figure of await frame.locator('kl-ball').all()) {
      await figure.scrollIntoViewIfNeeded();
      await figure.locator('.ledger td:not(:empty)').first().waitFor();
      count += 1;
    }
  }
  return count;
}

const [site, browser] = await Promise.all([serve(ROOT), launch()]);
try {
  for (const [name, build] of Object.entries(recipes)) {
    const folder = mkdtempSync(join(tmpdir(), 'kl-ball-recipe-'));
    const built = await build(folder, site);
    if (typeof built === 'string') {
      console.log(`${name}: left out, for there is no ${built}`);
      continue;
    }
    const served = await serve(built[0]);
    const page = await openPage(browser, `${served.origin}/${built[1]}`, { width: 1000, height: 1600 });
    await page.locator('kl-ball, iframe').first().waitFor();
    const count = await figures(page);
    const ours = page.problems.filter((problem) => /kl-ball|embed/.test(problem));
    if (!count || ours.length) throw new Error(`${name}: ${count} figures, ${ours.join('; ')}`);
    console.log(`${name}: ${count} ${count === 1 ? 'figure' : 'figures'}`);
    await page.close();
    await served.close();
    rmSync(folder, { recursive: true });
  }
} finally {
  await browser.close();
  await site.close();
}
