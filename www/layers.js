// Two canvases, one above the other: a backdrop that the core draws when
// something about it changes, and an overlay that is redrawn as things move.

/** Makes the canvases inside a container and keeps them at device resolution. */
export class Layers {
  constructor(container) {
    this.backdrop = canvas("backdrop");
    this.overlay = canvas("overlay");
    container.append(this.backdrop, this.overlay);
  }

  /** Sizes the overlay; the core sizes the backdrop when it draws. */
  begin(width, height, ratio) {
    const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.overlay.width !== deviceWidth) this.overlay.width = deviceWidth;
    if (this.overlay.height !== deviceHeight) this.overlay.height = deviceHeight;
    // A panel may end within a pixel; stretched to that end, every line would blur.
    for (const canvas of [this.backdrop, this.overlay]) {
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const context = this.overlay.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.lineJoin = context.lineCap = "round";
    return context;
  }
}

/** The core and the views letter in the system's font; a panel may name another. */
const FACE = "system-ui, sans-serif";

function canvas(part) {
  const made = document.createElement("canvas");
  made.className = part;
  made.setAttribute("aria-hidden", "true");
  const context = made.getContext("2d");
  const { get, set } = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, "font");
  Object.defineProperty(context, "font", {
    get() {
      return get.call(context);
    },
    set(font) {
      set.call(context, font.replace(FACE, made.parentNode?.dataset.font ?? FACE));
    },
  });
  return made;
}

/** Runs `draw` with drawing confined to a rectangle. */
export function clipped(context, [left, top, right, bottom], draw) {
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  draw();
  context.restore();
}

/** A line through more points than this is drawn only as far as it can be seen, by cells of so many pixels. */
const LONG = 4000;
const CELL = 2;

/** Whether a line through so many points is long. */
export const isLong = (count) => count > LONG;

/**
 * Begins a path through points in pixels, `at(k)` for `k` below `count`, with gaps where there is none.
 * A long one leaves out steps between cells where it has been before.
 */
export function line(context, count, at) {
  const cells = isLong(count) && new Set();
  let [drawn, left] = [];
  context.beginPath();
  for (let k = 0; k < count; k += 1) {
    const point = at(k);
    if (!point) {
      drawn = left = undefined;
      continue;
    }
    const [x, y] = point;
    if (cells && drawn && k < count - 1 && cells.size === cells.add(65536 * Math.floor(x / CELL) + Math.floor(y / CELL)).size) {
      left = point;
      continue;
    }
    const back = left && Math.abs(left[0] - drawn[0]) + Math.abs(left[1] - drawn[1]) > 2 * CELL;
    if (back || !drawn) context.moveTo(...(back ? left : point));
    if (drawn) context.lineTo(x, y);
    drawn = point;
    left = undefined;
  }
}

/** Draws a line through points in pixels. */
export function trace(context, points, color, width, dash) {
  line(context, points.length, (k) => points[k]);
  context.setLineDash(dash);
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
}
