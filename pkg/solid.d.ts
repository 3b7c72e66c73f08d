// <kl-ball> in JSX of Solid: `import "kl-ball/solid"`.

import type { JSX } from "solid-js";
import type { KlBall, KlBallAttributes, KlBallEvents } from "./kl-ball-element.js";

export * from "./kl-ball-element.js";

/** Solid writes listeners of such events as `on:kl-ball-change`. */
type Listeners = { [Name in keyof KlBallEvents as `on:${Name}`]?: (event: KlBallEvents[Name]) => void };

declare module "solid-js" {
  namespace JSX {
    interface IntrinsicElements {
      "kl-ball": Omit<JSX.HTMLAttributes<KlBall>, keyof KlBallAttributes> & KlBallAttributes & Listeners;
    }
  }
}
