// What a reader pastes, drops or opens, or a page names by its address, as text.

import { decode } from "./decode.js";
import { TableError, quoted, shortened } from "./sentences.js";

/** The largest file that is read, in bytes. */
const LARGEST = 50_000_000;

/** @typedef {{ text: string, note?: string }} Taken `note` says what was assumed of the encoding */
/** @typedef {{ name?: string, size: number, arrayBuffer(): Promise<ArrayBuffer> }} FileLike a File or a Blob */
/** @typedef {{ files?: ArrayLike<FileLike>, getData(type: string): string }} Transfer the DataTransfer of a drop or a paste */

/**
 * Whether what is dragged over a figure may be a table.
 * @param {{ types: ReadonlyArray<string> }} transfer
 */
export const mayBeTable = ({ types }) => types.includes("Files") || types.includes("text/plain");

/**
 * The text of what was dropped or pasted: that of its file, if it has one. A browser empties the transfer after
 * the event, so this is to be called during the event.
 * @param {Transfer} transfer
 * @returns {Promise<Taken>}
 * @throws {TableError} says what it is instead, and what to do
 */
export async function fromTransfer(transfer) {
  const files = Array.from(transfer.files ?? []);
  if (files.length > 1) throw new TableError(`these are ${files.length} files; allowed: one at a time`);
  if (files.length === 1) return fromFile(files[0]);
  const text = transfer.getData("text/plain");
  if (text.trim() === "") throw new TableError("this holds no text; allowed: a text file such as CSV, or text itself");
  return { text };
}

/**
 * The text of a file.
 * @param {FileLike} file
 * @returns {Promise<Taken>}
 * @throws {TableError} says what it is instead, and what to do
 */
export async function fromFile(file) {
  const name = shortened(file.name ?? "the file");
  if (file.size > LARGEST) throw new TableError(`${name} has ${Math.round(file.size / 1e6)} MB; allowed: ${LARGEST / 1e6} MB`);
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    throw new TableError(`${name} cannot be opened; allowed: a text file such as CSV, no folder`);
  }
  const taken = decode(bytes, file.name);
  if (taken.text.replace("\ufeff", "").trim() === "") throw new TableError(`this file is empty: ${name}; allowed: a text file such as CSV`);
  return taken;
}

/**
 * The text at an address: of the page's own site, or of another that allows it.
 * @param {string} address
 * @param {{ fetch?: typeof globalThis.fetch, base?: string, signal?: AbortSignal }} [from] whose `fetch`, and the page's address
 * @returns {Promise<Taken>}
 * @throws {TableError} names the address and what went wrong
 */
export async function fromAddress(address, { fetch = globalThis.fetch, base = globalThis.document?.baseURI, signal } = {}) {
  const file = base === undefined ? await fromDisk(address) : undefined;
  if (file) return decode(file, address);
  const url = addressOf(address, base);
  let response;
  try {
    response = await fetch(url, { signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new TableError(`data-src ${quoted(address)} cannot be loaded; allowed: an address of this site, or of one that lets other sites read it (CORS)`);
  }
  if (!response.ok) throw new TableError(`data-src ${quoted(address)} cannot be loaded: the server answers ${response.status}; allowed: the address of a text file such as CSV`);
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > LARGEST) throw new TableError(`data-src ${quoted(address)} has ${Math.round(bytes.byteLength / 1e6)} MB; allowed: ${LARGEST / 1e6} MB`);
  return decode(bytes, url);
}

/** Node's module for files, with the name computed so that bundlers do not try to include it. */
const FILES = ["node:fs", "promises"].join("/");

/** What is wrong with a file, in words. @type {Record<string, string>} */
const REASONS = { ENOENT: "there is no such file", EISDIR: "it is a folder", EACCES: "it may not be read" };

/**
 * In Node, the bytes of a file whose path or `file:` address is given; undefined for other addresses, and in a browser.
 * @param {string} address
 * @returns {Promise<Uint8Array | undefined>}
 */
async function fromDisk(address) {
  const { process } = /** @type {{ process?: { versions?: { node?: string } } }} */ (globalThis);
  const isFile = /^file:/i.test(address);
  if (!process?.versions?.node || (!isFile && /^[a-z][a-z+.-]+:/i.test(address))) return undefined;
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ FILES);
  try {
    return await readFile(isFile ? new URL(address) : address);
  } catch (error) {
    const { code = "", message } = /** @type {{ code?: string, message: string }} */ (error);
    throw new TableError(`data-src is ${quoted(address)}; allowed: the path of a file with a table, or an address (${REASONS[code] ?? message})`);
  }
}

/**
 * @param {string} address
 * @param {string | undefined} base
 */
function addressOf(address, base) {
  let url;
  try {
    // An empty one would be that of the page itself.
    if (address.trim() !== "") url = new URL(address, base);
  } catch {
    // Said below.
  }
  if (!url || !["https:", "http:", "file:", "blob:", "data:"].includes(url.protocol)) throw new TableError(`data-src is ${quoted(address)}; allowed: the address of a text file such as CSV`);
  return url.href;
}
