// The whole article as one file that needs no server.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Parts of the article that only a site has. */
const ONLINE = [/<link rel="(?:modulepreload|preload)"[^>]*>\n/g, /<script (?:type="module" )?src="[^"]*"><\/script>\n/g, /<p (?:class="tools" )?data-online>[\s\S]*?<\/p>\n/g];

/** Writes `kl-ball-offline.html`: the article with its style, its scripts and the core in it; `from` are plugins that find the sources of what is imported from pkg/, `tight` makes a script shorter. */
export async function offline(esbuild, { root, core, folder, from, tight }) {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const { outputFiles: [script] } = await esbuild.build({
    absWorkingDir: root, bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8', legalComments: 'none', logLevel: 'warning',
    alias: { kl_ball_core: join(core, 'kl_ball.js') }, nodePaths: [join(root, 'tests/web/node_modules')], loader: { '.wasm': 'dataurl' }, plugins: [carried(root, core), ...from], write: false,
    stdin: { contents: 'import "./www/kl-ball.js"; import "./www/session.js";', resolveDir: root },
  });
  const { code: sheet } = await esbuild.transform(read('www/page.css'), { loader: 'css', minify: true });
  const { script: code } = await tight(script.text);
  let page = read('index.html');
  for (const part of ONLINE) page = page.replace(part, '');
  page = page.replaceAll(/(?<=(?:href|src)=")www\/[\w/-]+\.svg(?=")/g, (path) => `data:image/svg+xml,${encodeURIComponent(read(path).trim())}`)
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${sheet.trim()}</style>`)
    .replace('</body>', () => `<script type="module">${code.trim().replaceAll('</script', '<\\/script')}</script>\n</body>`);
  const left = /(?:src|href)="(?!https:|data:|#)[^"]*"/.exec(page.slice(0, page.indexOf('<script type="module">')));
  if (left) throw new Error(`the offline article still asks for ${left[0]}`);
  writeFileSync(join(folder, 'kl-ball-offline.html'), page);
}

/** Puts the package with the compiled core in it in place of the package. */
const carried = (root, core) => ({
  name: 'the core, carried along',
  setup(build) {
    build.onResolve({ filter: /\/pkg\/kl_ball\.js$/ }, () => ({ path: 'kl_ball', namespace: 'carried' }));
    build.onLoad({ filter: /./, namespace: 'carried' }, () => ({
      contents: `export * from "./src/web/module.js";
        export const families = () => [];
        import init from "./src/web/module.js";
        import address from ${JSON.stringify(join(core, 'kl_ball_bg.wasm'))};
        export default async () => init({ module_or_path: (await fetch(address)).arrayBuffer() });`,
      resolveDir: root,
    }));
  },
});
