// When a figure is drawn: once a frame at the most, and only while it is in sight.

export class Frames {
  #render;
  #frame = 0;
  #visible = false;
  /** When the last picture was drawn (milliseconds, as `performance.now()` has it). */
  drawnAt = 0;

  /** `render(now)` draws a picture. */
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

  /** Whether a picture has been asked for. */
  get waiting() {
    return this.#frame !== 0;
  }

  /** Asks for a picture in the next frame. */
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
