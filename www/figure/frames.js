// Decides when a figure is drawn: at most once in a frame, and only in sight.

export class Frames {
  #render;
  #frame = 0;
  #visible = false;
  /** When the last picture was drawn (milliseconds, as `performance.now()` has it). */
  drawnAt = 0;

  /** `render(now)` draws a picture. @param {(now: number) => void} render */
  constructor(render) {
    this.#render = render;
  }

  get visible() {
    return this.#visible;
  }

  set visible(visible) {
    this.#visible = visible;
    if (!visible) this.cancel();
  }

  /** Whether a picture has been requested. */
  get waiting() {
    return this.#frame !== 0;
  }

  /** Requests a picture in the next frame. */
  ask() {
    if (!this.#visible || this.#frame) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      this.draw(now);
    });
  }

  /** Draws at once. */
  draw(now = performance.now()) {
    this.drawnAt = now;
    this.#render(now);
  }

  cancel() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
