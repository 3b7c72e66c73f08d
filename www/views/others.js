// The views that few posts show, together in one file. Each registers itself.

import "./morph.js";
import "./divergence.js";
import "./score.js";
import "./expansion.js";
import "./halving.js";
import "./order.js";
import "./map.js";
import "./race.js";
import "./policy.js";
import "./cliff.js";
import "./fan.js";
