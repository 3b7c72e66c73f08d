//! The line of observations below the densities.

use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::sheet::{Sheet, units};
use super::style::Style;
use crate::workbench::Workbench;

/// Free space beside the observations, as a share of their range.
const MARGIN: f64 = 0.22;

/// Length of the ticks that stand for observations, in CSS pixels.
const RUG: f64 = 9.0;

/// The axis of the observations, with a tick for each.
pub struct DensityFigure<'a> {
    observations: Vec<f64>,
    quantity: String,
    style: &'a Style,
}

impl<'a> DensityFigure<'a> {
    /// The figure of a model's data.
    pub fn new(bench: &Workbench, style: &'a Style) -> Self {
        let spec = bench.spec();
        Self { observations: spec.observations(), quantity: spec.quantity().into(), style }
    }

    /// Draws it and returns `[left, top, right, bottom, x0, x1]`: the area for
    /// densities in CSS pixels and what its left and right edge mean.
    ///
    /// # Errors
    /// A sentence, where the backend fails.
    pub fn draw<B: DrawingBackend>(&self, backend: B) -> Result<[f64; 6], String> {
        let [x0, x1] = self.range();
        let text = f64::from(self.style.text);
        let margins = [text, 2.0 * text, text, 3.4 * text];
        let sheet = Sheet::new(backend, self.style, margins, [x0, x1, 0.0, 1.0]);
        sheet.x_axis()?;
        let [.., bottom] = sheet.edges();
        let opacity = (12.0 / self.observations.len() as f64).clamp(0.25, 0.75);
        for &value in &self.observations {
            let at = sheet.place(value, 0.0).0;
            let ends = vec![(at, bottom - units(1.0)), (at, bottom - units(RUG))];
            sheet.line(ends, self.style.ink.mix(opacity), 1.4)?;
        }
        let (width, height) = sheet.end();
        let place = (width - units(text), height - units(2.0));
        let anchor = (HPos::Right, VPos::Bottom);
        sheet.words(&self.quantity, place, anchor, text, self.style.ink)?;
        sheet.present()?;
        let [left, top, right, bottom] = sheet.edges_in_pixels();
        Ok([left, top, right, bottom, x0, x1])
    }

    fn range(&self) -> [f64; 2] {
        let low = self.observations.iter().copied().fold(f64::INFINITY, f64::min);
        let high = self.observations.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if !(high - low).is_finite() {
            // No observations at all.
            return [0.0, 1.0];
        }
        let margin = MARGIN * (high - low);
        [low - margin, high + margin]
    }
}
