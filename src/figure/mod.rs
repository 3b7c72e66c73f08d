//! The backdrop of a figure: axes, ticks, labels, loss contours, data.
//!
//! It is drawn with plotters on any of its backends: a canvas in the browser,
//! SVG for export and for the stored pictures of the tests. Paths, balls and
//! everything else that moves are drawn by the shell.

mod axes;
mod contour;
mod density;
mod fine;
mod options;
mod plane;
mod sheet;
mod style;
mod ticks;
mod window;

pub use axes::AxesFigure;
pub use density::{DensityFigure, axis};
pub use fine::{Fine, in_pixels, size_in_units, svg};
pub use options::PlaneOptions;
pub use plane::{Contour, Fill, Ground, PlaneFigure, PlaneNumbers};
pub use style::Style;
