// All views, in the order in which errors list them. The plane is in every element. Those that posts often show beside it
// are fetched together when a figure first needs one of them, the field, with which the article begins, by itself and with what fills planes, and all others together.

import "./plane.js";
import { announce } from "./registry.js";

const usual = () => import("./usual.js");
const field = () => import("./field.js");
const others = () => import("./others.js");

announce("density", usual, { isLight: true });
announce("field", field, { isLight: true });
announce("morph", others, { takes: "field" });
announce("divergence", others, { isLight: true });
announce("score", others, { isLight: true });
announce("expansion", others, { isLight: true });
announce("halving", others);
announce("order", others);
announce("series", usual, { isLight: true });
announce("map", others);
announce("race", others);
announce("policy", others, { ofEpisodes: true });
announce("cliff", others, { ofEpisodes: true });
announce("fan", others, { ofEpisodes: true });
