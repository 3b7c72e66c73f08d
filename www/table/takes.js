// What each model is fitted to, as the catalogue says. The reader of tables works
// without the core, so a build writes the answer in place of this question.

import { ready } from "../core.js";

const { models } = await ready();

/** The kind of data that each model takes: "numbers", "labelled", "counts", "nothing" or "target". @type {Record<string, string>} */
export const TAKES = Object.fromEntries(models.map(({ name, takes }) => [name, takes]));
