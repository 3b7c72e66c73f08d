// The transport (play, pause, step, scrub, reset, speed), which moves the cursor along a run.

import { button, element, setText } from "../elements.js";

/** Speeds: steps per second, and their names. */
const SPEEDS = [["2", "⅓×"], ["6", "1×"], ["18", "3×"]];

export class Transport {
  #report;
  #cursor = 0;
  #steps = 0;
  /** The last step of a run that is still being computed. */
  #reached = 0;
  #playing = false;
  /** Whether screen readers do not hear where it is. */
  isQuiet = false;
  /** When the last frame was (milliseconds). @type {number | undefined} */
  #last;
  /** What is shown, as text. @type {string | undefined} */
  #shown;
  /** The cursor when the counter was written last. @type {number | undefined} */
  #sentTo;
  /** The names of the stops, if they are not steps. */
  /** @type {readonly string[] | undefined} */
  #names;

  /** `report` receives the cursor, which is a fraction while a step is animated. @param {(cursor: number) => void} report */
  constructor(report) {
    this.#report = report;
    this.root = element("div", "transport");
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", "steps");
    this.reset = iconed("reset", "Back to the start", "M5 4v12M16 4 8 10l8 6z", () => this.seek(0));
    this.back = iconed("back", "One step back", "M15 4 7 10l8 6z", () => this.seek(Math.ceil(this.shown()) - 1));
    this.play = iconed("play", "Play", "", () => this.#toggle());
    this.step = iconed("step", "One step forward", "M5 4l8 6-8 6z", () => this.seek(Math.floor(this.shown()) + 1));
    this.scrub = element("input", "scrub");
    this.scrub.type = "range";
    this.scrub.min = "0";
    this.scrub.step = "1";
    this.scrub.setAttribute("aria-label", "step");
    this.scrub.addEventListener("input", () => this.seek(Number(this.scrub.value)));
    this.counter = element("output", "counter");
    this.speed = element("select", "speed");
    this.speed.setAttribute("aria-label", "speed");
    for (const [value, text] of SPEEDS) {
      const option = element("option", "", text);
      option.value = value;
      option.selected = value === "6";
      this.speed.append(option);
    }
    this.root.append(this.reset, this.back, this.play, this.step, this.scrub, this.counter, this.speed);
    this.#show();
  }

  get cursor() {
    return Math.min(this.#cursor, this.#steps);
  }

  /** The last stop. */
  get stops() {
    return this.#steps;
  }

  get playing() {
    return this.#playing;
  }

  /**
   * Sets the number of steps, or the names of other stops. A cursor at the end stays at the end.
   * @param {number} steps
   * @param {readonly string[]} [names]
   * @param {number} [reached]
   */
  extent(steps, names, reached = steps) {
    const atEnd = this.#cursor >= this.#steps;
    this.#names = names;
    this.#reached = reached;
    this.#steps = steps;
    if (atEnd || this.#cursor > steps) this.#cursor = steps;
    this.#show();
  }

  /** Goes to a step and stays there. @param {number} step */
  seek(step) {
    this.pause();
    this.#cursor = Math.min(this.#steps, Math.max(0, step));
    this.#show();
    this.#report(this.#cursor);
  }

  pause() {
    this.#playing = false;
    this.#show();
  }

  /** Advances by the time since the last frame; returns whether it still plays. @param {number} now */
  tick(now) {
    if (!this.#playing) return false;
    // A long pause between frames, as in a hidden tab, must not make the cursor jump.
    const elapsed = Math.min(0.1, (now - (this.#last ?? now)) / 1000);
    this.#last = now;
    this.#cursor = Math.min(this.#steps, this.#cursor + elapsed * this.#pace());
    if (this.#cursor >= this.#steps) this.#playing = false;
    this.#show();
    return true;
  }

  /** Stops per second; slower for named stops, which have to be read. */
  #pace() {
    return Number(this.speed.value) / (this.#names ? 6 : 1);
  }

  /** The cursor as drawn: at most the last step computed, and whole steps if reduced motion is preferred. @param {boolean} [still] */
  shown(still) {
    const cursor = Math.min(this.cursor, this.#reached);
    return still ? Math.floor(cursor) : cursor;
  }

  #toggle() {
    this.#playing = !this.#playing;
    this.#last = undefined;
    if (this.#playing && this.#cursor >= this.#steps) this.#cursor = 0;
    this.#show();
    this.#report(this.#cursor);
  }

  #show() {
    const whole = this.shown(true);
    // While a run is being computed the last step and the one that is reached look the same, but have other buttons.
    const shown = [this.cursor > 0, this.cursor >= this.#steps, whole, this.#steps, this.#playing, this.#names].join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.scrub.max = String(this.#steps);
    this.scrub.value = String(whole);
    // Who presses a button hears where that leads. A run that plays or is still being computed would say too much, and the
    // slider says it itself.
    const isSent = this.cursor !== this.#sentTo;
    this.#sentTo = this.cursor;
    this.counter.setAttribute("aria-live", !isSent || this.isQuiet || this.#playing || this.scrub.matches(":focus") ? "off" : "polite");
    const where = this.#names ? this.#names[whole] : `step ${whole} of ${this.#steps}`;
    this.scrub.setAttribute("aria-valuetext", where);
    setText(this.counter, where);
    this.counter.classList.toggle("of-step", Boolean(this.#names));
    this.counter.title = this.#names ? `the parts of one step: ${this.#names.join(", ")}` : "";
    this.play.setAttribute("aria-label", this.#playing ? "Pause" : "Play");
    this.play.title = this.#playing ? "Pause" : "Play";
    const icon = this.#playing ? "M6 4h3v12H6zM12 4h3v12h-3z" : "M6 3l11 7-11 7z";
    this.play.querySelector("path")?.setAttribute("d", icon);
    const held = [this.back, this.reset, this.step].find((one) => one.matches(":focus"));
    this.back.disabled = this.reset.disabled = this.cursor <= 0;
    this.step.disabled = this.cursor >= this.#steps;
    // A button that can do no more hands its focus on.
    if (held?.disabled) this.scrub.focus({ preventScroll: true });
  }
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @param {string} label
 * @param {string} path
 * @param {() => void} action
 */
function iconed(name, label, path, action) {
  const made = button("", action, name);
  made.setAttribute("aria-label", label);
  made.title = label;
  const icon = document.createElementNS(SVG, "svg");
  icon.setAttribute("viewBox", "0 0 20 20");
  icon.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  icon.append(shape);
  made.append(icon);
  return made;
}
