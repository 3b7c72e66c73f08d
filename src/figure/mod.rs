//! What stands still in a figure: axes, ticks, symbols, loss contours, data.
//!
//! Drawn with plotters, generic over its drawing backends: a canvas in the
//! browser, SVG for export and for the native golden tests. What moves is
//! drawn by the shell from typed arrays.

mod contour;
mod density;
mod fine;
mod plane;
mod style;
mod ticks;
mod window;

pub use density::DensityFigure;
pub use fine::{Fine, svg};
pub use plane::PlaneFigure;
pub use style::Style;

use plotters::drawing::DrawingAreaErrorKind;
use std::error::Error;

/// Turns a backend's error into a sentence.
fn sentence<E: Error + Send + Sync>(error: DrawingAreaErrorKind<E>) -> String {
    format!("the figure could not be drawn: {error}")
}
