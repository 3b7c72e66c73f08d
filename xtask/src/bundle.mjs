// Writes the scripts of pkg/: `node bundle.mjs <root> <core> <folder>`, with
// what wasm-bindgen wrote in <core>.
//
// What is loaded in Node stays readable: `kl_ball.js`, `render.js`, `python.js`, the command. What a page
// loads is minified, with a source map: the element, and the reader of tables. What the element
// imports only when it is needed, with `import()`, becomes a file of its own beside
// it, `kl-ball-<name>.js`. Such a file imports the modules that it shares with the
// element from the element, so that each exists once. The scripts of a whole page
// (the article, the page for an iframe) stand alone, and so does what can be used
// without the element: the reader of tables, and what writes films. What works without a page has
// the package and the reader of tables beside it.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createHash } from 'node:crypto';
import { sumOf } from '../../src/web/sum.js';
import { catalogIn } from './names.mjs';

const ELEMENT = 'kl-ball-element';

/** Scripts of pages that are made of the element's modules, and share them with it: the lab. */
const WITH_ELEMENT = ['www/lab/lab.js'];

/** Scripts of workers that use the core. They stand alone: what they need of the core's JavaScript is in them. */
const WORKERS = ['www/work/worker.js'];

/** Scripts of a page of their own: the article's, the one of `embed.html`, and what says why no other was loaded. */
const PAGES = ['www/session.js', 'www/embed.js', 'www/unloaded.js'];

/** Scripts that need nothing of the element and can be used without it, by their names in pkg/. */
const ALONE = { table: 'www/table/read-table.js', film: 'www/exports/film.js', gif: 'www/exports/gif.js' };

/** What works without a page, by its name in pkg/: it draws figures, and writes them as programs. */
const WITHOUT_PAGE = { render: 'www/render.js', python: 'www/to-python.js' };

/** The files of pkg/ that these import. */
const BESIDE = ['kl_ball', 'table'];

/** What modules that borrow from it import, while they are bundled. */
const BORROWED = 'the-element';

/** Bundles `root`'s scripts into `folder`; `esbuild` and `terser` are the modules of those names. */
export async function bundle({ esbuild, terser }, { root, core, folder }) {
  const readable = {
    absWorkingDir: root, outdir: folder, bundle: true, format: 'esm', target: 'es2022',
    charset: 'utf8', legalComments: 'none', logLevel: 'warning', alias: { kl_ball_core: join(core, 'kl_ball.js') },
    nodePaths: [join(root, 'tests/web/node_modules')],
  };
  const settings = { ...readable, minify: true, sourcemap: 'external' };
  const from = resolved(root, core);
  const known = answered(core);
  await esbuild.build({
    ...readable, plugins: [from], entryPoints: { kl_ball: 'src/web/module.js' }, banner: { js: '/* @ts-self-types="./kl_ball.d.ts" */' },
  });
  const script = join(folder, 'kl_ball.js');
  // esbuild writes above each part where it comes from, here a folder of this machine.
  writeFileSync(script, readFileSync(script, 'utf8').replace(/^\/\/ .*\bkl_ball\.js$/m, '// Written by wasm-bindgen.'));
  const graph = await imports(esbuild, settings, from);
  const own = reached(graph, ['www/kl-ball.js']);
  const asked = [...new Set(Object.values(graph).flatMap(({ dynamic }) => dynamic))].sort();
  const beside = WITH_ELEMENT.filter((path) => path in graph);
  const later = [...beside, ...asked].filter((path) => path in graph && !Object.values(ALONE).includes(path));
  for (const path of asked) {
    // As without a bundler, only what imports it fails.
    if (!(path in graph)) console.warn(`warning: ${path} is imported with import(), but is not there`);
  }
  for (const path of later) {
    if (own.has(path)) throw new Error(`${path} is imported with import(), but the element has it already`);
  }
  const shared = [...reached(graph, later)].filter((path) => !own.has(path)).flatMap((path) => graph[path].static)
    .filter((path) => own.has(path)).sort();
  const names = await Promise.all([...new Set(shared)].map(
    async (path) => (await exportsOf(esbuild, settings, path)).map((name) => [path, name]),
  ));
  const loans = {};
  const version = versionOf(graph, settings.absWorkingDir);
  for (const [k, [path, name]] of names.flat().entries()) (loans[path] ??= {})[name] = loan(k, version);
  const versioned = { ...settings, define: { __VERSION__: JSON.stringify(version) } };
  const { metafile } = await esbuild.build({
    ...versioned, plugins: [from, apart, rewritten(root, loans)], splitting: overlap(graph, later, own), metafile: true,
    entryPoints: later.map((path) => ({ in: path, out: fileOf(path) })), chunkNames: 'kl-ball-[hash]',
  });
  const scripts = Object.keys(metafile.outputs).filter((path) => path.endsWith('.js'));
  const written = scripts.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  await esbuild.build({
    ...versioned, plugins: [from, apart, rewritten(root)], entryNames: ELEMENT,
    stdin: { contents: ['export * from "./www/kl-ball.js";', ...lending(loans, written)].join('\n'), resolveDir: root },
  });
  const workers = WORKERS.filter((path) => existsSync(join(root, path)));
  if (workers.length > 0) await esbuild.build({ ...versioned, plugins: [from], entryPoints: workers.map((path) => ({ in: path, out: fileOf(path) })) });
  const pages = PAGES.filter((path) => existsSync(join(root, path)));
  await esbuild.build({ ...settings, entryPoints: pages, entryNames: 'kl-ball-[name]' });
  const alone = Object.entries(ALONE).filter(([, path]) => existsSync(join(root, path)));
  if (alone.length > 0) await esbuild.build({ ...settings, plugins: [known], entryPoints: alone.map(([out, path]) => ({ in: path, out })) });
  for (const [out, path] of Object.entries(WITHOUT_PAGE).filter(([, source]) => existsSync(join(root, source)))) {
    await esbuild.build({ ...readable, plugins: [besides], entryPoints: [{ in: path, out }] });
  }
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js.map'))) {
    await shorten(terser, { root, core, file: join(folder, name.slice(0, -'.map'.length)) });
  }
}

/** Minifies a script once more, in place, and writes its source map beside it. */
async function shorten(terser, { root, core, file }) {
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
  // The names say nothing of the machine; the texts themselves are in the map.
  map.sources = map.sources.map((source) => {
    const path = resolve(dirname(file), source);
    const [, installed] = path.split(`${sep}node_modules${sep}`);
    return path.startsWith(core + sep) ? basename(path) : installed?.replaceAll(sep, '/') ?? `../${named(root, path)}`;
  });
  // A file that only passes on what another one exports has no source of its own.
  const mapped = map.sources.length > 0;
  const sourceMap = mapped && { content: map, url: `${basename(file)}.map`, includeSources: true };
  const made = await tight(terser, readFileSync(file, 'utf8'), { sourceMap, forNode: !basename(file).startsWith('kl-ball-') });
  // Checkers of packages know a module by an `export` that begins a line.
  writeFileSync(file, made.script.replace(/(?<=\})export\{(?=[^{}]*\})/, '\n$&'));
  if (mapped) writeFileSync(`${file}.map`, made.map);
  else rmSync(`${file}.map`);
}

/**
 * What terser makes of a script that esbuild has bundled: gzipped, a twenty-fifth less. It may not move a
 * function to where it is called, which would make it anew at every call. Functions stand together at the beginning, where they compress better.
 * Node prints the whole line of an uncaught error, so scripts that it runs have lines of at most 1000 characters.
 */
export async function tight(terser, script, { sourceMap = false, forNode = false } = {}) {
  const { code, map } = await terser.minify(script, {
    module: true, ecma: 2020, compress: { passes: 2, inline: 1, reduce_funcs: false, lhs_constants: false, hoist_funs: true }, sourceMap,
    format: forNode ? { max_line_len: 1000 } : {},
  });
  return { script: `${code}\n`, map };
}

/** A file as the graph names it. */
const named = (root, file) => relative(root, file).replaceAll('\\', '/');

/** What a script is called in pkg/, without `.js`. */
const fileOf = (path) => (isAlone(path) ? basename(path, '.js') : `kl-ball-${basename(path, '.js')}`);

/** Whether an import means a script that stands alone: such a script is imported by its place in pkg/. */
const isAlone = (path) => Object.keys(ALONE).some((name) => path.endsWith(`pkg/${name}.js`));

/** Finds a script that stands alone by its source, so that no build depends on the one before it. */
const sources = (root) => ({
  name: 'what stands alone',
  setup: (build) => build.onResolve({ filter: /\bpkg\/\w+\.js$/ }, ({ path }) => (isAlone(path) ? { path: join(root, ALONE[basename(path, '.js')]) } : undefined)),
});

/**
 * The package is bundled from its source, so that what an element does without is left out.
 * It also exports the compiled module, which wasm-bindgen does not: workers need not compile it again.
 */
const resolved = (root, core) => ({
  name: 'the package',
  setup(build) {
    // Which cores belong to the scripts.
    const files = existsSync(core) ? readdirSync(core).flatMap((file) => /^kl_ball_(\w+)\.wasm$/.exec(file) ?? []).filter((name) => !name.endsWith('.wasm')) : [];
    const sums = Object.fromEntries(files.map((name) => [name === 'bg' ? 'whole' : name, sumOf(readFileSync(join(core, `kl_ball_${name}.wasm`)))]));
    if (files.length > 0) build.initialOptions.define = { ...build.initialOptions.define, __CORES__: JSON.stringify(JSON.stringify(sums)) };
    build.onResolve({ filter: /\/pkg\/kl_ball\.js$/ }, () => ({ path: join(root, 'src/web/module.js') }));
    build.onLoad({ filter: /\bkl_ball\.js$/ }, ({ path }) => {
      if (resolve(path) !== resolve(core, 'kl_ball.js')) return undefined;
      return { contents: repeatable(readFileSync(path, 'utf8'), path) };
    });
  },
});

/**
 * What wasm-bindgen wrote for one core, as a function that gives a new one at each call: the whole core and small ones
 * can then be there together.
 */
function repeatable(script, path) {
  const exported = 'export { initSync, __wbg_init as default };';
  if (!script.includes(exported) || !/\bwasmModule\b/.test(script)) throw new Error(`${path} is not what wasm-bindgen used to write`);
  const inner = script.replace(exported, '').replace(/^export class /gm, 'class ');
  return `export default function instance() {\n${inner}\nreturn { Core, start: __wbg_init, startSync: initSync, compiled: () => wasmModule };\n}\n`;
}

/** Writes into the reader of tables what each model takes, as the core that was just built says. */
const answered = (core) => ({
  name: 'what models take',
  setup: (build) => build.onLoad({ filter: /\bwww[\\/]table[\\/]takes\.js$/ }, async () => {
    const { models } = await catalogIn(core);
    return { contents: `export const TAKES = ${JSON.stringify(Object.fromEntries(models.map(({ name, takes }) => [name, takes])))};` };
  }),
});

/** Leaves imports of other scripts of pkg/ as they are. */
const besides = {
  name: 'what is beside it',
  setup: (build) => build.onResolve({ filter: /\bpkg\/\w+\.js$/ }, ({ path }) => {
    const name = basename(path, '.js');
    return BESIDE.includes(name) ? { path: `./${name}.js`, external: true } : undefined;
  }),
};

/** What each module below the element imports: at once, or with `import()`. */
async function imports(esbuild, settings, from) {
  const { metafile } = await esbuild.build({
    ...settings, plugins: [from, sources(settings.absWorkingDir), missing(settings.absWorkingDir)], write: false, metafile: true,
    entryPoints: ['www/kl-ball.js', ...WITH_ELEMENT.filter((path) => existsSync(join(settings.absWorkingDir, path)))],
  });
  const of = (entries, wanted) => entries.filter(({ kind }) => (kind === 'dynamic-import') === wanted).map(({ path }) => path);
  return Object.fromEntries(Object.entries(metafile.inputs).map(
    ([path, { imports: entries }]) => [path, { static: of(entries, false), dynamic: of(entries, true) }],
  ));
}

/** A module that is not there is an import like any other. */
const missing = (root) => ({
  name: 'what is missing',
  setup: (build) => build.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
    const file = resolve(resolveDir, path);
    const found = kind !== 'dynamic-import' || existsSync(file);
    return found ? undefined : { path: named(root, file), external: true };
  }),
});

/** These modules and what they import at once. */
function reached(graph, paths) {
  const found = new Set();
  const open = [...paths];
  while (open.length > 0) {
    const path = open.pop();
    if (!found.has(path)) {
      found.add(path);
      open.push(...graph[path].static);
    }
  }
  return found;
}

/** Whether some of these modules import the same, beside what is the element's `own`. */
function overlap(graph, paths, own) {
  const all = paths.flatMap((path) => [...reached(graph, [path])]).filter((path) => !own.has(path));
  return new Set(all).size < all.length;
}

async function exportsOf(esbuild, settings, path) {
  const { metafile } = await esbuild.build({
    ...settings, sourcemap: false, bundle: false, alias: {}, entryPoints: [path], write: false, metafile: true,
  });
  return Object.values(metafile.outputs)[0].exports;
}

/** Four letters that change with any of the modules of the element, those it loads later and its workers. */
function versionOf(graph, root) {
  const hash = createHash('sha256');
  // A module that a browser does without is in the graph, too, but is no file.
  for (const path of [...Object.keys(graph), ...WORKERS].filter((one) => existsSync(join(root, one))).sort()) hash.update(path).update(readFileSync(join(root, path)));
  return BigInt(`0x${hash.digest('hex')}`).toString(36).slice(0, 4);
}

/** A short name for the `k`-th export that can be borrowed. It contains the version, so that files of two versions cannot be mixed: one of them then asks for a name that is not there. */
const loan = (k, version) => `_${k.toString(36)}_${version}`;

/** Exports for what has been `written`, and not for more. */
const lending = (loans, written) => Object.entries(loans).map(([path, names]) => {
  const wanted = Object.entries(names).filter(([, short]) => new RegExp(`\\b${short}\\b`).test(written));
  return `export { ${wanted.map(([name, short]) => `${name} as ${short}`).join(', ')} } from "./${path}";`;
});

/** Leaves every `import()` to the browser. */
const apart = {
  name: 'what is loaded later',
  setup: (build) => build.onResolve({ filter: /^\./ }, ({ kind, path }) => (
    kind === 'dynamic-import' ? { path: `./${fileOf(path)}.js`, external: true } : undefined
  )),
};

/** A style in a script, without spaces that only readers need. */
const dense = (script) => script.replace(
  /(?<=\.replaceSync\(`|^const TEXT = `)[^`]+/m, (style) => style.replace(/\s+/g, ' ').replace(/ ?([{};,]) ?/g, '$1').replaceAll(';}', '}'),
);

/**
 * Modules that are loaded later take those that the element has from the element, under the short
 * names it lends them by; and one that is named by its address, as that of a worker is, is one of them.
 */
const rewritten = (root, loans = {}) => ({
  name: 'what the element has, and what is loaded by its address',
  setup(build) {
    build.onLoad({ filter: /\bwww\b.*\.js$/, namespace: 'file' }, ({ path }) => ({
      contents: dense(readFileSync(path, 'utf8'))
        .replace(/(?<=\bnew URL\(")\.\/(\w+)\.js(?=", import\.meta\.url\))/, (_, name) => `./${fileOf(name)}.js`)
        .replace(/^import (?:(\w+)(?:, )?)?(?:\{([^}]+)\})? from "(\.[^"]+)";$/gm, (statement, main, list = '', from) => {
          const lent = loans[named(root, resolve(dirname(path), from))];
          const items = [...list.split(','), main && `default as ${main}`].filter((item) => item?.trim());
          const part = (item) => {
            const [name, own = name] = item.trim().split(' as ');
            return `${lent[name]} as ${own}`;
          };
          return lent ? `import { ${items.map(part).join(', ')} } from "${BORROWED}";` : statement;
        }),
    }));
    build.onResolve({ filter: new RegExp(`^${BORROWED}$`) }, () => ({ path: `./${ELEMENT}.js`, external: true }));
  },
});

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [root, core, folder] = process.argv.slice(2);
  const [esbuild, terser] = ['esbuild', 'terser'].map(createRequire(join(root, 'tests/web/package.json')));
  await bundle({ esbuild, terser }, { root, core, folder });
  const { offline } = await import('./offline.mjs');
  const { packaged } = await import('./packaged.mjs');
  const { notebook } = await import('./notebook.mjs');
  const whole = { root, core, folder, from: [resolved(root, core), sources(root), answered(core)], tight: (script) => tight(terser, script) };
  await offline(esbuild, whole);
  await notebook(esbuild, whole);
  await packaged({ root, core, folder });
}
