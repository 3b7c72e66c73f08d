// The presets of the lab by name, and a page that shows all of them, each as a figure with everything in sight,
// below what docs/figures.md says of them. Tests of single figures run on it.
import { readFileSync } from 'node:fs';
import { ARTICLE } from './article.mjs';

const ROOT = new URL('../../', import.meta.url);

export const PRESETS = JSON.parse(readFileSync(new URL('www/lab/presets.json', ROOT), 'utf8'));

/** What docs/figures.md says, as plain text. */
export const NOTES = readFileSync(new URL('docs/figures.md', ROOT), 'utf8')
  .replace(/<!--[\s\S]*?-->/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*+([^*]+)\*+/g, '$1').replace(/\s+/g, ' ');

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The anchor of the heading of a figure. */
const anchorOf = (name) => (name === 'score' ? 'fisher' : `about-${name}`);

const figure = ({ name, title, attributes }) => {
  const written = Object.entries({ ...attributes, label: title, ...(name === 'own' && { builder: '' }) }).map(([key, value]) => `${key}="${escaped(value)}"`);
  return `<section aria-labelledby="${anchorOf(name)}"><h2 id="${anchorOf(name)}">${escaped(title)}</h2>
<kl-ball id="${name}" ${written.join(' ')}><p>This figure needs JavaScript and WebAssembly. It shows this: ${escaped(title)}.</p></kl-ball></section>`;
};

/** The figures that the notes describe. */
const DESCRIBED = new Set([...readFileSync(new URL('docs/figures.md', ROOT), 'utf8').matchAll(/`([\w-]+)`/g)].map(([, name]) => name));

/** Their figures as attributes, and those of the article. */
export const FIGURES = {
  ...Object.fromEntries(PRESETS.filter(({ name }) => DESCRIBED.has(name)).map(({ name, title, attributes }) => [name, { ...attributes, label: title }])),
  ...Object.fromEntries(Object.entries(ARTICLE).map(([id, attributes]) => [`${id} of the article`, attributes])),
};

/** The figures that come first, so that a high window has those in sight which most tests look at. */
const FIRST = ['two-bubbles', 'variance-or-precision'];
const place = ({ name }) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

/** The presets of the page, in order. */
export const SHOWN = PRESETS.filter(({ name }) => DESCRIBED.has(name)).sort((one, other) => place(one) - place(other));

/** The page as text: with all figures, or only those of these ids. */
export const shelfOf = (ids) => `<!doctype html>
<html lang="en" id="top">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Presets</title>
<link rel="icon" href="www/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="www/page.css">
<script type="module" src="pkg/kl-ball-element.js"></script>
<script type="module" src="pkg/kl-ball-session.js"></script>
</head>
<body>
<main>
<header><h1>Presets</h1><nav aria-label="Sections"><a href="#fisher">The Fisher matrix</a></nav></header>
${SHOWN.filter(({ name }) => ids.length === 0 || ids.includes(name)).map(figure).join('\n')}
</main>
</body>
</html>
`;
