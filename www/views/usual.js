// The views that posts often show beside the plane, together in one file. Each registers itself.

import "./density.js";
import "./series.js";
