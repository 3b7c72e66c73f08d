// Writes into a WebAssembly module a name for each of its functions such that, in the order of these names, functions that are
// alike stand together: `node order.mjs <module> <named>`. `wasm-opt --reorder-functions-by-name` then sorts them, and gzip, which
// looks back 32 kB, finds more that it has seen already.
import { readFileSync, writeFileSync } from 'node:fs';

/** How far gzip looks back, and the length of the pieces by which functions are compared (bytes). */
const WINDOW = 30_000;
const PIECE = 5;

/** A piece that occurs in more functions than this says nothing about any of them. */
const COMMON = 60;

/** Small functions would come first otherwise, since they have few pieces (bytes). */
const SMALL = 20;

/** A whole number as WebAssembly writes it. */
function leb(value) {
  const bytes = [];
  for (let left = value; ; left >>>= 7) {
    if (left < 128) return [...bytes, left];
    bytes.push((left & 127) | 128);
  }
}

/** Reads whole numbers from a place on. */
function reader(bytes, start) {
  let at = start;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  return { number, byte: () => bytes[at++], skip: (count) => (at += count), at: () => at };
}

/** The sections of a module: `[id, start, end]`. */
function* sections(bytes) {
  for (let at = 8; at < bytes.length;) {
    const read = reader(bytes, at + 1);
    const length = read.number();
    yield [bytes[at], read.at(), read.at() + length];
    at = read.at() + length;
  }
}

/** How many functions a module imports. */
function imported(bytes, start) {
  const read = reader(bytes, start);
  let functions = 0;
  for (let left = read.number(); left > 0; left -= 1) {
    read.skip(read.number());
    read.skip(read.number());
    if (read.byte() !== 0) throw new Error('the core imports something else than functions');
    read.number();
    functions += 1;
  }
  return functions;
}

/** The bodies of a module's functions. */
function bodies(bytes, start) {
  const read = reader(bytes, start);
  return Array.from({ length: read.number() }, () => {
    const length = read.number();
    read.skip(length);
    return bytes.subarray(read.at() - length, read.at());
  });
}

/** The pieces of a function that it shares with a few others. */
function pieces(functions) {
  const all = functions.map((body) => new Set(Array.from({ length: Math.max(0, body.length - PIECE + 1) }, (_, k) => body.toString('latin1', k, k + PIECE))));
  const counts = new Map();
  for (const own of all) for (const piece of own) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return all.map((own) => [...own].filter((piece) => counts.get(piece) > 1 && counts.get(piece) <= COMMON));
}

/** The functions in an order in which each is like those before it: the largest first, then always the one most like those in the window. */
function ordered(functions) {
  const own = pieces(functions);
  const left = new Set(functions.keys());
  const seen = new Map();
  const recent = [];
  let size = 0;
  const add = (k, by) => own[k].forEach((piece) => seen.set(piece, (seen.get(piece) ?? 0) + by));
  const likeness = (k) => (own[k].reduce((sum, piece) => sum + (seen.get(piece) > 0 ? 1 : 0), 1)) / (own[k].length + SMALL);
  const order = [];
  for (let next = functions.reduce((most, body, k) => (body.length > functions[most].length ? k : most), 0); ;) {
    order.push(next);
    left.delete(next);
    recent.push(next);
    size += functions[next].length;
    add(next, 1);
    while (size > WINDOW && recent.length > 1) {
      const gone = recent.shift();
      size -= functions[gone].length;
      add(gone, -1);
    }
    if (left.size === 0) return order;
    let best = -1;
    for (const k of left) {
      const found = likeness(k);
      if (found > best) [best, next] = [found, k];
    }
  }
}

const [from, to] = process.argv.slice(2);
const bytes = readFileSync(from);
const found = new Map([...sections(bytes)].map(([id, start]) => [id, start]));
const first = imported(bytes, found.get(2));
const functions = bodies(bytes, found.get(10));
const rank = new Array(functions.length);
ordered(functions).forEach((k, place) => (rank[k] = place));
const name = (place) => [...Buffer.from(`f${String(place).padStart(5, '0')}`)];
const names = rank.flatMap((place, k) => [...leb(first + k), 6, ...name(place)]);
const list = [...leb(rank.length), ...names];
const content = [4, ...Buffer.from('name'), 1, ...leb(list.length), ...list];
writeFileSync(to, Buffer.concat([bytes, Buffer.from([0, ...leb(content.length), ...content])]));
