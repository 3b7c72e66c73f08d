// The pins in somebody's hand: where each is, how it moves, and how often the
// words beside the picture follow it.

/** Two pictures in less time are one too many (milliseconds). */
const FRAME = 8;

/** The words follow the hand once in so many milliseconds: faster than one reads. */
const READ = 100;

export class Hand {
  #current;
  #frames;
  #held = false;
  #toldAt = 0;
  #timer;

  /** The hand on the pins of a figure's `current` state, drawn in its `frames`. */
  constructor(current, frames) {
    [this.#current, this.#frames] = [current, frames];
  }

  /** Where a pin is, which may not have been drawn yet: keys come faster than frames. */
  whereIs(pin, chart) {
    const { chart: named, at } = this.#current.state[pin];
    return named === chart ? at : this.#current.model.convert(at, named, chart);
  }

  /** A pin goes to `at`, or as far towards it as it can without leaving the domain. */
  move(pin, chart, at) {
    const { state, scene, model } = this.#current;
    if (!scene) return;
    const from = this.whereIs(pin, chart);
    let to = model.towards(from, at, chart);
    if (pin === "start" && state.stick && state.other) {
      const other = this.whereIs("other", chart);
      const along = Array.from(model.towards(other, other.map((value, k) => value + to[k] - from[k]), chart));
      // Where q has to stop, so does p.
      to = from.map((value, k) => value + along[k] - other[k]);
      if (!model.contains(to, chart)) return;
      state.other = { chart, at: along };
    }
    state[pin] = { chart, at: Array.from(to) };
    if (pin === "start") state.unplaced = false;
    this.#current.stale = true;
    this.#draw();
  }

  /** Draws the first move, and one that comes too soon after a picture, in a frame of its own; otherwise at once. */
  #draw() {
    const now = performance.now();
    const soon = !this.#held || this.#frames.waiting || !this.#frames.visible || now - this.#frames.drawnAt < FRAME;
    this.#held = true;
    // Browsers tell of moves once a frame: to ask for one more takes a fifth of all that a move does.
    if (soon) this.#frames.ask();
    else this.#frames.draw(now);
  }

  /** The hand lets go, or it was a key. */
  release() {
    this.#held = false;
    this.#frames.ask();
  }

  /** Whether words and numbers follow in this frame; if not, another frame is asked for once it is their time. */
  isToTell() {
    const rest = this.#held ? this.#toldAt + READ - performance.now() : 0;
    if (rest > 0) this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#frames.ask();
    }, rest);
    return rest <= 0;
  }

  /** They have followed. */
  told() {
    this.#forget();
    this.#toldAt = performance.now();
  }

  #forget() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The figure is gone. */
  rest() {
    this.#forget();
    this.#held = false;
  }
}
