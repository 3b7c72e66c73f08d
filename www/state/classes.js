// What the three classes of categorical data are called.

import { modelEntry } from "../core.js";
/** @import { State } from "./shape.js" */

/** The names of the classes: a reader's own, or those of a built-in set; undefined where there are none. @param {Pick<State, "model" | "data">} state */
export function classesOf({ model, data }) {
  if (data?.counts) return data.names;
  const sets = modelEntry(model).data;
  return (data ? sets.find(({ name }) => name === data.set) : sets[0])?.classes;
}

/** What the classes are called, also where nobody has named them. @param {Pick<State, "model" | "data">} state */
export const namesOfClasses = (state) => classesOf(state) ?? ["class 1", "class 2", "class 3"];
