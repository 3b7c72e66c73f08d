// Tables of an element: the one that `data-src` names, of which it says what was read, and those that a reader drops on it.

import { button, element } from "../elements.js";
import { putInSight } from "../figure/folding.js";
import { withWhole } from "./needs.js";
/** @import { Figure } from "../figure/figure.js" */
/** @import { Source } from "../table/source.js" */
/** @import { State } from "../state/shape.js" */
/** @import { Host } from "../views/view.js" */
/** @import { Load } from "./beginning.js" */

export class Tables {
  #host;
  #figure;
  #load;
  /** The sentence that says what was read, and a button to choose otherwise. */
  #said = element("p", "said");
  #saying = element("div", "saying");

  /** @param {Host} host @param {Figure} figure @param {Load} load */
  constructor(host, figure, load) {
    this.#host = host;
    this.#figure = figure;
    this.#load = load;
  }

  /** Says below the figure what was read of a table. @param {{ said: string, shown?: Source }} read the sentence, and the table if a reader may choose of it */
  say({ said, shown }) {
    this.#said.textContent = said;
    const { columns = [], chosen } = shown?.reading ?? {};
    const isChoice = shown && (columns.length > 1 || chosen?.one !== undefined || chosen?.header !== undefined);
    this.#saying.replaceChildren(this.#said, ...(isChoice ? [button("Choose other columns or labels", () => this.#choose(shown))] : []));
    if (said) putInSight(this.#figure.parts, this.#saying);
    else this.#saying.remove();
  }

  /**
   * Lets a reader choose of a table that was refused.
   * @param {Error & { source?: Source, columns?: import("../table/table.d.ts").TableColumn[] }} error
   * @param {() => State} instead what the attributes say beside it
   */
  refuse(error, instead) {
    if (error.source) this.#withOwnData((own) => own.refused(error, instead));
  }

  /** Shows what is dropped, a file or text, as a reader's own data. @param {DragEvent} event */
  drop(event) {
    event.preventDefault();
    // A figure whose attributes were refused from the start has no model that could read them.
    if (!this.#figure.state) return;
    // The browser empties the transfer after the event.
    const { dataTransfer: given } = event;
    const [files, text] = [[...given?.files ?? []], given?.getData("text/plain") ?? ""];
    this.#withOwnData((own) => own.take({ files, text }));
  }

  /** Lets a reader choose of a table that the page has loaded. @param {Source} source */
  #choose(source) {
    this.#withOwnData((own) => {
      this.#saying.remove();
      own.offer(source);
    });
  }

  /** Loads what reads a reader's own data. @param {(own: ReturnType<typeof import("../controls/own-data.js").ownData>) => void} then */
  #withOwnData(then) {
    this.#load(withWhole(() => import("../controls/own-data.js")), ({ ownData }) => then(ownData(this.#figure, this.#host)));
  }
}
