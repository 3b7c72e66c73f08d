// What fills a plane with a field. Few figures have one, so it comes with the script of the field's view (views/registry.js), which
// is here before such a figure is drawn.

/** @import { Model } from "../../pkg/kl_ball.js" */
/** @import { Mark } from "../marks/marks.js" */
/** @import { Pattern } from "../scene/shape.js" */
/** @import { FieldSettings } from "../state/shape.js" */
/** @import { Colors } from "../views/common.js" */

/** @typedef {Pattern & { frame: number[], colors: Colors, bends?: boolean }} Filled A field in its plane, and whether the plane is bent later, so that its discs become eggs. */

/**
 * What asks for the field of a chart, and what draws it.
 * @typedef {object} Filling
 * @property {(chart: string, panel: object, model: Model, modelKey: string, frame: number[], settings: FieldSettings) => Pattern} patternIn
 * @property {(plane: Filled) => Mark[]} fieldMarks
 */

/** @type {Filling} */
let here;

/** @param {Filling} given */
export const provideFilling = (given) => { here = given; };

export const filling = () => here;
