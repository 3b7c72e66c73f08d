// <kl-ball> in JSX of React 18 and 19: `import "kl-ball/react"`.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { KlBall, KlBallAttributes, KlBallListeners, KlBallOwn } from "./kl-ball-element.js";

export * from "./kl-ball-element.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "kl-ball": DetailedHTMLProps<Omit<HTMLAttributes<KlBall>, keyof KlBallAttributes>, KlBall> & KlBallAttributes & KlBallListeners & KlBallOwn & { class?: string };
    }
  }
}
