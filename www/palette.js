// The colours of figures for the light and the dark theme. On a page they are custom
// properties, so that the page may set others; see style.js.

/** @import { Colors } from "./views/view.js" */

/** @type {Record<string, [light: string, dark: string]>} */
export const PALETTE = {
  ground: ["#fdfcf9", "#15171c"], ink: ["#2b2e36", "#dfe2e8"], muted: ["#646871", "#9aa0ab"], contour: ["#8a8476", "#7d8494"],
  line: ["#dedacf", "#2c3038"], field: ["#f4f1ea", "#1e2127"],
  euclidean: ["#c8440a", "#ff8a5c"], natural: ["#0a66b2", "#6cb6ff"], exact: ["#00785a", "#3ecfa0"], momentum: ["#9a6400", "#e8b04a"],
  adaptive: ["#a03a86", "#f08fd0"], newton: ["#4b4f58", "#b9bec9"], empirical: ["#5a55c8", "#a4a0ff"], other: ["#a03a86", "#f08fd0"],
  accent: ["#ffc61a", "#ffd84d"],
};

/** The colours of a theme, by name. @type {(theme: "light" | "dark") => Colors} */
export const palette = (theme) => /** @type {Colors} */ (
  Object.fromEntries(Object.entries(PALETTE).map(([name, [light, dark]]) => [name, theme === "dark" ? dark : light])));
