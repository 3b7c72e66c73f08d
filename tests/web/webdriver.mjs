// A browser controlled by the W3C WebDriver protocol, for WebKitGTK, which no test
// library on npm can control. Pages have the methods that playwright and puppeteer
// have in common: goto, evaluate, mouse, keyboard, setViewport, close.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';

const DRIVER = '/usr/bin/WebKitWebDriver';
const PLACES = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`);

/** Keys by playwright's names. */
const KEYS = {
  Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015',
};

/** WebKitGTK's browser, if it is installed together with its driver and a virtual display. */
export const miniBrowser = () => [DRIVER, '/usr/bin/Xvfb', '/usr/bin/dbus-run-session'].every(existsSync)
  ? PLACES.find((path) => existsSync(path)) : undefined;

/** Starts WebKit with a display of its own. */
export async function launchWebKit() {
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1600x1400x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const display = await line(xvfb);
  const port = await freePort();
  const driver = spawn('dbus-run-session', ['--', DRIVER, `--port=${port}`], {
    stdio: 'ignore', detached: true, env: { ...process.env, DISPLAY: `:${display}`, LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  });
  const origin = `http://127.0.0.1:${port}`;
  const stop = () => {
    // Ends the process group: the session bus, the driver and the browser.
    try { process.kill(-driver.pid); } catch { /* Gone already. */ }
    xvfb.kill();
  };
  try {
    await answering(origin);
    const { sessionId, capabilities } = await ask(origin, 'POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] } } },
    });
    const session = (method, path, body) => ask(origin, method, `/session/${sessionId}${path}`, body);
    await session('POST', '/timeouts', { script: 120_000, pageLoad: 120_000 });
    return {
      version: () => `WebKitGTK ${capabilities.browserVersion}`,
      newPage: async () => pageOf(session),
      close: async () => {
        await session('DELETE', '').catch(() => {});
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

/** The first line that a program prints. */
const line = (child) => new Promise((done, failed) => {
  child.once('error', failed);
  child.once('exit', (code) => failed(new Error(`Xvfb stopped with ${code}`)));
  child.stdout.once('data', (text) => done(String(text).trim()));
});

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

/** Waits until the driver listens; it has ten seconds. */
async function answering(origin) {
  for (let tries = 100; ; tries -= 1) {
    try {
      return await ask(origin, 'GET', '/status');
    } catch (error) {
      if (tries === 0) throw new Error('WebKitWebDriver does not answer', { cause: error });
      await new Promise((later) => setTimeout(later, 100));
    }
  }
}

async function ask(origin, method, path, body) {
  const answer = await fetch(origin + path, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

function pageOf(session) {
  const act = (type, parameters, ...actions) => session('POST', '/actions', {
    actions: [{ type, id: type, ...(parameters && { parameters }), actions }],
  });
  const mouse = (...actions) => act('pointer', { pointerType: 'mouse' }, ...actions);
  let at = [0, 0];
  // Under load the driver answers before the page has loaded, whatever the protocol says.
  const loaded = () => session('POST', '/execute/async', {
    script: `const done = arguments[0];
if (document.readyState === 'complete') done();
else addEventListener('load', () => done());`,
    args: [],
  });
  return {
    goto: async (url) => {
      await session('POST', '/url', { url });
      await loaded();
    },
    reload: async () => {
      await session('POST', '/refresh', {});
      await loaded();
    },
    evaluate: async (script, ...given) => {
      const { value, error } = await session('POST', '/execute/async', {
        script: `const done = arguments[arguments.length - 1];
(async () => (${script})(...Array.prototype.slice.call(arguments, 0, -1)))()
  .then((value) => done({ value }), (error) => done({ error: [error, error?.stack].filter(Boolean).join('\\n') }));`,
        args: given,
      });
      if (error !== undefined) throw new Error(error);
      return value;
    },
    setViewport: ({ width, height }) => session('POST', '/window/rect', { width, height }),
    mouse: {
      move: async (x, y, { steps = 1 } = {}) => {
        const from = at;
        at = [x, y];
        const part = (k) => from.map((start, j) => Math.round(start + ((k + 1) / steps) * (at[j] - start)));
        await mouse(...Array.from({ length: steps }, (_, k) => {
          const [left, top] = part(k);
          return { type: 'pointerMove', duration: 0, x: left, y: top, origin: 'viewport' };
        }));
      },
      down: () => mouse({ type: 'pointerDown', button: 0 }),
      up: () => mouse({ type: 'pointerUp', button: 0 }),
    },
    keyboard: {
      press: (key) => act('key', undefined, { type: 'keyDown', value: KEYS[key] ?? key }, { type: 'keyUp', value: KEYS[key] ?? key }),
    },
    close: async () => {},
  };
}
