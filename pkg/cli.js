#!/usr/bin/env node
// The command `kl-ball`: draws a figure into a file.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { render } from "./render.js";

const HELP = `Usage: kl-ball render [--ATTRIBUTE VALUE]... [-o FILE]

Draws a figure as its <kl-ball> element shows it at rest.

  -o, --output FILE   a file that ends with .svg or .png; "-" is standard output, as SVG (the default)
  --width PIXELS      the width of the picture (default 720)
  --zoom FACTOR       how many times as large the picture is (default 1)
  --theme THEME       light or dark (default light)
  -h, --help          this text

Attributes are those of the element: --view, --model, --data, --chart, --rules,
--start, --steps, --radius, --rate, --step, --label, and all others that the README
lists. One without a value, such as --classroom, needs none here either. The
value of --data-src may be a file.

  kl-ball render --view "plane density" --rules kl-ball --start "5.3 0.022" --steps 1 -o figure.svg

PNG needs the package @resvg/resvg-js. Exit status 2: something was wrong, and no file was written.
`;

/** Options of the command itself, by what may be written for them. @type {Record<string, string | undefined>} */
const OWN = { "-o": "output", "--output": "output", "--width": "width", "--zoom": "zoom", "-h": "help", "--help": "help" };

/** @param {string} word */
const isName = (word) => word.startsWith("--") || word in OWN;

/** The options of the command, and the attributes. @param {string[]} words */
function parsed(words) {
  /** @type {Record<string, string>[]} */
  const [own, attributes] = [{}, {}];
  for (let k = 0; k < words.length; k += 1) {
    const [, name, equal] = /^(--[^=]+)=([^]*)$/.exec(words[k]) ?? [undefined, words[k]];
    if (!isName(name)) throw new Error(`"${name}" belongs to no option; allowed: --ATTRIBUTE VALUE, with quotes around a value of several words`);
    const option = OWN[name];
    const next = words[k + 1];
    const taken = equal === undefined && option !== "help" && next !== undefined && !isName(next);
    if (taken) k += 1;
    const value = equal ?? (taken ? next : "");
    if (option && option !== "help" && value === "") throw new Error(`${name} has no value`);
    if (option) own[option] = value;
    else attributes[name.slice(2)] = value;
  }
  return { own, attributes };
}

/** A file as an address that can be fetched; another address as it is. @param {string} source */
function addressOf(source) {
  return existsSync(source) ? `data:text/plain;base64,${readFileSync(source).toString("base64")}` : source;
}

/** A number; text that is none goes on as it is, for the message that `render` has for it. @type {(text: any) => any} */
const numeric = (text) => (Number.isNaN(Number(text)) ? text : Number(text));

/** @param {string} svg */
async function png(svg) {
  let Resvg;
  try {
    ({ Resvg } = await import("@resvg/resvg-js"));
  } catch {
    throw new Error("PNG needs the package @resvg/resvg-js, which is not installed: `npm install @resvg/resvg-js`");
  }
  return new Resvg(svg, { font: { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" } }).render().asPng();
}

/** @param {string[]} given */
async function main([command, ...words]) {
  if (command === undefined || command === "help" || OWN[command] === "help") return void process.stdout.write(HELP);
  if (command !== "render") throw new Error(`the command is "${command}"; allowed: render`);
  const { own: { output = "-", width = 720, zoom = 1, help }, attributes } = parsed(words);
  if (help !== undefined) return void process.stdout.write(HELP);
  const [ending] = /\.(svg|png)$|^-$/i.exec(output) ?? [];
  if (!ending) throw new Error(`--output is "${output}"; allowed: a file that ends with .svg or .png, or "-"`);
  if ("data-src" in attributes) attributes["data-src"] = addressOf(attributes["data-src"]);
  const svg = await render(attributes, { width: numeric(width), scale: numeric(zoom) });
  if (output === "-") process.stdout.write(svg);
  else writeFileSync(output, ending.toLowerCase() === ".png" ? await png(svg) : svg);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${/** @type {Error} */ (error).message}\n`);
  process.exitCode = 2;
}
