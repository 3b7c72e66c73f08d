// What takes long begins once the hand has rested, and goes on in slices of
// time between two pictures.

/** The hand has to rest so long (milliseconds). */
const SETTLED = 150;

/** Work between two pictures (milliseconds). */
const SLICE = 12;

export class Settling {
  #current;
  #frames;
  #timer;

  /** Work on the scene of a figure's `current` state, shown in its `frames`. */
  constructor(current, frames) {
    [this.#current, this.#frames] = [current, frames];
  }

  /** Begins the work of these views soon, unless another scene comes first. */
  soon(views) {
    clearTimeout(this.#timer);
    const working = views.filter((view) => view.settle);
    if (!working.length) return;
    const { scene } = this.#current;
    this.#timer = setTimeout(() => {
      const { state, model } = this.#current;
      this.#goOn(scene, working.map((view) => view.settle(scene, state, model)));
    }, SETTLED);
  }

  /** Goes on for one slice of time; a new scene ends it. */
  #goOn(scene, work) {
    if (scene !== this.#current.scene || !work.length) return;
    const { visible } = this.#frames;
    if (visible) {
      const until = performance.now() + SLICE;
      while (work.length && performance.now() < until) {
        if (work[0].next().done) work.shift();
      }
      this.#frames.ask();
    }
    this.#timer = setTimeout(() => this.#goOn(scene, work), visible ? 0 : SETTLED);
  }

  rest() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
