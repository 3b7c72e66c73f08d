// The table that the attribute `data-src` names, as the text of `data`.

import { readied } from "../scene/models.js";
import { dataFrom, dataText } from "../state/data.js";
import { readInWorker } from "./in-worker.js";
import { tables } from "./load.js";

/** @typedef {import("./table.d.ts").TableOptions} TableOptions */
/** @typedef {import("./table.d.ts").TakenText} TakenText */
/** @typedef {import("./table.d.ts").TableColumn} TableColumn */
/** @typedef {import("./table.d.ts").Chosen} Chosen */

/** What the reader of tables says of its options, said of the attributes that gave them. @param {Error} error */
function withAttributes(error) {
  error.message = error.message.replace(/^(x|y|one|zero)(?= is )/, "data-$1").replace(/^x and y are/, "data-x and data-y are").replace(/^one and zero are/, "data-one and data-zero are");
  return error;
}

/** A table that has been loaded. */
export class Source {
  #taken;
  #readTable;
  /** The last reading, by what was asked of it. @type {{ key: string, text: string, said: string, columns: TableColumn[], chosen: Chosen, quantity?: string }} */
  #known = { key: "", text: "", said: "", columns: [], chosen: {} };

  /**
   * Loads the table at an address, and what reads it; throws an Error that says what went wrong. With options it is
   * read at once, a long one in a worker.
   * @param {string} address
   * @param {TableOptions} [options]
   */
  static async from(address, options) {
    const { fromAddress, readTable } = await tables();
    const source = new Source(address, await fromAddress(address), readTable);
    // What is wrong with it is said when it is read again.
    if (options) await readInWorker(source.#taken.text, options).then((result) => source.#know(options, result), () => {});
    return source;
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
    if (this.#known.key === JSON.stringify(options)) return this.#known;
    try {
      this.#know(options, this.#readTable(this.#taken.text, options));
    } catch (error) {
      throw Object.assign(withAttributes(/** @type {Error} */ (error)), { source: this });
    }
    return this.#known;
  }

  /** The table itself. */
  get taken() {
    return this.#taken;
  }

  /** What was read of it last. */
  get reading() {
    return this.#known;
  }

  /** Readies the model of long data, with pauses in which the page can go on. What is wrong is said when the data are shown. @param {TableOptions} options */
  async ready(options) {
    try {
      const { model } = options;
      const data = dataFrom(this.read(options).text, model);
      await readied({ model, data });
    } catch {
      // As said above.
    }
  }

  /** @param {TableOptions} options @param {import("./reader.js").ReadTable} result */
  #know(options, { data, said, columns, chosen, quantity }) {
    this.#known = {
      key: JSON.stringify(options), columns, chosen, quantity,
      text: dataText(data),
      said: [said, this.#taken.note].filter(Boolean).join("; "),
    };
  }
}
