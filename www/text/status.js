// How runs end, and why their steps are cut short, in words.

/** @import { Run } from "../scene/shape.js" */

/** Words for how a run ended. @type {Partial<Record<string, string>>} */
export const STATUS = {
  converged: "arrived",
  "left-domain": "left the domain",
  singular: "singular matrix",
  "ill-posed": "no minimum",
  collapsed: "collapsed",
  unbounded: "no best fit: runs to infinity",
};

/** Whether steps are halved by the rule's own line search, and not because they would leave the domain. @param {Run} run */
export const isSearched = ({ entry }) => entry.needs.lineSearch;
