// What an element listens to on its page, from the time it is put in until it is taken out.

import { listenForDrops } from "../elements.js";
import { backgroundOf, watchAround } from "../figure/background.js";
import { forget, isSeen, whenSeen } from "../figure/sight.js";
import { askTogether } from "./together.js";

/** A figure starts when it is this close to the visible part of the page (CSS pixels). */
const NEAR = 200;

/** Whether an element is above the end of the visible part, or near it. @param {Element} host */
export const isNear = (host) => host.getBoundingClientRect().top < innerHeight + NEAR;

/**
 * @typedef {object} Heard
 * @property {(seen: boolean) => void} seen it comes into sight, or leaves it
 * @property {(background: "on-light" | "on-dark" | undefined) => void} background what is behind it may have another colour
 * @property {() => void} scale the page may have scaled it
 * @property {() => void} look colours, sizes or preferences of the page may be others
 * @property {(printing: boolean) => void} print the page is about to be printed, or has been
 * @property {(event: DragEvent) => void} drop something is dropped on it
 */

/**
 * Begins to listen; returns what ends it.
 * @param {HTMLElement} host
 * @param {HTMLElement} bed the box of the figure in it, which is there even if the host has none of its own (`display: contents`)
 * @param {Heard} heard
 * @returns {() => void}
 */
export function watch(host, bed, heard) {
  const listeners = new AbortController();
  const { signal } = listeners;
  const figure = /** @type {HTMLElement} */ (bed.querySelector("figure"));
  const stand = () => heard.background(backgroundOf(host, figure));
  const around = oncePerFrame(heard.scale);
  const observers = [watchSight(host, bed, heard.seen), watchAround(host, () => {
    stand();
    around();
  })];
  askTogether(() => backgroundOf(host, figure), heard.background);
  // What a page scales under the pointer fires nothing else.
  for (const name of ["pointerenter", "pointerleave"]) host.addEventListener(name, around, { signal });
  const relook = () => {
    stand();
    heard.look();
  };
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", relook, { signal });
  }
  window.addEventListener("resize", relook, { signal });
  window.addEventListener("beforeprint", () => heard.print(true), { signal });
  window.addEventListener("afterprint", () => heard.print(false), { signal });
  listenForDrops(host, heard.drop, signal);
  return () => {
    listeners.abort();
    for (const observer of observers) observer.disconnect();
    forget(bed);
  };
}

/** Does `work` in the next frame, however often it is asked for before that. @param {() => void} work */
function oncePerFrame(work) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}

/** Says whether a reader can see an element, or the box in it. @param {Element} host @param {Element} bed @param {(seen: boolean) => void} seen */
function watchSight(host, bed, seen) {
  const sight = (/** @type {boolean} */ near) => {
    const now = near && isSeen(bed);
    forget(bed);
    seen(now);
    // Its slide may still be transparent.
    if (near && !now) whenSeen(bed, () => sight(true));
  };
  /** Those of the two that are near the visible part. @type {Set<Element>} */
  const near = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) near.add(target);
      else near.delete(target);
    }
    sight(near.size > 0);
  }, { rootMargin: `${NEAR}px` });
  for (const one of [host, bed]) observer.observe(one);
  return observer;
}

/**
 * Tells which attributes have other values than before, also of an element that is moved just then. What changes while it is
 * in no page is told when the returned function is called, and with `atOnce` also what was written just now.
 * @param {Element} host
 * @param {(names: string[]) => void} written
 * @returns {(atOnce?: boolean) => void}
 */
export function watchAttributes(host, written) {
  /** The values before changes that have not been told yet, by attribute. @type {Map<string, string | null>} */
  const before = new Map();
  const tell = () => {
    if (!host.isConnected) return;
    const names = [...before].filter(([name, value]) => host.getAttribute(name) !== value).map(([name]) => name);
    before.clear();
    if (names.length) written(names);
  };
  /** @param {MutationRecord[]} records */
  const note = (records) => {
    for (const { attributeName, oldValue } of records) {
      if (attributeName && !before.has(attributeName)) before.set(attributeName, oldValue);
    }
    tell();
  };
  const observer = new MutationObserver(note);
  observer.observe(host, { attributes: true, attributeOldValue: true });
  return (atOnce = false) => note(atOnce ? observer.takeRecords() : []);
}
