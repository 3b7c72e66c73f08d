// The table that the attribute `data-src` names, as the text of `data`.

import { dataText } from "../state/attributes.js";
import { tables } from "./load.js";

/** A table that has been loaded. */
export class Source {
  /** The address, as it was written. */
  address;
  #taken;
  #readTable;
  #known = {};

  /** Loads the table at an address, and what reads it; throws an Error that says what went wrong. */
  static async from(address) {
    const { fromAddress, readTable } = await tables();
    return new Source(address, await fromAddress(address), readTable);
  }

  constructor(address, taken, readTable) {
    this.address = address;
    this.#taken = taken;
    this.#readTable = readTable;
  }

  /**
   * The data for a model, as text, and what is said of them. `x`, `y` and `one` choose columns and label as in
   * the attributes `data-x`, `data-y` and `data-one`. Throws an Error that names line or column.
   */
  read(options) {
    const key = JSON.stringify(options);
    if (this.#known.key !== key) {
      const { data, said } = this.#readTable(this.#taken.text, options);
      this.#known = { key, text: dataText(data), said: [said, this.#taken.note].filter(Boolean).join("; ") };
    }
    return this.#known;
  }
}
