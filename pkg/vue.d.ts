// <kl-ball> in templates of Vue: `import "kl-ball/vue"`.

import type { DefineComponent } from "vue";
import type { KlBallAttributes } from "./kl-ball-element.js";

export * from "./kl-ball-element.js";

declare module "vue" {
  interface GlobalComponents {
    "kl-ball": DefineComponent<KlBallAttributes>;
  }
}
