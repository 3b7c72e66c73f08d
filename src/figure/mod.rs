//! What stands still in a figure: axes, ticks, symbols, loss contours, data.
//!
//! Drawn with plotters, generic over its drawing backends: a canvas in the
//! browser, SVG for export and for the native golden tests. What moves is
//! drawn by the shell from typed arrays.

mod axes;
mod contour;
mod density;
mod fine;
mod plane;
mod sheet;
mod style;
mod ticks;
mod window;

pub use axes::AxesFigure;
pub use density::DensityFigure;
pub use fine::{Fine, svg};
pub use plane::PlaneFigure;
pub use style::Style;
