// `node examples/hosts/run.mjs [NAME]...` puts figures into pages that other programs build, each as its README
// row says, and opens every result in a browser. Programs from npm are installed into a temporary folder, in the
// versions below; others have to be on the PATH, and what is missing is named and left out.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, openPage } from '../../tests/web/browser.mjs';
import { serve } from '../../tests/web/server.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What Save, For a post gives: one line. */
const LINE = '<kl-ball view="plane density" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="4" label="A *picture* of _two_ &#96;balls&#96;, &#91;more&#93;(/more)"><picture><source media="(max-width: 460px)" srcset="/figure.svg?phone" width="430" height="1077" /><source media="(max-width: 680px)" srcset="/figure.svg?tablet" width="639" height="1092" /><img src="/figure.svg" alt="Two balls, &#91;more&#93;(/more)" width="720" height="420" align="top" /></picture></kl-ball><script type="module" src="/pkg/kl-ball-element.js"></script>';
/** Its label, as readers hear it. */
const LABEL = 'A *picture* of _two_ `balls`, [more](/more)';
const FIGURES = '<kl-ball id="one" view="plane density" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="4"></kl-ball><kl-ball id="map" view="map" data="teaching" rules="natural-gradient" start="-0.3 0.8" cells="24"></kl-ball>';
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="720" height="420"><rect width="720" height="420" fill="#eee"/></svg>';
const POST = `# A post

Text *before*.

${LINE}

Text **after** with \`code\`.

- a list
`;

const page = (script, body = FIGURES) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">${script}</head><body>${body}</body></html>`;
const MODULE = '<script type="module" src="./main.js"></script>';
const IMPORT = 'import "kl-ball/element";\n';

/** Runs a program in a folder. */
const run = (folder, program, ...given) => execFileSync(program, given, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CI: '1', NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' } });

/** For what needs a newer Node than the one that runs this: Node as a package. */
const NODE_22 = 'node@22';

/** Runs a program of a project by the Node that it has installed. */
const runOn22 = (folder, program, ...given) => run(folder, join(folder, 'node_modules/node/bin/node'), join(folder, 'node_modules/.bin', program), ...given);

/** Writes files, with their folders. */
function put(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Puts pkg/ and the picture where a page asks for them. */
function assets(folder) {
  cpSync(join(ROOT, 'pkg'), join(folder, 'pkg'), { recursive: true });
  writeFileSync(join(folder, 'figure.svg'), PICTURE);
}

/** A project with our package and others from npm. */
function project(folder, ...packages) {
  put(folder, { 'package.json': '{ "private": true, "type": "module" }' });
  const packed = run(folder, 'npm', 'pack', '--silent', join(ROOT, 'pkg')).trim().split('\n').pop();
  run(folder, 'npm', 'install', '--silent', '--no-audit', '--no-fund', join(folder, packed), ...packages);
}

/** The version that a program says it has. */
const said = (program, ...given) => /\d+(?:\.\d+)+/.exec(run('.', program, ...(given.length ? given : ['--version'])))?.[0];

/** A page around what a Markdown program made of the post. */
function posted(folder, html) {
  mkdirSync(join(folder, 'out'));
  assets(join(folder, 'out'));
  writeFileSync(join(folder, 'out/index.html'), page('', html));
  return join(folder, 'out');
}

/** Each builds in a folder and returns the folder to serve and, where it is not npm's, the version of the program. */
const HOSTS = {
  'pandoc': (folder) => {
    put(folder, { 'post.md': POST });
    return [posted(folder, run(folder, 'pandoc', 'post.md', '-t', 'html')), said('pandoc')];
  },
  'markdown-it 15.0.3': (folder) => {
    project(folder, 'markdown-it@15.0.3');
    put(folder, { 'post.md': POST, 'make.js': 'import MarkdownIt from "markdown-it"; import { readFileSync } from "node:fs"; console.log(new MarkdownIt({ html: true }).render(readFileSync("post.md", "utf8")));' });
    return [posted(folder, run(folder, 'node', 'make.js'))];
  },
  'MDX 3.1.1': (folder) => {
    project(folder, '@mdx-js/mdx@3.1.1', 'react@19.3.1', 'react-dom@19.3.1');
    put(folder, { 'post.md': POST, 'make.js': 'import { evaluate } from "@mdx-js/mdx"; import * as runtime from "react/jsx-runtime"; import { createElement } from "react"; import { renderToStaticMarkup } from "react-dom/server"; import { readFileSync } from "node:fs"; const { default: Post } = await evaluate(readFileSync("post.md", "utf8"), runtime); console.log(renderToStaticMarkup(createElement(Post)));' });
    return [posted(folder, run(folder, 'node', 'make.js'))];
  },
  'Python-Markdown': (folder) => {
    put(folder, { 'post.md': POST });
    const python = ['/usr/bin/python3', 'python3'].find((one) => { try { return said(one, '-c', 'import markdown; print(markdown.__version__)'); } catch { return false; } });
    if (!python) return 'the Python package markdown';
    return [posted(folder, run(folder, python, '-m', 'markdown', 'post.md')), said(python, '-c', 'import markdown; print(markdown.__version__)')];
  },
  'kramdown': (folder) => {
    put(folder, { 'post.md': POST });
    const ruby = (code) => run(folder, 'ruby', '-rkramdown', '-e', code);
    return [posted(folder, ruby('puts Kramdown::Document.new(File.read("post.md")).to_html')), ruby('puts Kramdown::VERSION').trim()];
  },
  'Hugo': (folder) => {
    put(folder, { 'config.toml': 'baseURL = "/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n[markup.goldmark.renderer]\nunsafe = true\n', 'layouts/index.html': page('', '{{ range .Site.RegularPages }}{{ .Content }}{{ end }}'), 'layouts/_default/single.html': '{{ .Content }}', 'content/post.md': POST });
    mkdirSync(join(folder, 'static'));
    assets(join(folder, 'static'));
    run(folder, 'hugo', '--quiet');
    return [join(folder, 'public'), said('hugo', 'version')];
  },
  'Jekyll': (folder) => {
    put(folder, { 'index.md': `---\nlayout: null\n---\n<link rel="icon" href="data:,">\n\n${POST}` });
    assets(folder);
    run(folder, 'jekyll', 'build', '--quiet');
    return [join(folder, '_site'), said('jekyll')];
  },
  'MkDocs': (folder) => {
    put(folder, { 'mkdocs.yml': 'site_name: Host\ntheme: { name: mkdocs, highlightjs: false }\n', 'docs/index.md': POST });
    assets(join(folder, 'docs'));
    run(folder, 'mkdocs', 'build', '--quiet');
    return [join(folder, 'site'), said('mkdocs')];
  },
  'Sphinx, by MyST': (folder) => {
    put(folder, { 'conf.py': 'extensions = ["myst_parser"]\nhtml_extra_path = ["extra"]\n', 'index.md': POST });
    mkdirSync(join(folder, 'extra'));
    assets(join(folder, 'extra'));
    run(folder, 'sphinx-build', '-q', '-b', 'html', '.', 'out');
    return [join(folder, 'out'), said('sphinx-build')];
  },
  'Docusaurus 3.10.2': (folder) => {
    project(folder, '@docusaurus/core@3.10.2', '@docusaurus/preset-classic@3.10.2', 'react@19.3.1', 'react-dom@19.3.1');
    put(folder, {
      // Docusaurus writes files of both kinds, so the project names none.
      'package.json': JSON.stringify({ ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')), type: undefined }),
      'docusaurus.config.js': 'export default { title: "Host", url: "https://example.org", baseUrl: "/", future: { v4: false }, headTags: [{ tagName: "link", attributes: { rel: "icon", href: "data:," } }], clientModules: ["./figures.js"], presets: [["classic", { blog: false, docs: { routeBasePath: "/", sidebarPath: false }, theme: {} }]] };\n',
      'figures.js': 'if (typeof window !== "undefined") import("kl-ball/element");\n',
      'docs/index.md': `---\nslug: /\n---\n\n${POST.replace(/<script type="module".*/, '')}`, 'static/figure.svg': PICTURE,
    });
    run(folder, 'npx', 'docusaurus', 'build');
    return [join(folder, 'build')];
  },
  'Slidev 53.0.0': (folder) => {
    project(folder, '@slidev/cli@53.0.0', '@slidev/theme-default@0.25.0', NODE_22);
    put(folder, {
      'slides.md': `---\nwakeLock: false\nfonts: { provider: none }\n---\n\n# One\n\n${LINE.replace(/<script.*/, '')}\n`, 'public/figure.svg': PICTURE,
      'vite.config.js': 'export default { worker: { format: "es" }, slidev: { vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "kl-ball" } } } } };\n',
      'setup/main.js': 'import { defineAppSetup } from "@slidev/types";\nexport default defineAppSetup(() => { import("kl-ball/element"); });\n',
      'index.html': '<html><head><link rel="icon" href="data:,"></head></html>',
    });
    runOn22(folder, 'slidev', 'build');
    return [join(folder, 'dist')];
  },
  'Nuxt 4.5.2': (folder) => {
    project(folder, 'nuxt@4.5.2', NODE_22);
    put(folder, {
      'nuxt.config.js': 'export default { telemetry: false, app: { head: { link: [{ rel: "icon", href: "data:," }] } }, vite: { worker: { format: "es" } }, vue: { compilerOptions: { isCustomElement: (tag) => tag === "kl-ball" } } };\n',
      'plugins/figures.client.js': 'export default defineNuxtPlugin(() => { import("kl-ball/element"); });\n',
      'app.vue': `<template><div>${FIGURES}</div></template>\n`,
    });
    runOn22(folder, 'nuxt', 'generate');
    return [join(folder, '.output/public')];
  },
  'Marp 5.0.2': (folder) => {
    project(folder, '@marp-team/marp-core@5.0.2');
    // Marp keeps only elements that it knows, unless it is told of others.
    put(folder, { 'slides.md': `---\nmarp: true\n---\n# One\n\n---\n\n${LINE.replace(/<script.*/, '')}\n`, 'make.js': 'import { Marp } from "@marp-team/marp-core"; import { readFileSync } from "node:fs"; const { html, css } = new Marp({ html: true, script: false }).render(readFileSync("slides.md", "utf8")); console.log(`<style>${css}</style>${html}`);' });
    return [posted(folder, `${run(folder, 'node', 'make.js')}<script type="module" src="/pkg/kl-ball-element.js"></script>`)];
  },
  'webpack 5.113.0': (folder) => {
    project(folder, 'webpack@5.113.0', 'webpack-cli@7');
    put(folder, { 'src/index.js': IMPORT, 'dist/index.html': page('<script type="module" src="main.js"></script>') });
    run(folder, 'npx', 'webpack', '--mode', 'production');
    return [join(folder, 'dist')];
  },
  'Vite 8.4.0': (folder) => {
    project(folder, 'vite@8.4.0');
    put(folder, { 'main.js': IMPORT, 'index.html': page(MODULE) });
    run(folder, 'npx', 'vite', 'build', '--logLevel', 'error');
    return [join(folder, 'dist')];
  },
  'Rollup 4.68.8': (folder) => {
    project(folder, 'rollup@4.68.8', '@rollup/plugin-node-resolve@16');
    put(folder, { 'main.js': IMPORT, 'rollup.config.js': 'import resolve from "@rollup/plugin-node-resolve"; export default { input: "main.js", output: { dir: "dist", format: "es" }, plugins: [resolve()] };' });
    run(folder, 'npx', 'rollup', '-c');
    put(folder, { 'dist/index.html': page(MODULE) });
    beside(folder, 'dist');
    return [join(folder, 'dist')];
  },
  'esbuild 0.28.2': (folder) => {
    project(folder, 'esbuild@0.28.2');
    put(folder, { 'main.js': IMPORT });
    run(folder, 'npx', 'esbuild', 'main.js', '--bundle', '--splitting', '--format=esm', '--minify', '--outdir=dist');
    put(folder, { 'dist/index.html': page(MODULE) });
    beside(folder, 'dist');
    return [join(folder, 'dist')];
  },
  'Parcel 2.16.4': (folder) => {
    project(folder, 'parcel@2.16.4');
    put(folder, { 'main.js': IMPORT, 'index.html': page(MODULE) });
    run(folder, 'npx', 'parcel', 'build', 'index.html', '--no-cache');
    return [join(folder, 'dist')];
  },
  'Next 16.4.6': (folder) => {
    project(folder, 'next@16.4.6', 'react@19.3.1', 'react-dom@19.3.1');
    put(folder, {
      'next.config.js': 'export default { output: "export" };\n',
      'app/layout.js': 'export default ({ children }) => <html lang="en"><head><link rel="icon" href="data:," /></head><body>{children}</body></html>;\n',
      'app/figure.js': '"use client";\nimport { useEffect } from "react";\nexport function Figures() {\n  useEffect(() => { import("kl-ball/element"); }, []);\n  return <><kl-ball id="one" view="plane density" data="teaching" rules="gradient kl-ball" start="-0.3 0.8" steps="4" /><kl-ball id="map" view="map" data="teaching" rules="natural-gradient" start="-0.3 0.8" cells="24" /></>;\n}\n',
      'app/page.js': 'import { Figures } from "./figure.js";\nexport default () => <Figures />;\n',
    });
    run(folder, 'npx', 'next', 'build');
    return [join(folder, 'out')];
  },
  'Astro 7.3.5': (folder) => {
    project(folder, 'astro@7.3.5', NODE_22);
    put(folder, { 'src/pages/index.astro': page('', `${FIGURES}<script>import "kl-ball/element";</script>`) });
    runOn22(folder, 'astro', 'build');
    return [join(folder, 'dist')];
  },
  'Eleventy 3.1.8': (folder) => {
    project(folder, '@11ty/eleventy@3.1.8');
    put(folder, { 'post/index.md': `---\npermalink: /index.html\n---\n<link rel="icon" href="data:,">\n\n${POST}` });
    run(folder, 'npx', '@11ty/eleventy', '--input=post', '--output=_site', '--quiet');
    assets(join(folder, '_site'));
    return [join(folder, '_site')];
  },
  'VitePress 1.6.4': (folder) => {
    project(folder, 'vitepress@1.6.4', 'vue@3.5.45');
    put(folder, {
      '.vitepress/config.js': 'export default { vite: { worker: { format: "es" } }, vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "kl-ball" } } }, head: [["link", { rel: "icon", href: "data:," }]] };\n',
      '.vitepress/theme/index.js': 'import Theme from "vitepress/theme";\nexport default { extends: Theme, enhanceApp() { if (!import.meta.env.SSR) import("kl-ball/element"); } };\n',
      'index.md': `# A post\n\n${LINE.replace(/<script.*/, '')}\n`, 'public/figure.svg': PICTURE,
    });
    run(folder, 'npx', 'vitepress', 'build');
    return [join(folder, '.vitepress/dist')];
  },
  'Svelte 5.57.3, by Vite': (folder) => {
    project(folder, 'svelte@5.57.3', 'vite@8.4.0', '@sveltejs/vite-plugin-svelte@7');
    put(folder, { 'vite.config.js': 'import { svelte } from "@sveltejs/vite-plugin-svelte"; export default { plugins: [svelte()] };', 'App.svelte': `<script>import "kl-ball/svelte"; let steps = $state(4);</script>\n${FIGURES.replace('steps="4"', 'steps={steps}')}\n`, 'main.js': 'import { mount } from "svelte"; import App from "./App.svelte"; mount(App, { target: document.body });', 'index.html': page(MODULE, '') });
    run(folder, 'npx', 'vite', 'build', '--logLevel', 'error');
    return [join(folder, 'dist')];
  },
  'Vue 3.5.45, by Vite': (folder) => {
    project(folder, 'vue@3.5.45', 'vite@8.4.0', '@vitejs/plugin-vue@6');
    put(folder, { 'vite.config.js': 'import vue from "@vitejs/plugin-vue"; export default { plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "kl-ball" } } })] };', 'App.vue': `<script setup>import "kl-ball/vue"; const steps = 4;</script>\n<template>${FIGURES.replace('steps="4"', ':steps="steps" :builder="false"')}</template>\n`, 'main.js': 'import { createApp } from "vue"; import App from "./App.vue"; createApp(App).mount(document.body);', 'index.html': page(MODULE, '') });
    run(folder, 'npx', 'vite', 'build', '--logLevel', 'error');
    return [join(folder, 'dist')];
  },
};

/** The files that such a bundler does not follow: the core, and the worker with what it imports. */
function beside(folder, out) {
  for (const name of readdirSync(join(ROOT, 'pkg')).filter((one) => /^(kl-ball-.*\.js|kl_ball_\w+\.wasm)$/.test(one))) cpSync(join(ROOT, 'pkg', name), join(folder, out, name));
}

/** What becomes of the figures of a page: how many are drawn, and anything that is wrong. */
async function look(browser, origin) {
  const page = await openPage(browser, `${origin}/`, { width: 1100, height: 2600 });
  const figures = page.locator('kl-ball');
  await figures.first().waitFor({ state: 'attached' });
  for (const figure of await figures.all()) {
    await figure.evaluate((element) => new Promise((done, failed) => {
      const end = setTimeout(() => failed(new Error('nothing was drawn')), 30_000);
      const check = () => {
        const problem = element.shadowRoot?.querySelector('.problem:not([hidden])')?.textContent;
        const caption = element.shadowRoot?.querySelector('figcaption')?.textContent ?? '';
        if (problem) failed(new Error(problem));
        else if (element.matches(':state(ready)') && element.spec && caption && !/being|…/.test(caption)) done(clearTimeout(end));
        else setTimeout(check, 100);
      };
      element.scrollIntoView();
      check();
    }));
  }
  const after = await page.evaluate(() => document.body.textContent.includes('Text *') || (document.body.textContent.includes('Text before') && !document.body.textContent.includes('a list')));
  const count = await figures.count();
  const labels = await figures.evaluateAll((all) => all.map((figure) => figure.getAttribute('label')));
  const wrong = labels.filter((label) => label !== null && label !== LABEL).map((label) => `the label is ${label}`);
  const problems = [...wrong, ...page.problems, ...page.foreign.map((address) => `asked for ${address}`), ...(after ? ['the text after the figure is lost'] : [])];
  await page.close();
  return { count, problems };
}

const wanted = process.argv.slice(2);
const browser = await launch();
let wrong = 0;
for (const [name, build] of Object.entries(HOSTS).filter(([one]) => !wanted.length || wanted.some((word) => one.toLowerCase().includes(word.toLowerCase())))) {
  const folder = mkdtempSync(join(tmpdir(), 'kl-ball-host-'));
  let site;
  try {
    const built = await build(folder);
    if (typeof built === 'string') throw Object.assign(new Error(built), { code: 'ENOENT' });
    const [out, version] = built;
    site = await serve(out);
    const { count, problems } = await look(browser, site.origin);
    if (problems.length) throw new Error(problems.join('; '));
    console.log(`${[name, version].filter(Boolean).join(' ')}: ${count} ${count === 1 ? 'figure' : 'figures'}`);
  } catch (error) {
    if (error.code === 'ENOENT') console.log(`${name}: left out, for there is no ${error.path ?? error.message}`);
    else {
      wrong += 1;
      console.log(`${name}: ${String(error.stderr || error.message).trim().slice(-600)}`);
    }
  } finally {
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
await browser.close();
process.exitCode = wrong ? 1 : 0;
