//! The backdrop of a parameter plane: axes, ticks, symbols and loss contours.

use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, RGBColor};
use plotters_backend::DrawingBackend;

use super::contour::{Grid, nested};
use super::options::{PlaneOptions, band};
use super::sheet::{Place, Sheet, margins, room_for_ticks, units};
use super::style::Style;
use super::ticks::{self, Ticks};
use super::window;
use crate::catalog::ChartEntry;
use crate::chart::Charted;
use crate::error::Invalid;
use crate::geometry::Point;
use crate::model::prelude::*;
use crate::workbench::Workbench;

/// CSS pixels between the nodes on which loss contours are interpolated.
const GRID_SPACING: f64 = 4.0;

/// The same at the least, where the valley of the loss is narrow.
const LEAST_SPACING: f64 = 1.25;

/// A level of the loss above its minimum (nats), and the number of nodes there
/// should be across the valley of points below that level.
const VALLEY: (f64, f64) = (0.05, 4.0);

/// The backdrop of a parameter plane.
pub struct PlaneFigure<'a> {
    model: Charted,
    chart: &'a ChartEntry,
    style: &'a Style,
    window: [f64; 4],
    options: PlaneOptions,
}

/// The lines at one level of the loss, or of a policy's return.
pub struct Contour {
    /// Nats above the minimum, or the expected return.
    pub level: f64,
    /// How much of the colour of contours they have, from 0 to 1.
    pub strength: f64,
    /// The lines, in chart units.
    pub lines: Vec<Vec<[f64; 2]>>,
}

/// The area below a level, with its colour.
pub struct Fill {
    /// Its colour, which covers what lies under it.
    pub color: RGBColor,
    /// Its outline, in chart units.
    pub outline: Vec<[f64; 2]>,
}

/// The loss at the nodes between which level lines are drawn, found a portion at a time: of many observations all of
/// them take longer than a page should be still.
#[derive(Debug, Default)]
pub struct Ground {
    nodes: Option<Nodes>,
    values: Vec<f64>,
}

/// The chart, the window, and how many nodes there are across and up.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Nodes {
    chart: &'static str,
    window: [f64; 4],
    counts: [usize; 2],
}

/// A plane as numbers, for a shell that draws it itself.
pub struct PlaneNumbers {
    /// `[left, top, right, bottom, x0, x1, y0, y1]`, as [`PlaneFigure::draw`] returns it.
    pub frame: [f64; 8],
    /// The ticks of the first and of the second axis with their labels.
    pub ticks: [Vec<(f64, String)>; 2],
    /// The names of both axes, with what their labels have in common.
    pub names: [String; 2],
    /// The areas below levels, each to be drawn over the ones before; none unless they are filled.
    pub fills: Vec<Fill>,
    /// The level lines.
    pub contours: Vec<Contour>,
}

/// Levels of the loss contours above the minimum (nats). Higher ones would only
/// crowd at the edge of the domain, where the loss is unbounded.
const LEVELS: [f64; 11] = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0];

/// Expected returns of a policy that have a contour.
const RETURNS: [f64; 7] = [-0.8, -0.4, -0.1, 0.0, 0.1, 0.4, 0.8];

impl<'a> PlaneFigure<'a> {
    /// The plane of `chart` around the optimum, with `home` in its window.
    ///
    /// # Errors
    /// [`Invalid`] if the model has no such chart, or if `home` is outside its domain.
    pub fn new(
        bench: &Workbench,
        chart: &'a ChartEntry,
        home: [f64; 2],
        style: &'a Style,
    ) -> Result<Self, Invalid> {
        Self::with(bench, chart, home, style, PlaneOptions::default())
    }

    /// The same plane with another window or another look of its loss.
    ///
    /// # Errors
    /// As those of [`PlaneFigure::new`].
    pub fn with(
        bench: &Workbench,
        chart: &'a ChartEntry,
        home: [f64; 2],
        style: &'a Style,
        options: PlaneOptions,
    ) -> Result<Self, Invalid> {
        let (model, home) = bench.inside(home, chart, "home")?;
        let [left, top, right, bottom] = margins(style);
        let width = f64::from(style.width) - left - right;
        let height = f64::from(style.height) - top - bottom;
        let around = || window::window(&model, chart, home, (width / height).max(0.1));
        let window = options.window.unwrap_or_else(around);
        Ok(Self { model, chart, style, window, options })
    }

    /// Finds the loss at up to `most` more nodes of its grid, for [`PlaneFigure::draw_on`]; whether that is all of them.
    /// What was found for another chart or window, or for other nodes, is forgotten.
    pub fn advance(&self, ground: &mut Ground, most: usize) -> bool {
        let Some(mut grid) = self.begun(ground) else { return true };
        let is_done = grid.advance(most);
        ground.values = grid.into_values();
        is_done
    }

    /// Draws it and returns `[left, top, right, bottom, x0, x1, y0, y1]`: the
    /// plotting area in CSS pixels and the coordinates at its edges.
    ///
    /// # Errors
    /// A sentence, where the backend fails.
    pub fn draw<B: DrawingBackend>(&self, backend: B) -> Result<[f64; 8], String> {
        self.draw_on(backend, &mut Ground::default())
    }

    /// The same with the losses that are known already, which it takes.
    ///
    /// # Errors
    /// As those of [`PlaneFigure::draw`].
    pub fn draw_on<B: DrawingBackend>(
        &self,
        backend: B,
        ground: &mut Ground,
    ) -> Result<[f64; 8], String> {
        let sheet = Sheet::new(backend, self.style, margins(self.style), self.window);
        self.shade_outside(&sheet);
        self.draw_contours(&sheet, ground);
        let [x0, x1, y0, y1] = self.window;
        let xs = self.ticks(0, [x0, x1], sheet.x_room());
        let ys = self.ticks(1, [y0, y1], sheet.y_room());
        let [horizontal, vertical] = self.chart.symbols;
        let names = [xs.named(horizontal), ys.named(vertical)];
        sheet.y_axis(ys.marks);
        sheet.x_axis(xs.marks);
        self.draw_symbols(&sheet, names);
        sheet.present()?;
        let [left, top, right, bottom] = sheet.edges_in_pixels();
        Ok([left, top, right, bottom, x0, x1, y0, y1])
    }

    /// The ticks at values that the coordinate can take.
    fn ticks(&self, axis: usize, range: [f64; 2], count: usize) -> Ticks {
        let [least, greatest] = self.chart.bounds[axis];
        let mut ticks = ticks::ticks(range, count);
        ticks.marks.retain(|(value, _)| {
            least.is_none_or(|least| *value >= least)
                && greatest.is_none_or(|greatest| *value <= greatest)
        });
        ticks
    }

    /// A pale fill outside the domain.
    fn shade_outside<B: DrawingBackend>(&self, sheet: &Sheet<B>) {
        let [x0, x1, y0, y1] = self.window;
        let fill = self.style.ink.mix(0.07);
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
                let outline = outline.into_iter().chain(ends).map(|(x, y)| sheet.place(x, y));
                sheet.surface(outline.collect(), fill);
            }
        }
    }

    /// How much of the column at `x`, from this `edge` of the window, is outside the domain.
    fn outside_depth(&self, x: f64, edge: f64, sign: f64) -> f64 {
        let height = self.window[3] - self.window[2];
        let contains = |depth: f64| self.model.contains(Point(x, edge + sign * depth));
        if contains(0.0) {
            return 0.0;
        }
        /// Places of a column that are tried before the edge is bisected: a part of the domain that is
        /// thinner than the distance between them may be missed.
        const PROBES: usize = 64;
        let inside = (1..=PROBES).find(|&k| contains(height * k as f64 / PROBES as f64));
        // A column that is wholly outside is shaded once, from above.
        let Some(inside) = inside else { return if sign < 0.0 { height } else { 0.0 } };
        let mut low = height * (inside - 1) as f64 / PROBES as f64;
        let mut high = height * inside as f64 / PROBES as f64;
        for _ in 0..12 {
            let middle = 0.5 * (low + high);
            if contains(middle) { high = middle } else { low = middle }
        }
        high
    }

    /// Level lines of the loss above its minimum, darker near the optimum, with
    /// labels where there is room; for a policy, level lines of the expected return.
    fn draw_contours<B: DrawingBackend>(&self, sheet: &Sheet<B>, ground: &mut Ground) {
        let Some(grid) = self.grid(ground) else { return };
        let optimum = self.model.optimum();
        let levels = self.levels(&grid);
        if self.options.filled {
            for Fill { color, outline } in self.fills(&grid, &levels) {
                let places = outline.iter().map(|&[x, y]| sheet.place(x, y)).collect();
                sheet.surface(places, color.mix(1.0));
            }
        }
        let center = optimum.map(|at| sheet.place(at.0, at.1));
        let mut labels = Vec::from_iter(center);
        for (k, Contour { level, strength, lines }) in
            self.lines_at(&grid, &levels).into_iter().enumerate()
        {
            let color = self.style.contour.mix(strength);
            let mut highest: Option<Place> = None;
            for line in lines {
                let line: Vec<Place> = line.iter().map(|&[x, y]| sheet.place(x, y)).collect();
                highest = match center {
                    Some(center) => {
                        let above = line.iter().copied().filter(|place| place.1 < center.1);
                        highest.into_iter().chain(above).min_by_key(|p| (p.0 - center.0).abs())
                    }
                    // Not in the middle of the plane: paths are drawn there.
                    None => Some(line[line.len() * 4 / 5]),
                };
                sheet.line(line, color, 1.0);
            }
            let wanted = highest.filter(|_| !self.options.quiet);
            if let Some(place) = wanted.filter(|place| self.is_free(sheet, *place, &labels)) {
                labels.push(place);
                let sign = if center.is_some() { "+" } else { "J = " };
                let behind = self.behind(k);
                let words = format!("{sign}{level}").replace('-', "−");
                self.label_level(sheet, words, place, behind);
            }
        }
    }

    /// The square root of the loss above its minimum on a grid; the return with the
    /// other sign where there is no minimum. `None` where the loss has none.
    fn grid(&self, ground: &mut Ground) -> Option<Grid<impl Fn(f64, f64) -> f64>> {
        let mut grid = self.begun(ground)?;
        grid.advance(usize::MAX);
        Some(grid)
    }

    /// The same as far as it is known, with the values taken from the ground.
    fn begun(&self, ground: &mut Ground) -> Option<Grid<impl Fn(f64, f64) -> f64>> {
        let optimum = self.model.optimum();
        if optimum.is_none() && self.model.is_likelihood() {
            return None;
        }
        let least = optimum.map(|at| self.model.loss(at));
        let fine = optimum.map_or(GRID_SPACING, |at| self.grid_spacing(at));
        let spacing = self.options.coarse.map_or(fine, |coarse| coarse.max(fine));
        let counts =
            [self.style.width, self.style.height].map(|side| (f64::from(side) / spacing) as usize);
        let nodes = Some(Nodes { chart: self.chart.name, window: self.window, counts });
        let known = std::mem::replace(ground, Ground { nodes, values: Vec::new() });
        let values = if known.nodes == nodes { known.values } else { Vec::new() };
        Some(Grid::begun(self.window, counts, values, move |x, y| {
            let at = Point(x, y);
            if !self.model.contains(at) {
                return f64::NAN;
            }
            // The square root of a quadratic bowl is a cone, on which linear interpolation is exact.
            let loss = self.model.loss(at);
            least.map_or(-loss, |least| (loss - least).max(0.0).sqrt())
        }))
    }

    /// The levels that have lines, the best first.
    fn levels<F: Fn(f64, f64) -> f64>(&self, grid: &Grid<F>) -> Vec<f64> {
        let greatest = grid.greatest().powi(2);
        match self.model.optimum() {
            Some(_) => LEVELS.into_iter().filter(|level| *level <= greatest).collect(),
            None => RETURNS.to_vec(),
        }
    }

    fn lines_at<F: Fn(f64, f64) -> f64>(&self, grid: &Grid<F>, levels: &[f64]) -> Vec<Contour> {
        let has_optimum = self.model.optimum().is_some();
        let contour = |(k, &level): (usize, &f64)| Contour {
            level,
            strength: 0.3 + 0.6 * (1.0 - k as f64 / levels.len() as f64),
            lines: grid.lines(if has_optimum { level.sqrt() } else { level }),
        };
        levels.iter().enumerate().map(contour).collect()
    }

    /// What the plane shows, as numbers.
    pub fn numbers(&self) -> PlaneNumbers {
        let [left, top, right, bottom] = margins(self.style);
        let (width, height) = (f64::from(self.style.width), f64::from(self.style.height));
        let [x0, x1, y0, y1] = self.window;
        let [across, up] = room_for_ticks(self.style);
        let drawn = self.grid(&mut Ground::default()).map(|grid| {
            let levels = self.levels(&grid);
            let fills = if self.options.filled { self.fills(&grid, &levels) } else { Vec::new() };
            (fills, self.lines_at(&grid, &levels))
        });
        let (fills, contours) = drawn.unwrap_or_default();
        let ticks = [self.ticks(0, [x0, x1], across), self.ticks(1, [y0, y1], up)];
        let [horizontal, vertical] = self.chart.symbols;
        PlaneNumbers {
            names: [ticks[0].named(horizontal), ticks[1].named(vertical)],
            frame: [left, top, width - right, height - bottom, x0, x1, y0, y1],
            ticks: ticks.map(|ticks| ticks.marks),
            fills,
            contours,
        }
    }

    /// The colour of what is shown behind the label of the `k`-th level.
    fn behind(&self, k: usize) -> RGBColor {
        if !self.options.filled {
            return self.style.background;
        }
        match self.model.optimum() {
            Some(_) => band(self.style, k, LEVELS.len()),
            None => band(self.style, RETURNS.len() - 1 - k, RETURNS.len()),
        }
    }

    /// What lies below each level, from the highest level down, each darker than the last. A level has the
    /// same colour in every window, so one more than those with lines is filled: the others lie inside it.
    fn fills<F: Fn(f64, f64) -> f64>(&self, grid: &Grid<F>, levels: &[f64]) -> Vec<Fill> {
        let (lowest_first, sign): (Vec<f64>, _) = match self.model.optimum() {
            Some(_) => (LEVELS.into_iter().take(levels.len() + 1).map(f64::sqrt).collect(), 1.0),
            None => (RETURNS.into_iter().rev().map(|value| -value).collect(), -1.0),
        };
        let count = if sign > 0.0 { LEVELS.len() } else { RETURNS.len() };
        let mut fills = Vec::new();
        for (k, &level) in lowest_first.iter().enumerate().rev() {
            let outer =
                if k + 1 < count { band(self.style, k + 1, count) } else { self.style.background };
            for (depth, outline) in nested(&grid.regions(level, sign)) {
                let color = if depth % 2 == 0 { band(self.style, k, count) } else { outer };
                fills.push(Fill { color, outline: outline.to_vec() });
            }
        }
        fills
    }

    /// CSS pixels between the nodes of the grid. The valley around `optimum` extends
    /// `√(2 level / curvature)` to either side, with the curvature per pixel.
    fn grid_spacing(&self, optimum: Point) -> f64 {
        let [x0, x1, y0, y1] = self.window;
        let (u, v) =
            ((x1 - x0) / f64::from(self.style.width), (y1 - y0) / f64::from(self.style.height));
        let [a, b, c] = self.model.hessian(optimum).0;
        let (a, b, c) = (a * u * u, b * u * v, c * v * v);
        let curvature = 0.5 * (a + c) + (0.5 * (a - c)).hypot(b);
        let (level, across) = VALLEY;
        (2.0 * (2.0 * level / curvature).sqrt() / across).clamp(LEAST_SPACING, GRID_SPACING)
    }

    /// Writes the value of a level on its line.
    fn label_level<B: DrawingBackend>(
        &self,
        sheet: &Sheet<B>,
        text: String,
        place: Place,
        behind: RGBColor,
    ) {
        let size = f64::from(self.style.text) * 0.85;
        let half = (units(0.3 * size * text.len() as f64), units(0.55 * size));
        let (left, right) = (place.0 - half.0, place.0 + half.0);
        let (top, bottom) = (place.1 - half.1, place.1 + half.1);
        let corners = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        sheet.surface(corners, behind.mix(1.0));
        sheet.words(&text, place, (HPos::Center, VPos::Center), size, self.style.contour);
    }

    /// Whether a label has room: no other label and no edge is too near.
    fn is_free<B: DrawingBackend>(&self, sheet: &Sheet<B>, place: Place, labels: &[Place]) -> bool {
        let [left, top, right, bottom] = sheet.edges();
        let room = units(f64::from(self.style.text));
        let inside = place.0 > left + 2 * room
            && place.0 < right - 2 * room
            && place.1 > top + room
            && place.1 < bottom - room;
        // The middle is taken by the cross of the optimum and its name.
        let has_room = |other: &Place| {
            (other.0 - place.0).abs() > 3 * room || (other.1 - place.1).abs() > 2 * room
        };
        inside && labels.iter().all(has_room)
    }

    /// The symbols of the coordinates, with what the ticks have in common, horizontal, at the ends of the axes.
    fn draw_symbols<B: DrawingBackend>(&self, sheet: &Sheet<B>, names: [String; 2]) {
        let (width, height) = sheet.end();
        let (size, ink) = (f64::from(self.style.text) * 1.15, self.style.ink);
        let [left, _, right, _] = margins(self.style).map(units);
        let [horizontal, vertical] = &names;
        let x_place = (width - right, height - units(2.0));
        sheet.words(horizontal, x_place, (HPos::Right, VPos::Bottom), size, ink);
        let y_place = (left - units(6.0), units(2.0));
        sheet.words(vertical, y_place, (HPos::Left, VPos::Top), size, ink);
    }
}
