//! The parameter plane: axes, ticks, symbols and loss contours.

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{PathElement, Polygon, Rectangle, Text};
use plotters::prelude::Cartesian2d;
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, FontFamily, TextStyle};
use plotters_backend::DrawingBackend;

use super::contour::Grid;
use super::fine::{UNITS_PER_PIXEL, anchor};
use super::style::Style;
use super::{sentence, ticks, window};
use crate::catalog::ChartEntry;
use crate::chart::Charted;
use crate::error::Invalid;
use crate::geometry::Point;
use crate::model::Model;
use crate::workbench::Workbench;

/// The faces a figure is lettered in.
pub(super) const FACE: FontFamily<'static> = FontFamily::Name("system-ui, sans-serif");

/// CSS pixels between the nodes that loss contours are interpolated on.
const GRID_SPACING: f64 = 4.0;

/// The backdrop of a parameter plane.
pub struct PlaneFigure<'a> {
    model: Charted,
    chart: &'a ChartEntry,
    style: &'a Style,
    window: [f64; 4],
}

/// A plotting area with its two axes.
type Plot<'a, B> = ChartContext<'a, B, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

impl<'a> PlaneFigure<'a> {
    /// The plane of `chart` around the optimum, with `home` in its window.
    ///
    /// # Errors
    /// [`Invalid`] where the chart is not one of the model's, or `home` is not inside it.
    pub fn new(
        bench: &Workbench,
        chart: &'a ChartEntry,
        home: [f64; 2],
        style: &'a Style,
    ) -> Result<Self, Invalid> {
        let (model, home) = bench.inside(home, chart, "home")?;
        let [left, top, right, bottom] = margins(style);
        let width = f64::from(style.width) - left - right;
        let height = f64::from(style.height) - top - bottom;
        let window = window::window(&model, chart, home, (width / height).max(0.1));
        Ok(Self { model, chart, style, window })
    }

    /// Draws it and returns `[left, top, right, bottom, x0, x1, y0, y1]`: the
    /// plotting area in CSS pixels and what its edges mean.
    ///
    /// # Errors
    /// A sentence, where the backend fails.
    pub fn draw<B: DrawingBackend>(&self, backend: B) -> Result<[f64; 8], String> {
        let root = backend.into_drawing_area();
        let [x0, x1, y0, y1] = self.window;
        let [left, top, right, bottom] = margins(self.style).map(units);
        let mut plot = ChartBuilder::on(&root)
            .margin_top(top)
            .margin_right(right)
            .x_label_area_size(bottom)
            .y_label_area_size(left)
            .build_cartesian_2d(x0..x1, y0..y1)
            .map_err(sentence)?;
        self.shade_outside(&plot)?;
        self.draw_contours(&plot)?;
        self.draw_axes(&mut plot)?;
        self.draw_symbols(&root)?;
        root.present().map_err(sentence)?;
        let (x, y) = plot.plotting_area().get_pixel_range();
        let pixels = |unit: i32| f64::from(unit) / f64::from(UNITS_PER_PIXEL);
        Ok([pixels(x.start), pixels(y.start), pixels(x.end), pixels(y.end), x0, x1, y0, y1])
    }

    /// A quiet fill where there is no distribution.
    fn shade_outside<B: DrawingBackend>(&self, plot: &Plot<B>) -> Result<(), String> {
        let [x0, x1, y0, y1] = self.window;
        let fill = self.style.ink.mix(0.07).filled();
        for (edge, sign) in [(y0, 1.0), (y1, -1.0)] {
            let columns = (f64::from(self.style.width) / GRID_SPACING) as usize + 1;
            let outline: Vec<(f64, f64)> = (0..=columns)
                .map(|k| {
                    let x = x0 + (x1 - x0) * k as f64 / columns as f64;
                    (x, edge + sign * self.outside_depth(x, edge, sign))
                })
                .collect();
            if outline.iter().any(|(_, y)| *y != edge) {
                let ends = [(x1, edge), (x0, edge)];
                let outline: Vec<_> = outline.into_iter().chain(ends).collect();
                plot.plotting_area().draw(&Polygon::new(outline, fill)).map_err(sentence)?;
            }
        }
        Ok(())
    }

    /// How far the column at `x` lies outside the domain, seen from the window's `edge`.
    fn outside_depth(&self, x: f64, edge: f64, sign: f64) -> f64 {
        let height = self.window[3] - self.window[2];
        let contains = |depth: f64| self.model.contains(Point([x, edge + sign * depth]));
        if contains(0.0) {
            return 0.0;
        }
        const PROBES: usize = 64;
        let inside = (1..=PROBES).find(|&k| contains(height * k as f64 / PROBES as f64));
        let Some(inside) = inside else { return height };
        let mut low = height * (inside - 1) as f64 / PROBES as f64;
        let mut high = height * inside as f64 / PROBES as f64;
        for _ in 0..12 {
            let middle = 0.5 * (low + high);
            if contains(middle) { high = middle } else { low = middle }
        }
        high
    }

    /// Level lines of the loss above its minimum at 1, 2, 5 × 10ᵏ nats, more
    /// ink the nearer to the optimum, labelled where there is room.
    fn draw_contours<B: DrawingBackend>(&self, plot: &Plot<B>) -> Result<(), String> {
        let Some(optimum) = self.model.optimum() else { return Ok(()) };
        let least = self.model.loss(optimum);
        let nodes = [self.style.width, self.style.height]
            .map(|side| (f64::from(side) / GRID_SPACING) as usize);
        // The root makes the bowl a cone, on which interpolation is exact.
        let grid = Grid::sample(self.window, nodes, |x, y| {
            let at = Point([x, y]);
            if self.model.contains(at) {
                (self.model.loss(at) - least).max(0.0).sqrt()
            } else {
                f64::NAN
            }
        });
        let levels = levels(grid.greatest().powi(2));
        let cross = plot.plotting_area().map_coordinate(&(optimum.0[0], optimum.0[1]));
        let mut labels: Vec<(i32, i32)> = vec![cross];
        for (k, &level) in levels.iter().enumerate() {
            let fading = 1.0 - k as f64 / levels.len() as f64;
            let line_style = self.style.contour.mix(0.3 + 0.6 * fading).stroke_width(units(1.0));
            let lines = grid.lines(level.sqrt());
            for line in &lines {
                let path: Vec<(f64, f64)> = line.iter().map(|&[x, y]| (x, y)).collect();
                plot.plotting_area().draw(&PathElement::new(path, line_style)).map_err(sentence)?;
            }
            self.label_level(plot, level, optimum, &lines, &mut labels)?;
        }
        Ok(())
    }

    /// Writes a level's height on its line, straight up or down from the
    /// optimum, unless another label or the edge is too near.
    fn label_level<B: DrawingBackend>(
        &self,
        plot: &Plot<B>,
        level: f64,
        optimum: Point,
        lines: &[Vec<[f64; 2]>],
        labels: &mut Vec<(i32, i32)>,
    ) -> Result<(), String> {
        let area = plot.plotting_area();
        let center = area.map_coordinate(&(optimum.0[0], optimum.0[1]));
        let place = lines
            .iter()
            .flatten()
            .map(|&[x, y]| area.map_coordinate(&(x, y)))
            .filter(|point| point.1 < center.1)
            .min_by_key(|point| (point.0 - center.0).abs());
        let Some(place) = place.filter(|place| self.is_free(plot, *place, labels)) else {
            return Ok(());
        };
        labels.push(place);
        let text = format!("+{level}");
        let size = f64::from(self.style.text) * 0.85 * f64::from(UNITS_PER_PIXEL);
        let half = ((0.3 * size * text.len() as f64) as i32, (0.55 * size) as i32);
        let corners = [(place.0 - half.0, place.1 - half.1), (place.0 + half.0, place.1 + half.1)];
        let root = area.strip_coord_spec();
        let offset = area.get_pixel_range();
        let local = |(x, y): (i32, i32)| (x - offset.0.start, y - offset.1.start);
        let ground = Rectangle::new(corners.map(local), self.style.ground.filled());
        root.draw(&ground).map_err(sentence)?;
        let style = TextStyle::from((FACE, size)).color(&self.style.contour);
        let style = style.pos(anchor(HPos::Center, VPos::Center));
        root.draw(&Text::new(text, local(place), style)).map_err(sentence)
    }

    fn is_free<B: DrawingBackend>(
        &self,
        plot: &Plot<B>,
        place: (i32, i32),
        labels: &[(i32, i32)],
    ) -> bool {
        let (x, y) = plot.plotting_area().get_pixel_range();
        let room = units(f64::from(self.style.text)) as i32;
        let inside = place.0 > x.start + 2 * room
            && place.0 < x.end - 2 * room
            && place.1 > y.start + room
            && place.1 < y.end - room;
        // The cross of the optimum and its name stand in the middle.
        let apart = |other: &(i32, i32)| {
            (other.0 - place.0).abs() > 3 * room || (other.1 - place.1).abs() > 2 * room
        };
        inside && labels.iter().all(apart)
    }

    fn draw_axes<B: DrawingBackend>(&self, plot: &mut Plot<B>) -> Result<(), String> {
        let [x0, x1, y0, y1] = self.window;
        let text = f64::from(self.style.text);
        let (x_count, y_count) = (
            (f64::from(self.style.width) / (6.5 * text)).clamp(2.0, 9.0) as usize,
            (f64::from(self.style.height) / (4.0 * text)).clamp(2.0, 9.0) as usize,
        );
        let axis = self.style.ink.mix(0.45).stroke_width(units(1.0));
        plot.configure_mesh()
            .disable_mesh()
            .axis_style(axis)
            .set_all_tick_mark_size(units(4.0))
            .label_style(
                TextStyle::from((FACE, text * f64::from(UNITS_PER_PIXEL))).color(&self.style.ink),
            )
            .x_labels(x_count)
            .y_labels(y_count)
            .x_label_formatter(&ticks::formatter([x0, x1], x_count))
            .y_label_formatter(&ticks::formatter([y0, y1], y_count))
            .draw()
            .map_err(sentence)
    }

    /// What the axes are called: at their ends, level, as in a textbook.
    fn draw_symbols<B: DrawingBackend>(&self, root: &DrawingArea<B, Shift>) -> Result<(), String> {
        let (width, height) = root.dim_in_pixel();
        let text = f64::from(self.style.text) * 1.15;
        let style =
            TextStyle::from((FACE, text * f64::from(UNITS_PER_PIXEL))).color(&self.style.ink);
        let [left, _, right, _] = margins(self.style).map(|margin| units(margin) as i32);
        let [horizontal, vertical] = self.chart.symbols;
        let x_place = (width as i32 - right, height as i32 - units(2.0) as i32);
        let x_style = style.clone().pos(anchor(HPos::Right, VPos::Bottom));
        root.draw(&Text::new(horizontal, x_place, x_style)).map_err(sentence)?;
        let y_place = (left - units(6.0) as i32, units(2.0) as i32);
        let y_style = style.pos(anchor(HPos::Left, VPos::Top));
        root.draw(&Text::new(vertical, y_place, y_style)).map_err(sentence)
    }
}

/// Space for ticks and symbols: left, top, right, bottom, in CSS pixels.
fn margins(style: &Style) -> [f64; 4] {
    let text = f64::from(style.text);
    [(4.2 * text).round(), (2.0 * text).round(), text.round(), (3.4 * text).round()]
}

/// CSS pixels in the figure's units.
pub(super) fn units(pixels: f64) -> u32 {
    (pixels * f64::from(UNITS_PER_PIXEL)).round() as u32
}

/// 1, 2, 5 × 10ᵏ from 0.005 to 10 nats, up to `greatest`. Beyond, lines only
/// crowd against the edge of the domain, where the loss has no bound.
fn levels(greatest: f64) -> Vec<f64> {
    let mut levels = Vec::new();
    for exponent in -3..=1 {
        for mantissa in [1.0, 2.0, 5.0] {
            let level: f64 = mantissa * 10f64.powi(exponent);
            if (0.005..=greatest.min(10.0)).contains(&level) {
                levels.push(level);
            }
        }
    }
    levels
}
