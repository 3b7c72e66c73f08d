// How many bytes a browser fetches for the article, and for a page with one figure.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { openPage } from '../browser.mjs';

const ROOT = new URL('../../../', import.meta.url);

/** The files that a page of the site requests, each once. */
async function asked(browser, site, prepare) {
  const before = site.log.length;
  const page = await openPage(browser, 'about:blank', { width: 1280, height: 1000 });
  try {
    await prepare(page);
    await page.waitForFunction(() => document.querySelector('kl-ball').matches(':state(ready)'));
    // Figures further down load what they need when a reader comes near.
    const figures = page.locator('kl-ball');
    for (let k = 0; k < await figures.count(); k += 1) {
      await figures.nth(k).scrollIntoViewIfNeeded();
      await page.waitForFunction((which) => document.querySelectorAll('kl-ball')[which].matches(':state(ready)'), k);
    }
    await page.waitForLoadState('networkidle');
    return [...new Set(site.log.slice(before))];
  } finally {
    await page.close();
  }
}

const sizes = (path) => {
  const content = readFileSync(new URL(`.${path}`, ROOT));
  return { path, raw: content.length, gzip: gzipSync(content, { level: 9 }).length };
};

/** The files of index.html, and those of hosts' pages with one Gaussian figure and with one of a logistic regression, with their sizes. */
export async function bytes(browser, site) {
  const page = await asked(browser, site, (page) => page.goto(`${site.origin}/index.html`));
  const host = `${site.origin}/host.html`;
  const post = (figure) => asked(browser, site, async (page) => {
    await page.route('**/host.html', (route) => route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><link rel="icon" href="data:,">
        <script type="module" src="pkg/kl-ball-element.js"></script>${figure}`,
    }));
    await page.goto(host);
  });
  const [embed, logistic] = [await post('<kl-ball></kl-ball>'), await post('<kl-ball model="logistic"></kl-ball>')];
  return { page: page.map(sizes), embed: embed.map(sizes), logistic: logistic.map(sizes) };
}
