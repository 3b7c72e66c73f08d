// Reads a table apart from the page: this module is the script of a worker. Where there can
// be no worker the page calls it itself. See in-worker.js.

/** @import { Data } from "../state/shape.js" */
/** @typedef {import("./table.d.ts").TableOptions} TableOptions */
/** @typedef {import("./table.d.ts").TableResult} TableResult */
/** @typedef {import("./table.d.ts").TableError} TableError */
/** @typedef {{ id: number, text: string, options: TableOptions }} Question */
/** @typedef {Omit<TableResult, "data"> & { data: Data }} ReadTable What a table says; long lists of numbers are typed arrays. */
/** @typedef {{ id: number, result?: ReadTable, error?: Pick<TableError, "message" | "columns" | "chosen"> }} Answer */

const tables = import("../../pkg/table.js");

/**
 * What a table says, its numbers as typed arrays; or what is wrong with it.
 * @param {Question} question
 * @returns {Promise<Answer>}
 */
export async function answer({ id, text, options }) {
  try {
    const { readTable } = await tables;
    const { data, ...rest } = readTable(text, options);
    const { x, y } = data;
    return { id, result: { ...rest, data: { ...data, ...(x && { x: Float64Array.from(x) }), ...(y && { y: Float64Array.from(y) }) } } };
  } catch (error) {
    const { message, columns, chosen } = /** @type {TableError} */ (error);
    return { id, error: { message, columns, chosen } };
  }
}

if ("WorkerGlobalScope" in globalThis) {
  globalThis.onmessage = async ({ data }) => {
    const reply = await answer(data);
    const { x, y } = /** @type {{ x?: Float64Array, y?: Float64Array }} */ (reply.result?.data ?? {});
    const moved = [x, y].flatMap((list) => (list ? [list.buffer] : []));
    globalThis.postMessage(reply, { transfer: moved });
  };
}
