// The core from its packed form, by what every browser can inflate by itself.

import { unpacked } from "./columns.mjs";

/** The module that is packed at an address, compiled. */
export async function packed(address) {
  const { body } = await fetch(address);
  const columns = await new Response(body.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
  return WebAssembly.compile(unpacked(columns));
}
