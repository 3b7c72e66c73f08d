// The side panel of the lab.
/** @import { Figure } from "../figure/figure.js" */
/** @import { Bench } from "./bench.js" */

export class Side {
  /** @param {HTMLElement} root @param {Figure} figure @param {Bench} bench */
  constructor(root, figure, bench) {
    this.root = root; this.figure = figure; this.bench = bench;
  }
  refresh() {}
  /** @param {string} _part */
  show(_part) {}
}
