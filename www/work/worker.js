// The script of a worker: it does the jobs that the page sends it, and tells what came of them. In pkg/ it
// stands alone, with what it needs of the core's JavaScript, and imports nothing of the element: a bundler
// that follows the imports of workers would otherwise come from the element back to the element.

import { startWith } from "../core.js";
import { Turns } from "./turns.js";
import { VERSION } from "./version.js";

/** @import { Reply } from "./shape.js" */

/** Length of a slice (milliseconds). */
const SLICE = 12;

// A message to oneself arrives after those of the page that are there already.
const { port1, port2 } = new MessageChannel();
/** @type {(() => void) | undefined} */
let next;
port1.onmessage = () => next?.();
/** Arrays are handed over, and not copied. @param {Reply} reply */
const tell = (reply) => globalThis.postMessage(reply, { transfer: Object.values(reply.partial ?? {}).filter(ArrayBuffer.isView).map(({ buffer }) => buffer) });
const turns = new Turns(tell, (then) => {
  next = then;
  port2.postMessage(0);
}, SLICE);
globalThis.onmessage = ({ data }) => {
  if (!data.module) turns.hear(data);
  else if (data.version === VERSION) startWith(data.module);
  else throw new Error("this page was updated: reload it");
};
