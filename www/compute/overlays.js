// What views add to the planes and distributions beside them.

/** @import { Cloud, Ellipse, Overlays, PlainScene } from "../scene/shape.js" */

/** @typedef {Pick<PlainScene, "ellipses" | "columns">} Shown */

/** @param {Pick<Shown, "columns">} scene */
const overlays = ({ columns }) => /** @type {Overlays[]} */ (Object.values(columns));

/** The ellipses of a plane, those that views add included. @param {Shown} scene @param {string} chart @returns {Ellipse[]} */
export const ellipsesIn = (scene, chart) => [...scene.ellipses[chart] ?? [], ...overlays(scene).flatMap(({ ellipses }) => ellipses?.[chart] ?? [])];

/** The clouds of points that views add to planes and distributions. @param {Pick<Shown, "columns">} scene @returns {Cloud[]} */
export const cloudsIn = (scene) => overlays(scene).flatMap(({ clouds }) => clouds ?? []);
