// <kl-ball> in JSX of Preact: `import "kl-ball/preact"`.

import type { HTMLAttributes } from "preact";
import type { KlBall, KlBallAttributes, KlBallListeners, KlBallOwn } from "./kl-ball-element.js";

export * from "./kl-ball-element.js";

declare module "preact" {
  namespace JSX {
    interface IntrinsicElements {
      "kl-ball": Omit<HTMLAttributes<KlBall>, keyof KlBallAttributes> & KlBallAttributes & KlBallListeners & KlBallOwn;
    }
  }
}
