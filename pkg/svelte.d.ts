// <kl-ball> in components of Svelte: `import "kl-ball/svelte"`.

import type { HTMLAttributes } from "svelte/elements";
import type { KlBall, KlBallAttributes, KlBallListeners } from "./kl-ball-element.js";

export * from "./kl-ball-element.js";

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "kl-ball": Omit<HTMLAttributes<KlBall>, keyof KlBallAttributes> & KlBallAttributes & KlBallListeners;
  }
}
