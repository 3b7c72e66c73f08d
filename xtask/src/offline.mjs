// What else pkg/ holds for those who take it along: the whole article as one
// file that needs no server, and what makes the folder an npm package.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Parts of the article that only a site has. */
const ONLINE = [/<link rel="(?:modulepreload|preload)"[^>]*>\n/g, /<script type="module" src="[^"]*"><\/script>\n/g, /<p data-online>[\s\S]*?<\/p>\n/g];

/** Writes `kl-ball-offline.html`: the article with its style, its scripts and the core in it; `from` finds the package's source, `tight` makes a script shorter. */
export async function offline(esbuild, { root, core, folder, from, tight }) {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const { outputFiles: [script] } = await esbuild.build({
    absWorkingDir: root, bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8', legalComments: 'none', logLevel: 'warning',
    alias: { kl_ball_core: join(core, 'kl_ball.js') }, loader: { '.wasm': 'dataurl' }, plugins: [carried(root, core), from], write: false,
    stdin: { contents: 'import "./www/kl-ball.js"; import "./www/session.js";', resolveDir: root },
  });
  const { code: sheet } = await esbuild.transform(read('www/page.css'), { loader: 'css', minify: true });
  const code = await tight(script.text);
  let page = read('index.html');
  for (const part of ONLINE) page = page.replace(part, '');
  const icon = `data:image/svg+xml,${encodeURIComponent(read('www/icon.svg').trim())}`;
  page = page.replace('href="www/icon.svg"', () => `href="${icon}"`)
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${sheet.trim()}</style>`)
    .replace('</body>', () => `<script type="module">${code.trim().replaceAll('</script', '<\\/script')}</script>\n</body>`);
  const left = /(?:src|href)="(?!https:|data:|#)[^"]*"/.exec(page.slice(0, page.indexOf('<script type="module">')));
  if (left) throw new Error(`the offline article still asks for ${left[0]}`);
  writeFileSync(join(folder, 'kl-ball-offline.html'), page);
}

/** Whoever asks for the package gets it with the compiled core in it. */
const carried = (root, core) => ({
  name: 'the core, carried along',
  setup(build) {
    build.onResolve({ filter: /\/pkg\/kl_ball\.js$/ }, () => ({ path: 'kl_ball', namespace: 'carried' }));
    build.onLoad({ filter: /./, namespace: 'carried' }, () => ({
      contents: `export * from "./src/wasm.js";
        import init from "./src/wasm.js";
        import address from ${JSON.stringify(join(core, 'kl_ball_bg.wasm'))};
        export default async () => init({ module_or_path: (await fetch(address)).arrayBuffer() });`,
      resolveDir: root,
    }));
  },
});

/** Writes `package.json`, with the version of the crate, and the element's types. */
export function packaged({ root, folder }) {
  const [, version] = /^version = "(.*)"$/m.exec(readFileSync(join(root, 'Cargo.toml'), 'utf8'));
  const description = {
    name: 'kl-ball', version, description: 'Natural gradient descent, seen: a compiled core and an interactive figure as an element',
    type: 'module', types: './kl_ball.d.ts', sideEffects: ['./kl-ball*.js'],
    exports: {
      '.': { types: './kl_ball.d.ts', default: './kl_ball.js' },
      './element': { types: './kl-ball-element.d.ts', default: './kl-ball-element.js' },
      './*': './*',
    },
    files: ['*.js', '*.d.ts', '*.wasm', '*.html'],
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(description, null, 2)}\n`);
  copyFileSync(join(root, 'www/kl-ball.d.ts'), join(folder, 'kl-ball-element.d.ts'));
}
