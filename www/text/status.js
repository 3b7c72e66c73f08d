// How runs end, and why their steps are cut short, in words.

/** Words for how a run ended. */
export const STATUS = {
  converged: "arrived",
  "left-domain": "left the domain",
  singular: "singular matrix",
  "ill-posed": "no minimum",
  collapsed: "collapsed",
};

/** Whether steps are halved by the rule's own line search, and not because they would leave the domain. */
export const isSearched = ({ rule }) => rule === "trpo";
