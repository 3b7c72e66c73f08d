// The Chromium that the tests use. It has to be installed; nothing is downloaded.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell', 'headless_shell'];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

// Only the page under test may use the network, and only this machine.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** The first program of these names on PATH. */
function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** The browser named by the environment variable CHROMIUM, or one that is found. */
export function executable() {
  const { CHROMIUM: named } = process.env;
  const found = named && existsSync(named) ? named : onPath(NAMES) ?? PLACES.find((path) => existsSync(path));
  if (!found) throw new Error('No Chromium was found: install one, or name one in the environment variable CHROMIUM.');
  return found;
}

/** The headless shell of Chromium, which opens a page in half the time, if it is installed. */
export const headlessShell = () => process.env.CHROMIUM_HEADLESS_SHELL || onPath(SHELLS);

/**
 * A headless browser with a profile of its own. A `whole` one is the browser that readers have;
 * it can bring a page back as it was left. Other options go to playwright.
 */
export function launch({ args = [], whole = false, ...options } = {}) {
  return chromium.launch({ executablePath: (!whole && headlessShell()) || executable(), args: [...FLAGS, ...args], ...options });
}

/** Milliseconds until what a test waits for has not come. A slow machine with other work needs more than playwright allows. */
const PATIENCE = 120_000;

/**
 * Milliseconds between two looks at what a test waits for. Playwright would look in every frame, which keeps a page that waits
 * at 6 % of a core (measured); this is 1 %. What counts frames asks for `polling: 'raf'`.
 */
const LOOK = 30;

/** How many times slower than this machine pages run, to find tests that read too early (CONTRIBUTING.md). */
const SLOWER = Number(process.env.SLOWER ?? 1);

/** By how many milliseconds frames and sizes come late, and twice as late what workers are asked and files of pkg/, to find the same (CONTRIBUTING.md). */
const LATE = Number(process.env.LATE ?? 0);

/** Runs in a page before its own scripts: it is told late of frames, sizes and sights, and workers hear late from it. */
function late(by) {
  const { requestAnimationFrame: next } = globalThis;
  const wait = globalThis.setTimeout.bind(globalThis);
  let last = 0;
  const asked = new Set();
  globalThis.requestAnimationFrame = (then) => {
    last += 1;
    const id = last;
    asked.add(id);
    wait(() => {
      if (asked.has(id)) next((now) => { if (asked.delete(id)) then(now); });
    }, by);
    return id;
  };
  globalThis.cancelAnimationFrame = (id) => { asked.delete(id); };
  for (const name of ['ResizeObserver', 'IntersectionObserver']) {
    const Observer = globalThis[name];
    globalThis[name] = class extends Observer {
      constructor(then, options) { super((entries, self) => { wait(() => then.call(self, entries, self), by); }, options); }
    };
  }
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (...given) { wait(() => postMessage.apply(this, given), 2 * by); };
}

/**
 * Opens `url` in a context of its own, which is closed together with the page.
 * `page.problems` collects the errors of the page and of its console, and `page.foreign`
 * the addresses of other hosts that it requested, which are blocked. `more` goes to
 * playwright's newContext.
 */
export async function openPage(browser, url, options = {}) {
  const { width = 1280, height = 800, dark = false, ratio = 1, reducedMotion = false, touch = false, ...more } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: ratio,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    hasTouch: touch,
    isMobile: touch,
    locale: 'en-US',
    ...more,
  });
  context.setDefaultTimeout(PATIENCE);
  if (LATE) await context.addInitScript(late, LATE);
  await context.addInitScript(countFrames);
  const page = await context.newPage();
  const wait = page.waitForFunction.bind(page);
  page.waitForFunction = (check, value, more) => wait(check, value, { polling: LOOK, ...more });
  watch(page);
  if (SLOWER > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  // The browser may be closing already.
  page.on('close', () => context.close().catch(() => {}));
  await page.goto(url);
  return page;
}

/** Runs in a page before its own scripts: counts the frames that these ask for; see `frame` in browser/page.mjs. */
function countFrames() {
  const next = globalThis.requestAnimationFrame;
  const counted = (then) => {
    counted.asked += 1;
    return next(then);
  };
  globalThis.requestAnimationFrame = Object.assign(counted, { asked: 0, next });
}

function watch(page) {
  page.problems = [];
  page.foreign = [];
  page.on('pageerror', (error) => page.problems.push(String(error?.stack ?? error)));
  page.on('crash', () => page.problems.push('the page crashed'));
  page.on('console', (message) => {
    if (message.type() === 'error') page.problems.push(`${message.text()} (${message.location().url})`);
  });
  const look = (address) => {
    if (!isHere(address)) page.foreign.push(address);
  };
  page.on('request', (request) => look(request.url()));
  page.on('websocket', (socket) => look(socket.url()));
}

function isHere(address) {
  const { protocol, hostname } = new URL(address);
  return !/^(http|ws)s?:$/.test(protocol) || hostname === '127.0.0.1' || hostname === 'localhost';
}
