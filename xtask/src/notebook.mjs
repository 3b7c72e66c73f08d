// What the Python package in python/ takes with it: a figure with its core in one module, for notebooks, and a script for a
// JavaScript engine without a page, which Python runs to check figures and to draw them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes `kl-ball-notebook.js` and `kl-ball-kernel.js`; `from` are plugins that find what is imported from pkg/, `tight` makes a script shorter. */
export async function notebook(esbuild, { root, core, folder, from, tight }) {
  const settings = {
    absWorkingDir: root, bundle: true, minify: true, target: 'es2022', charset: 'utf8', legalComments: 'none', logLevel: 'warning',
    alias: { kl_ball_core: join(core, 'kl_ball.js') }, nodePaths: [join(root, 'tests/web/node_modules')], write: false,
  };
  const { outputFiles: [figure] } = await esbuild.build({
    ...settings, format: 'esm', loader: { '.wasm': 'binary' }, plugins: [carried(root, core), ...from], entryPoints: ['www/notebook/widget.js'],
  });
  writeFileSync(join(folder, 'kl-ball-notebook.js'), (await tight(figure.text)).script);
  const { outputFiles: [kernel] } = await esbuild.build({
    ...settings, format: 'iife', plugins: from, entryPoints: ['www/notebook/kernel.js'], define: { 'import.meta.url': '"file:///kl_ball.js"' },
  });
  const { script } = await tight(kernel.text);
  writeFileSync(join(folder, 'kl-ball-kernel.js'), script);
}

/** Puts the package with the bytes of the core in place of the package. Some pages do not allow to fetch bytes, not even from a `data:` address. */
const carried = (root, core) => ({
  name: 'the core, carried along',
  setup(build) {
    build.onResolve({ filter: /\/pkg\/kl_ball\.js$/ }, () => ({ path: 'kl_ball', namespace: 'carried' }));
    build.onLoad({ filter: /./, namespace: 'carried' }, () => ({
      contents: `export * from "./src/web/module.js";
        export const families = () => [];
        import init from "./src/web/module.js";
        import bytes from ${JSON.stringify(join(core, 'kl_ball_bg.wasm'))};
        export default () => init({ module_or_path: bytes });`,
      resolveDir: root,
    }));
  },
});
