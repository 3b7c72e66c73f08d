//! The backdrop of a distribution: an axis with the observations on it.

use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::sheet::{Sheet, margins, units};
use super::style::Style;
use super::ticks;
use crate::data::{Kind, Landmark};
use crate::workbench::Workbench;

/// Free space beside the observations, as a share of their range.
const MARGIN: f64 = 0.22;

/// Length of the tick of an observation, in CSS pixels.
const RUG: f64 = 9.0;

/// From this number of observations on there is a strip of bars in place of a tick for each,
/// with bars of this width and at most this height, in CSS pixels. The lowest bar can still be seen.
const MANY: usize = 600;
const BAR: f64 = 2.0;
const HIGHEST: f64 = 22.0;
const LOWEST: f64 = 1.5;

/// Half the width of the tick at the observed frequency of a class; a class has
/// the width 1.
const HALF_TICK: f64 = 0.3;

/// Probabilities with a tick.
const SHARES: [f64; 2] = [0.0, 1.0];

/// The axis of the observations, with a tick for each.
///
/// Numbers stand below their densities; inputs at the probability of their
/// label, 1 or 0; three classes side by side, each with its observed frequency.
pub struct DensityFigure<'a> {
    observations: Vec<f64>,
    labels: Vec<f64>,
    kind: Kind,
    quantity: String,
    landmark: Option<Landmark>,
    classes: [String; 3],
    /// The values at both ends of the axis.
    ends: [f64; 2],
    style: &'a Style,
}

/// The ends of the axis of observations, as a figure chooses them: all of the data with room
/// beside them, or where a target has its mass; classes extend from ½ to 3½.
pub fn axis(bench: &Workbench) -> [f64; 2] {
    let spec = bench.spec();
    if matches!(spec.model.takes, Kind::Counts | Kind::Nothing) {
        return [0.5, 3.5];
    }
    if let Some(target) = spec.target() {
        return target.extent();
    }
    let observations = spec.observations();
    let low = observations.iter().copied().fold(f64::INFINITY, f64::min);
    let high = observations.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let margin = MARGIN * (high - low);
    let beyond = spec.landmark().map_or(low, |landmark| landmark.at);
    [low.min(beyond) - margin, high.max(beyond) + margin]
}

impl<'a> DensityFigure<'a> {
    /// The figure of a model's data.
    pub fn new(bench: &Workbench, style: &'a Style) -> Self {
        let spec = bench.spec();
        Self {
            observations: spec.observations(),
            labels: spec.labels(),
            kind: spec.model.takes,
            quantity: spec.quantity().into(),
            landmark: spec.landmark(),
            classes: spec.classes().map(String::from),
            ends: axis(bench),
            style,
        }
    }

    /// The same with an axis from one value to another; `None` leaves the axis that it chooses.
    /// Classes have the same axis always.
    #[must_use]
    pub fn with_axis(mut self, ends: Option<[f64; 2]>) -> Self {
        if !matches!(self.kind, Kind::Counts | Kind::Nothing) {
            self.ends = ends.unwrap_or(self.ends);
        }
        self
    }

    /// The same with this name of what was measured, if one is given; an empty one is none.
    #[must_use]
    pub fn with_quantity(mut self, name: Option<String>) -> Self {
        self.quantity = name.filter(|name| !name.is_empty()).unwrap_or(self.quantity);
        self
    }

    /// Draws it and returns `[left, top, right, bottom, x0, x1]`: the area for
    /// densities, or for probabilities from 0 at the bottom to 1 at the top, in
    /// CSS pixels, and the values at its left and right edge. Class k extends
    /// from k − ½ to k + ½.
    ///
    /// # Errors
    /// A sentence, where the backend fails.
    pub fn draw<B: DrawingBackend>(&self, backend: B) -> Result<[f64; 6], String> {
        let [x0, x1] = self.ends;
        let text = f64::from(self.style.text);
        let mut margins = margins(self.style);
        if matches!(self.kind, Kind::Numbers | Kind::Target) {
            // Densities have no vertical axis: their height depends on the unit of the data.
            margins[0] = text;
        }
        let sheet = Sheet::new(backend, self.style, margins, [x0, x1, SHARES[0], SHARES[1]]);
        let ticks = ticks::ticks([x0, x1], sheet.x_room());
        let name = ticks.named(&self.quantity);
        match self.kind {
            Kind::Numbers | Kind::Target => {
                sheet.x_axis(ticks.marks);
                self.draw_rug(&sheet, &name);
            }
            Kind::Labelled => {
                self.draw_probabilities(&sheet);
                sheet.x_axis(ticks.marks);
                self.draw_landmark(&sheet);
                self.draw_rug(&sheet, &name);
            }
            Kind::Counts | Kind::Nothing => {
                self.draw_probabilities(&sheet);
                let [first, second, third] = self.classes.clone();
                sheet.x_axis(vec![(1.0, first), (2.0, second), (3.0, third)]);
                self.draw_frequencies(&sheet);
            }
        }
        sheet.present()?;
        let [left, top, right, bottom] = sheet.edges_in_pixels();
        Ok([left, top, right, bottom, x0, x1])
    }

    /// A tick for each observation, at the top if its label is 1 and otherwise at
    /// the bottom, or strips that count them; and the name of the observed quantity below the axis.
    fn draw_rug<B: DrawingBackend>(&self, sheet: &Sheet<B>, name: &str) {
        let text = f64::from(self.style.text);
        if self.observations.len() >= MANY {
            self.draw_strips(sheet);
        } else {
            self.draw_ticks(sheet);
        }
        let (width, height) = sheet.end();
        let place = (width - units(text), height - units(2.0));
        sheet.words(name, place, (HPos::Right, VPos::Bottom), text, self.style.ink);
    }

    fn draw_ticks<B: DrawingBackend>(&self, sheet: &Sheet<B>) {
        let [_, top, _, bottom] = sheet.edges();
        let opacity = (12.0 / self.observations.len() as f64).clamp(0.25, 0.75);
        for (k, &value) in self.observations.iter().enumerate() {
            let at = sheet.place(value, 0.0).0;
            let [from, to] = if self.labels.get(k) == Some(&1.0) {
                [top, top + units(RUG)]
            } else {
                [bottom - units(1.0), bottom - units(RUG)]
            };
            sheet.line(vec![(at, from), (at, to)], self.style.ink.mix(opacity), 1.4);
        }
    }

    /// How many observations there are, as bars: below for label 0 and for plain numbers, above
    /// for label 1, all to one scale.
    fn draw_strips<B: DrawingBackend>(&self, sheet: &Sheet<B>) {
        let [left, top, right, bottom] = sheet.edges();
        let bars = ((right - left) / units(BAR)).max(1) as usize;
        let mut counts = vec![[0u32; 2]; bars];
        for (k, &value) in self.observations.iter().enumerate() {
            let bar = (sheet.place(value, 0.0).0 - left) / units(BAR);
            let label = usize::from(self.labels.get(k) == Some(&1.0));
            if let Some(counts) = counts.get_mut(bar.max(0) as usize) {
                counts[label] += 1;
            }
        }
        let most = f64::from(counts.iter().flatten().copied().max().unwrap_or(1));
        for (k, counts) in counts.iter().enumerate() {
            let at = left + units(BAR * (k as f64 + 0.5));
            let height = |count: u32| units(LOWEST + (HIGHEST - LOWEST) * f64::from(count) / most);
            let ends = [(bottom - units(1.0), -1), (top, 1)];
            for (&count, (from, sign)) in counts.iter().zip(ends).filter(|(count, _)| **count > 0) {
                let line = vec![(at, from), (at, from + sign * height(count))];
                sheet.line(line, self.style.ink.mix(0.45), BAR);
            }
        }
    }

    /// The axis of probabilities, and a faint line at probability 1.
    fn draw_probabilities<B: DrawingBackend>(&self, sheet: &Sheet<B>) {
        let [left, top, right, _] = sheet.edges();
        let faint = self.style.ink.mix(0.15);
        sheet.line(vec![(left, top), (right - 1, top)], faint, 1.0);
        sheet.y_axis(ticks::ticks(SHARES, sheet.y_room()).marks);
        let labelled = self.kind == Kind::Labelled;
        let text = if labelled { "probability of label 1" } else { "probability" };
        let place = (left - units(6.0), units(3.0));
        let size = f64::from(self.style.text);
        sheet.words(text, place, (HPos::Left, VPos::Top), size, self.style.ink);
    }

    /// A marked value outside the range of the data, with its words.
    fn draw_landmark<B: DrawingBackend>(&self, sheet: &Sheet<B>) {
        let Some(Landmark { at, label }) = self.landmark else { return };
        let [_, top, _, bottom] = sheet.edges();
        let at = sheet.place(at, 0.0).0;
        sheet.line(vec![(at, bottom - 1), (at, top)], self.style.ink.mix(0.25), 1.0);
        let size = f64::from(self.style.text) * 0.85;
        let place = (at + units(4.0), bottom - units(RUG));
        sheet.words(label, place, (HPos::Left, VPos::Bottom), size, self.style.contour);
    }

    /// A horizontal tick at the observed frequency of each class, if there are data.
    fn draw_frequencies<B: DrawingBackend>(&self, sheet: &Sheet<B>) {
        let total: f64 = self.observations.iter().sum();
        for (k, count) in self.observations.iter().enumerate() {
            let (class, share) = ((k + 1) as f64, count / total);
            let ends = [class - HALF_TICK, class + HALF_TICK].map(|x| sheet.place(x, share));
            sheet.line(ends.to_vec(), self.style.ink.mix(0.75), 1.4);
        }
    }
}
