// What makes pkg/ an npm package, and a folder that any host can serve: its
// description, its licences, types, and the page for an iframe.
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogIn, namesFor } from './names.mjs';

/** Files that are copied as they are, by their names in pkg/. */
const COPIES = {
  'kl_ball.d.ts': 'src/web/module.d.ts',
  'kl-ball-element.d.ts': 'www/element.d.ts',
  'table.d.ts': 'www/table/table.d.ts',
  'film.d.ts': 'www/exports/film-types.d.ts',
  'gif.d.ts': 'www/exports/gif-types.d.ts',
  'render.d.ts': 'src/web/render.d.ts',
  'python.d.ts': 'src/web/python.d.ts',
  'cli.js': 'src/web/cli.js',
  // The command says the size of a picture as the page does.
  'png.js': 'www/marks/png.js',
  'README.md': 'xtask/src/packaged.md',
  'LICENSE-MIT': 'LICENSE-MIT',
  'LICENSE-APACHE': 'LICENSE-APACHE',
  // table.js has Papa Parse in it.
  'LICENSE-PAPAPARSE': 'tests/web/node_modules/papaparse/LICENSE',
  // film.js and gif.js have these in them.
  'LICENSE-MEDIABUNNY': 'tests/web/node_modules/mediabunny/LICENSE',
  'LICENSE-GIFENC': 'tests/web/node_modules/gifenc/LICENSE.md',
};

/** Frameworks whose JSX or templates have types of their own for the element. */
const FRAMEWORKS = ['react', 'preact', 'solid', 'vue', 'svelte'];

/** Writes all of it into `folder`; the compiled core comes from the folder `core`. */
export async function packaged({ root, core, folder }) {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  for (const [name, source] of Object.entries(COPIES)) copyFileSync(join(root, source), join(folder, name));
  for (const name of readdirSync(core).filter((file) => file.endsWith('.wasm'))) copyFileSync(join(core, name), join(folder, name));
  writeFileSync(join(folder, 'names.d.ts'), namesFor(await catalogIn(core), read('www/element.d.ts')));
  for (const name of FRAMEWORKS) {
    copyFileSync(join(root, `www/frameworks/${name}.d.ts`), join(folder, `${name}.d.ts`));
    writeFileSync(join(folder, `${name}.js`), '// The element; its types are those of the framework.\nimport "./kl-ball-element.js";\nexport * from "./kl-ball-element.js";\n');
  }
  // Bundlers and compilers that do not read `exports` look for files of this name.
  for (const name of ['element.js', 'element.d.ts']) writeFileSync(join(folder, name), 'export * from "./kl-ball-element.js";\n');
  writeFileSync(join(folder, 'embed.html'), beside(read('embed.html'), read('www/icon.svg')));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(description(read('Cargo.toml')), null, 2)}\n`);
}

/** The page for an iframe, as it stands beside the scripts in pkg/. */
function beside(page, icon) {
  const moved = page.replace('href="www/icon.svg"', () => `href="data:image/svg+xml,${encodeURIComponent(icon.trim())}"`)
    .replace('src="pkg/', 'src="').replace(/src="www\/(embed|unloaded)\.js"/g, 'src="kl-ball-$1.js"');
  const left = /(?:src|href)="(?:www|pkg)\/[^"]*"/.exec(moved);
  if (left) throw new Error(`pkg/embed.html would still ask for ${left[0]}`);
  return moved;
}

/** The npm package's description; what it shares with the crate is the crate's. */
function description(manifest) {
  const field = (name) => new RegExp(`^${name} = (.*)$`, 'm').exec(manifest)[1];
  const [version, license, repository, keywords] = ['version', 'license', 'repository', 'keywords'].map((name) => JSON.parse(field(name)));
  return {
    name: 'kl-ball', version, license, keywords,
    description: 'Natural gradient descent, seen: a compiled core and an interactive figure as an element',
    repository: { type: 'git', url: `git+${repository}.git` },
    type: 'module', main: './kl_ball.js', types: './kl_ball.d.ts', sideEffects: ['./kl-ball*.js', './element.js', ...FRAMEWORKS.map((one) => `./${one}.js`)],
    exports: {
      '.': { types: './kl_ball.d.ts', default: './kl_ball.js' },
      './element': { types: './kl-ball-element.d.ts', default: './kl-ball-element.js' },
      ...Object.fromEntries(FRAMEWORKS.map((one) => [`./${one}`, { types: `./${one}.d.ts`, default: `./${one}.js` }])),
      './python': { types: './python.d.ts', default: './python.js' },
      './render': { types: './render.d.ts', default: './render.js' },
      './table': { types: './table.d.ts', default: './table.js' },
      './*': './*',
    },
    bin: { 'kl-ball': 'cli.js' },
    peerDependencies: { '@resvg/resvg-js': '^2.6.2' },
    peerDependenciesMeta: { '@resvg/resvg-js': { optional: true } },
    files: ['*.js', '*.map', '*.d.ts', '*.wasm', '*.html', 'LICENSE-*'],
  };
}
