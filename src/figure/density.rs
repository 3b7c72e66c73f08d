//! The line of observations below the densities.

use plotters::chart::ChartBuilder;
use plotters::drawing::IntoDrawingArea;
use plotters::element::{PathElement, Text};
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, TextStyle};
use plotters_backend::DrawingBackend;

use super::fine::{UNITS_PER_PIXEL, anchor};
use super::plane::{FACE, units};
use super::style::Style;
use super::{sentence, ticks};
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
        let root = backend.into_drawing_area();
        let [x0, x1] = self.range();
        let text = f64::from(self.style.text);
        let count = (f64::from(self.style.width) / (6.5 * text)).clamp(2.0, 9.0) as usize;
        let mut plot = ChartBuilder::on(&root)
            .margin_top(units(2.0 * text))
            .margin_left(units(text))
            .margin_right(units(text))
            .x_label_area_size(units(3.4 * text))
            .build_cartesian_2d(x0..x1, 0.0..1.0)
            .map_err(sentence)?;
        let lettering = TextStyle::from((FACE, text * f64::from(UNITS_PER_PIXEL)));
        let lettering = lettering.color(&self.style.ink);
        plot.configure_mesh()
            .disable_mesh()
            .disable_y_axis()
            .axis_style(self.style.ink.mix(0.45).stroke_width(units(1.0)))
            .set_all_tick_mark_size(units(4.0))
            .label_style(lettering.clone())
            .x_labels(count)
            .x_label_formatter(&ticks::formatter([x0, x1], count))
            .draw()
            .map_err(sentence)?;
        let (x, y) = plot.plotting_area().get_pixel_range();
        let opacity = (12.0 / self.observations.len() as f64).clamp(0.25, 0.75);
        let tick = self.style.ink.mix(opacity).stroke_width(units(1.4));
        for &value in &self.observations {
            let at = plot.plotting_area().map_coordinate(&(value, 0.0)).0;
            let ends = [(at, y.end - units(1.0) as i32), (at, y.end - units(RUG) as i32)];
            root.draw(&PathElement::new(ends, tick)).map_err(sentence)?;
        }
        let (width, height) = root.dim_in_pixel();
        let place = ((width - units(text)) as i32, (height - units(2.0)) as i32);
        let label = lettering.pos(anchor(HPos::Right, VPos::Bottom));
        root.draw(&Text::new(self.quantity.as_str(), place, label)).map_err(sentence)?;
        root.present().map_err(sentence)?;
        let pixels = |unit: i32| f64::from(unit) / f64::from(UNITS_PER_PIXEL);
        Ok([pixels(x.start), pixels(y.start), pixels(x.end), pixels(y.end), x0, x1])
    }

    fn range(&self) -> [f64; 2] {
        let low = self.observations.iter().copied().fold(f64::INFINITY, f64::min);
        let high = self.observations.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let margin = MARGIN * (high - low);
        [low - margin, high + margin]
    }
}
