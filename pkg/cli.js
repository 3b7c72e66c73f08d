#!/usr/bin/env node
// The command `kl-ball`: draws a figure into a file.

import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { sized } from "./png.js";
import { render } from "./render.js";

const HELP = `Usage: kl-ball render [--ATTRIBUTE VALUE]... [-o FILE]

Draws a figure as its <kl-ball> element shows it at rest.

  -o, --output FILE   a file that ends with .svg or .png; "-" is standard output, as SVG (the default)
  --width PIXELS      the width of the picture, from 120 to 8192 (default 720)
  --zoom FACTOR       how many times as large the picture is, from 1/32 to 32 (default 1)
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

/** The least and the greatest width and zoom. @type {[number, number][]} */
const [WIDTHS, ZOOMS] = [[120, 8192], [1 / 32, 32]];

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
    const [group, key] = option ? [own, option] : [attributes, name.slice(2)];
    if (Object.hasOwn(group, key)) throw new Error(`${name} is given twice; allowed: once`);
    group[key] = value;
  }
  return { own, attributes };
}

/** A file as an address that can be fetched; another address as it is. @param {string} source */
function addressOf(source) {
  if (/^[a-z][a-z+.-]+:/i.test(source)) return source;
  try {
    return `data:text/plain;base64,${readFileSync(source).toString("base64")}`;
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const reason = code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : message;
    throw new Error(`--data-src is "${source}", and ${reason}; allowed: a file with a table, or an address`, { cause: error });
  }
}

/**
 * The number that an option of the command gives.
 * @param {string} name
 * @param {string} text
 * @param {[number, number]} range
 */
function numberOf(name, text, [low, high]) {
  const value = Number(text);
  if (value >= low && value <= high) return value;
  throw new Error(`--${name} is "${text}"; allowed: a number from ${low} to ${high}`);
}

/** What the system says of a file, in words. @type {Record<string, string>} */
const REASONS = { ENOENT: "there is no such folder", EACCES: "it may not be written", EPERM: "it may not be written", EISDIR: "it is a folder", ENOTDIR: "a part of it is no folder", EROFS: "it may not be written", ENOSPC: "the disk is full" };

/** @param {string} file @param {string | Uint8Array} content */
function write(file, content) {
  try {
    writeFileSync(file, content);
  } catch (error) {
    const { code = "", message } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new Error(`--output is "${file}", and ${REASONS[code] ?? message}; allowed: a file that can be written`, { cause: error });
  }
}

/** A PNG that is placed on paper as large with a zoom of 2 as without. @param {string} svg @param {number} zoom */
async function png(svg, zoom) {
  let Resvg;
  try {
    ({ Resvg } = await import("@resvg/resvg-js"));
  } catch {
    throw new Error("PNG needs the package @resvg/resvg-js, which is not installed: `npm install @resvg/resvg-js`");
  }
  const font = { loadSystemFonts: true, defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" };
  return sized(Uint8Array.from(new Resvg(svg, { font }).render().asPng()), zoom);
}

/** @param {string[]} given */
async function main([command, ...words]) {
  if (command === undefined || command === "help" || OWN[command] === "help") return void process.stdout.write(HELP);
  if (command !== "render") throw new Error(`the command is "${command}"; allowed: render`);
  const { own: { output = "-", width = "720", zoom = "1", help }, attributes } = parsed(words);
  if (help !== undefined) return void process.stdout.write(HELP);
  const [ending] = /\.(svg|png)$|^-$/i.exec(output) ?? [];
  if (!ending) throw new Error(`--output is "${output}"; allowed: a file that ends with .svg or .png, or "-"`);
  const look = { width: numberOf("width", width, WIDTHS), scale: numberOf("zoom", zoom, ZOOMS) };
  if ("data-src" in attributes) attributes["data-src"] = addressOf(attributes["data-src"]);
  const svg = await render(attributes, { ...look, report: (/** @type {string} */ sentence) => process.stderr.write(`data: ${sentence}\n`) });
  if (output === "-") process.stdout.write(svg);
  else write(output, ending.toLowerCase() === ".png" ? await png(svg, look.scale) : svg);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${/** @type {Error} */ (error).message}\n`);
  process.exitCode = 2;
}
