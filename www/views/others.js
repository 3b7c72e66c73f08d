// The views that an element does not have from the start, fetched as one file. Each registers itself.

import "./divergence.js";
import "./score.js";
import "./expansion.js";
import "./halving.js";
import "./order.js";
import "./series.js";
import "./map.js";
import "./race.js";
import "./policy.js";
import "./cliff.js";
import "./fan.js";
