// Panels on paper. Chromium prints the strokes of a canvas one by one, and what is wiped on one canvas also takes away
// what lies behind it. One picture of all layers is printed as it is.

import { element } from "../elements.js";

/** Puts a picture of its layers on each panel of a figure; they are shown in print only. @param {HTMLElement} root */
export function showPrinted(root) {
  endPrinted(root);
  for (const overlay of /** @type {NodeListOf<HTMLCanvasElement>} */ (root.querySelectorAll(".panel > .overlay"))) {
    const { width, height } = overlay;
    const sheet = new globalThis.OffscreenCanvas(width, height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (sheet.getContext("2d"));
    const panel = /** @type {HTMLElement} */ (overlay.parentElement);
    for (const layer of /** @type {NodeListOf<HTMLCanvasElement>} */ (panel.querySelectorAll(":scope > canvas"))) {
      if (layer.style.visibility !== "hidden" && layer.width && layer.height) context.drawImage(layer, 0, 0, width, height);
    }
    const printed = Object.assign(element("canvas", "printed"), { width, height });
    printed.getContext("bitmaprenderer")?.transferFromImageBitmap(sheet.transferToImageBitmap());
    printed.setAttribute("aria-hidden", "true");
    overlay.after(printed);
  }
}

/** Takes the pictures away again. @param {HTMLElement} root */
export function endPrinted(root) {
  for (const printed of root.querySelectorAll(".printed")) printed.remove();
}
