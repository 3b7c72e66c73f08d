// The three browser engines. In each, the core gives the same bytes, and figures
// react to mouse and keyboard.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { executable, launch } from './browser.mjs';
import { launchWebKit, miniBrowser } from './webdriver.mjs';

/** The Firefox named by the environment variable FIREFOX, or one on PATH. */
function firefox() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => ['firefox-esr', 'firefox'].map((name) => join(folder, name)));
  return [process.env.FIREFOX, ...onPath].find((path) => path && existsSync(path));
}

function chromium() {
  try {
    return executable();
  } catch {
    return undefined;
  }
}

async function launchChromium() {
  const browser = await launch({ whole: true });
  const newPage = async () => {
    const page = await browser.newPage();
    return Object.assign(page, { setViewport: (size) => page.setViewportSize(size) });
  };
  return { version: () => `Chromium ${browser.version()}`, newPage, close: () => browser.close() };
}

async function launchFirefox() {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox(), headless: true });
  const version = await browser.version();
  return { version: () => version, newPage: () => browser.newPage(), close: () => browser.close() };
}

/**
 * By name: `program()` is the installed program, if there is one, and `start()`
 * gives a browser with `version()`, `newPage()` and `close()`. Its pages have `goto(url)`, `reload()`, `evaluate(function, ...values)`, `setViewport(size)`,
 * `mouse` and `keyboard`, as playwright's and puppeteer's do.
 */
export const ENGINES = {
  chromium: { program: chromium, start: launchChromium },
  firefox: { program: firefox, start: launchFirefox },
  webkit: { program: miniBrowser, start: launchWebKit },
};

/** Why an engine cannot be tested here, or false. */
export const lacking = (name) => (ENGINES[name].program() ? false : `SKIPPED: ${name} is not installed on this machine`);
