// Why some data have no best fit, in words.

/** What is so about the data, and where the loss falls for ever. @type {Record<string, [data: string, end: string]>} */
const REASONS = {
  "one-label": ["all labels are the same", "the loss falls for ever, towards that label everywhere"],
  separable: ["the labels can be told apart without error", "the loss falls for ever, and the path runs to infinity"],
  "quasi-separable": ["a threshold tells all labels apart but those at the threshold itself", "the loss falls for ever, though not to zero, and the slope grows without end"],
  "unseen-class": ["a class was never seen", "the loss falls for ever as its probability goes to zero"],
};

/** In the table of numbers. @param {string} reason */
export const whyNoFit = (reason) => `none: ${REASONS[reason].join("; ")}`;

/** A sentence of a caption. @param {string} reason */
export const noFit = (reason) => `There is no best fit: ${REASONS[reason].join(", so ")}.`;
