// The table that the attribute `data-src` names, as the text of `data`.

import { dataText } from "../state/attributes.js";
import { tables } from "./load.js";

/** @typedef {import("./table.d.ts").TableOptions} TableOptions */
/** @typedef {import("./table.d.ts").TakenText} TakenText */

/** A table that has been loaded. */
export class Source {
  #taken;
  #readTable;
  /** The last reading, by what was asked of it. */
  #known = { key: "", text: "", said: "" };

  /**
   * Loads the table at an address, and what reads it; throws an Error that says what went wrong.
   * @param {string} address
   */
  static async from(address) {
    const { fromAddress, readTable } = await tables();
    return new Source(address, await fromAddress(address), readTable);
  }

  /**
   * @param {string} address as it was written
   * @param {TakenText} taken
   * @param {typeof import("./table.d.ts").readTable} readTable
   */
  constructor(address, taken, readTable) {
    this.address = address;
    this.#taken = taken;
    this.#readTable = readTable;
  }

  /**
   * The data for a model, as text, and what is said of them. Throws an Error that names line or column.
   * @param {TableOptions} options
   */
  read(options) {
    const key = JSON.stringify(options);
    if (this.#known.key !== key) {
      const { data, said } = this.#readTable(this.#taken.text, options);
      this.#known = { key, text: dataText(/** @type {any} */ (data)), said: [said, this.#taken.note].filter(Boolean).join("; ") };
    }
    return this.#known;
  }
}
