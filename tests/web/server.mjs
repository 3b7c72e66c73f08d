// A static server on loopback for the tests, with the media types of
// `cargo xtask serve` and any other headers that a test needs (such as a CSP).
import { createServer } from 'node:http';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { shelfOf } from './presets.mjs';

const TEXT = '; charset=utf-8';
const TYPES = {
  '.html': 'text/html' + TEXT,
  '.css': 'text/css' + TEXT,
  '.js': 'text/javascript' + TEXT,
  '.mjs': 'text/javascript' + TEXT,
  '.json': 'application/json' + TEXT,
  '.svg': 'image/svg+xml' + TEXT,
  '.csv': 'text/csv' + TEXT,
  '.md': 'text/markdown' + TEXT,
  '.ts': 'text/plain' + TEXT,
  '.txt': 'text/plain' + TEXT,
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.webm': 'video/webm',
};

/** By how many milliseconds pages are told of things late; see browser.mjs. */
const LATE = Number(process.env.LATE ?? 0);

/**
 * Serves the page of presets as /shelf.html, with some of them alone as /shelf.html?figure=id&figure=id, and the files below `rootDir` on a free port.
 * `headers` are added to every response; `log` collects the requested paths.
 * `give(path, body, headers)` puts a page of a test at a path of its own. That is much cheaper than a route of playwright's,
 * which stops every request of the page and asks the test about it.
 */
export async function serve(rootDir, { headers = {} } = {}) {
  const root = await realpath(rootDir);
  const [log, given, held] = [[], new Map(), new Map()];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    log.push(pathname);
    await held.get(pathname);
    if (LATE && pathname.startsWith('/pkg/')) await new Promise((done) => { setTimeout(done, 2 * LATE); });
    const page = given.get(pathname);
    if (page) {
      response.writeHead(200, page.headers);
      response.end(page.body);
      return;
    }
    const content = pathname === '/shelf.html' ? shelfOf(searchParams.getAll('figure')) : await read(root, pathname);
    const type = content ? TYPES[extname(pathname) || '.html'] : 'text/plain' + TEXT;
    response.writeHead(content ? 200 : 404, {
      'Content-Type': type ?? 'application/octet-stream',
      'Cache-Control': 'no-store',
      ...headers,
    });
    response.end(request.method === 'HEAD' ? undefined : (content ?? 'Not found\n'));
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    log,
    give(path, body, more = {}) {
      given.set(path, { body, headers: { 'Content-Type': TYPES['.html'], ...more } });
      return `${this.origin}${path}`;
    },
    /** Keeps everyone waiting who asks for a file, until the function that is returned is called. */
    hold(path) {
      let release;
      held.set(path, new Promise((then) => { release = then; }));
      return release;
    },
    close() {
      const closed = new Promise((resolve) => server.close(resolve));
      // A browser keeps its connections open; do not wait for it.
      server.closeAllConnections();
      return closed;
    },
  };
}

/** The content of the file a path stands for, or undefined if it is not below the root. */
async function read(root, pathname) {
  try {
    const path = decodeURIComponent(pathname);
    if (path.includes('/.')) return undefined;
    const file = await realpath(join(root, path.endsWith('/') ? path + 'index.html' : path));
    return file.startsWith(root + sep) ? await readFile(file) : undefined;
  } catch {
    return undefined;
  }
}
