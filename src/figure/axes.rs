//! The backdrop of line charts and scatter plots: two axes with a grid.

use std::f64::consts::LN_10;

use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, RGBAColor};
use plotters_backend::DrawingBackend;

use super::sheet::{Sheet, margins, units};
use super::style::Style;
use super::ticks::{self, Ticks};
use crate::error::Invalid;
use crate::specification::{Fields, Value, so_many};

/// Narrowest range of an axis, relative to its numbers: below that the labels
/// of its ticks could not be told apart.
const NARROWEST: f64 = 1e-9;

/// One of the two axes.
#[derive(Clone, Debug, PartialEq)]
struct Axis {
    label: String,
    logarithmic: bool,
    /// Names that replace the numbers 1, 2, ….
    names: Vec<String>,
}

/// Two axes, each linear or logarithmic.
#[derive(Clone, Debug, PartialEq)]
pub struct AxesFigure {
    /// Values at the left, right, bottom and top edge; on a logarithmic axis
    /// their decimal logarithms.
    window: [f64; 4],
    axes: [Axis; 2],
    zero: bool,
}

impl AxesFigure {
    /// Reads `{ window: [x0, x1, y0, y1], x: { label, logarithmic, names }, y, zero }`.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, &"axes");
        let window = fields.take("window");
        let axes = ["x", "y"].map(|name| fields.part(name, read_axis));
        let window = fields.keep(read_window(&window, &axes));
        let zero = truth(&mut fields, "zero");
        fields.done().map(|()| Self { window, axes, zero })
    }

    /// Draws it and returns the plotting area `[left, top, right, bottom]` in CSS pixels.
    ///
    /// # Errors
    /// A sentence, where the backend fails.
    pub fn draw<B: DrawingBackend>(&self, backend: B, style: &Style) -> Result<[f64; 4], String> {
        let mut margins = margins(style);
        // Room for half the label of a tick at the very end.
        margins[2] *= 1.75;
        let sheet = Sheet::new(backend, style, margins, self.window);
        let [x0, x1, y0, y1] = self.window;
        let [horizontal, vertical] = &self.axes;
        let xs = horizontal.ticks([x0, x1], sheet.x_room());
        let ys = vertical.ticks([y0, y1], sheet.y_room());
        self.draw_grid(&sheet, style, [&xs.marks, &ys.marks]);
        let names = [xs.named(&horizontal.label), ys.named(&vertical.label)];
        sheet.y_axis(ys.marks);
        sheet.x_axis(xs.marks);
        self.draw_labels(&sheet, style, names);
        sheet.present()?;
        Ok(sheet.edges_in_pixels())
    }

    /// A faint hairline at every tick, and a stronger one at zero.
    fn draw_grid<B: DrawingBackend>(
        &self,
        sheet: &Sheet<B>,
        style: &Style,
        ticks: [&[(f64, String)]; 2],
    ) {
        for (k, axis) in self.axes.iter().enumerate() {
            for (at, _) in ticks[k] {
                self.hairline(sheet, k, *at, style.ink.mix(0.07));
            }
            let zero_is_inside = self.window[2 * k] < 0.0 && self.window[2 * k + 1] > 0.0;
            if self.zero && !axis.logarithmic && zero_is_inside {
                self.hairline(sheet, k, 0.0, style.ink.mix(0.3));
            }
        }
    }

    /// A line across the plotting area at the value `at` of axis `k`.
    #[inline(never)]
    fn hairline<B: DrawingBackend>(&self, sheet: &Sheet<B>, k: usize, at: f64, color: RGBAColor) {
        let [left, top, right, bottom] = sheet.edges();
        let [x0, _, y0, _] = self.window;
        let (x, y) = if k == 0 { sheet.place(at, y0) } else { sheet.place(x0, at) };
        let ends = if k == 0 { [(x, bottom - 1), (x, top)] } else { [(left, y), (right - 1, y)] };
        sheet.line(ends.to_vec(), color, 1.0);
    }

    /// The labels of the axes, horizontal, at their ends.
    fn draw_labels<B: DrawingBackend>(&self, sheet: &Sheet<B>, style: &Style, labels: [String; 2]) {
        let ((_, height), [left, _, right, _]) = (sheet.end(), sheet.edges());
        let (size, ink) = (f64::from(style.text), style.ink);
        let [horizontal, vertical] = &labels;
        let place = (right, height - units(2.0));
        sheet.words(horizontal, place, (HPos::Right, VPos::Bottom), size, ink);
        let place = (left - units(6.0), units(3.0));
        sheet.words(vertical, place, (HPos::Left, VPos::Top), size, ink);
    }
}

impl Axis {
    fn ticks(&self, range: [f64; 2], room: usize) -> Ticks {
        let alone = |marks| Ticks { marks, ..Ticks::default() };
        if !self.names.is_empty() {
            alone((1..).map(f64::from).zip(self.names.iter().cloned()).collect())
        } else if self.logarithmic {
            alone(ticks::powers(range, room))
        } else {
            ticks::ticks(range, room)
        }
    }
}

fn read_axis(fields: &mut Fields) -> Axis {
    let label = fields.text("label", "text");
    let logarithmic = truth(fields, "logarithmic");
    let names = read_names(fields, logarithmic);
    Axis { label, logarithmic, names }
}

/// The names that replace the numbers of a linear axis; empty if none are given.
fn read_names(axis: &mut Fields, logarithmic: bool) -> Vec<String> {
    let value = axis.take("names");
    let mut names = Vec::new();
    if let Value::List(list) = &value {
        names.extend(list.iter().filter_map(|name| match name {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }));
    }
    let read = match &value {
        Value::Nothing => true,
        Value::List(list) => !logarithmic && names.len() == list.len(),
        _ => false,
    };
    if !read {
        let allowed = "a list of texts, and that of a linear axis";
        axis.refuse(Invalid::new(axis.path("names"), value.quote(), allowed));
    }
    names
}

fn truth(fields: &mut Fields, name: &'static str) -> bool {
    match fields.take(name) {
        Value::Nothing => false,
        Value::Truth(truth) => truth,
        other => {
            fields.refuse(Invalid::new(fields.path(name), other.quote(), "true or false"));
            false
        }
    }
}

/// The window, in logarithms where an axis is logarithmic.
fn read_window(value: &Value, axes: &[Axis; 2]) -> Result<[f64; 4], Invalid> {
    const PATH: &str = "axes.window";
    let read = so_many(value, &PATH, 4, &"four numbers [x0, x1, y0, y1]")?;
    let mut window = [0.0; 4];
    for (k, axis) in axes.iter().enumerate() {
        let [low, high] = [read[2 * k], read[2 * k + 1]];
        let scale = |x: f64| if axis.logarithmic { x.ln() / LN_10 } else { x };
        let (from, to) = (scale(low), scale(high));
        let narrowest = NARROWEST * from.abs().max(to.abs());
        // Also refuses a logarithm that is not a number.
        if !((to - from).is_finite() && to - from > narrowest) {
            let least = if axis.logarithmic { ", above 0" } else { "" };
            let allowed = format_args!("upwards, by no less than the ninth digit{least}");
            let range = format_args!("{} from {low} to {high}", ["x", "y"][k]);
            return Err(Invalid::new(PATH, range, allowed));
        }
        (window[2 * k], window[2 * k + 1]) = (from, to);
    }
    Ok(window)
}
