//! The sheet that a figure is drawn on: a plotting area with axes, and lines,
//! surfaces and words in the units of the figure.
//!
//! plotters is generic over backends, elements, points and strings, and every
//! use compiles to its own code. Each of its elements is used in one place
//! below, and its chart builder not at all, which keeps the compiled core small.

use std::cell::RefCell;

use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::coord::{CoordTranslate, Shift};
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{PathElement, Polygon, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, RGBAColor, RGBColor, TextStyle};
use plotters_backend::DrawingBackend;

use super::style::{Style, UNITS_PER_PIXEL};

/// The fonts of a figure.
const FACE: FontFamily<'static> = FontFamily::Name("system-ui, sans-serif");

/// Length of a tick, and distance from an axis to its labels, in CSS pixels.
const TICK: f64 = 4.0;
const LABEL: f64 = 8.0;

/// About half of the width of a digit, in sizes of its type.
const HALF_A_DIGIT: f64 = 0.3;

/// Points farther outside the window than this many times its extent are moved to that distance.
const FARTHEST: f64 = 100.0;

/// A point in the units of the figure.
pub type Place = (i32, i32);

/// A figure that is being drawn.
pub struct Sheet<'a, B: DrawingBackend> {
    root: DrawingArea<B, Shift>,
    style: &'a Style,
    /// Left, top, right and bottom of the plotting area.
    edges: [i32; 4],
    coordinates: Cartesian2d<RangedCoordf64, RangedCoordf64>,
    window: [f64; 4],
    /// The first failure of the backend, which [`Sheet::present`] reports.
    failure: RefCell<Option<String>>,
}

impl<'a, B: DrawingBackend> Sheet<'a, B> {
    /// A sheet whose plotting area shows `window` within `margins` (left, top,
    /// right, bottom; CSS pixels).
    pub fn new(backend: B, style: &'a Style, margins: [f64; 4], window: [f64; 4]) -> Self {
        let root = backend.into_drawing_area();
        let (width, height) = root.dim_in_pixel();
        let [left, top, right, bottom] = margins.map(units);
        let edges = [left, top, width as i32 - right, height as i32 - bottom];
        let [x0, x1, y0, y1] = window;
        let pixels = (edges[0]..edges[2] - 1, edges[3] - 1..edges[1]);
        let coordinates = Cartesian2d::new(x0..x1, y0..y1, pixels);
        Self { root, style, edges, coordinates, window, failure: RefCell::default() }
    }

    /// Where a point is drawn. A point far outside the window is moved nearer, so
    /// that its units fit 32 bits.
    pub fn place(&self, x: f64, y: f64) -> Place {
        let [x0, x1, y0, y1] = self.window;
        let near = |at: f64, [low, high]: [f64; 2]| {
            let most = FARTHEST * (high - low);
            at.max(low - most).min(high + most)
        };
        self.coordinates.translate(&(near(x, [x0, x1]), near(y, [y0, y1])))
    }

    /// Left, top, right and bottom of the plotting area.
    pub fn edges(&self) -> [i32; 4] {
        self.edges
    }

    /// The same in CSS pixels.
    pub fn edges_in_pixels(&self) -> [f64; 4] {
        self.edges.map(|unit| f64::from(unit) / f64::from(UNITS_PER_PIXEL))
    }

    /// Right and bottom end of the sheet.
    pub fn end(&self) -> Place {
        let (width, height) = self.root.dim_in_pixel();
        (width as i32, height as i32)
    }

    /// A line of `width` CSS pixels.
    #[inline(never)]
    pub fn line(&self, points: Vec<Place>, color: RGBAColor, width: f64) {
        let stroke = color.stroke_width(units(width) as u32);
        self.note(self.root.draw(&PathElement::new(points, stroke)));
    }

    /// A surface.
    #[inline(never)]
    pub fn surface(&self, outline: Vec<Place>, color: RGBAColor) {
        self.note(self.root.draw(&Polygon::new(outline, color.filled())));
    }

    /// Words of `size` CSS pixels; `anchor` says which point of the words is at `place`.
    #[inline(never)]
    pub fn words(
        &self,
        text: &str,
        place: Place,
        (horizontal, vertical): (HPos, VPos),
        size: f64,
        color: RGBColor,
    ) {
        let style = TextStyle::from((FACE, size * f64::from(UNITS_PER_PIXEL))).color(&color);
        let style = style.pos(Pos::new(horizontal, vertical));
        self.note(self.root.draw(&Text::new(text, place, style)));
    }

    /// For how many ticks there is room below the plotting area.
    pub fn x_room(&self) -> usize {
        room_for_ticks(self.style)[0]
    }

    /// For how many ticks there is room to the left of it.
    pub fn y_room(&self) -> usize {
        room_for_ticks(self.style)[1]
    }

    /// The axis below the plotting area, with these ticks.
    pub fn x_axis(&self, ticks: Vec<(f64, String)>) {
        let [left, _, right, bottom] = self.edges;
        let ticks = ticks.into_iter().map(|(x, label)| ((self.place(x, 0.0).0, bottom), label));
        let line = vec![(left, bottom), (right - 1, bottom)];
        self.axis(line, (0, 1), (HPos::Center, VPos::Top), ticks.collect());
    }

    /// The axis left of the plotting area, with these ticks.
    pub fn y_axis(&self, ticks: Vec<(f64, String)>) {
        let [left, top, _, bottom] = self.edges;
        let ticks = ticks.into_iter().map(|(y, label)| ((left - 1, self.place(0.0, y).1), label));
        let line = vec![(left - 1, bottom - 1), (left - 1, top)];
        self.axis(line, (-1, 0), (HPos::Right, VPos::Center), ticks.collect());
    }

    /// An axis with a mark and a label at each tick, in the direction `outwards`.
    fn axis(
        &self,
        line: Vec<Place>,
        outwards: Place,
        anchor: (HPos, VPos),
        marks: Vec<(Place, String)>,
    ) {
        let color = self.style.ink.mix(0.45);
        self.line(line, color, 1.0);
        for (foot, label) in marks {
            let away =
                |pixels| (foot.0 + outwards.0 * units(pixels), foot.1 + outwards.1 * units(pixels));
            let (x, y) = away(LABEL);
            // The label of a tick at the end of a horizontal axis stays on the sheet.
            let half = HALF_A_DIGIT * label.chars().count() as f64 * f64::from(self.style.text);
            let x = if outwards.0 == 0 { x.min(self.end().0 - units(half)) } else { x };
            self.words(&label, (x, y), anchor, f64::from(self.style.text), self.style.ink);
            self.line(vec![foot, away(TICK)], color, 1.0);
        }
    }

    /// Ends the drawing.
    ///
    /// # Errors
    /// A sentence, if the backend has failed.
    pub fn present(&self) -> Result<(), String> {
        self.note(self.root.present());
        self.failure.take().map_or(Ok(()), Err)
    }

    /// Keeps the first failure, so that drawing functions need not return it.
    #[inline(never)]
    fn note(&self, done: Result<(), DrawingAreaErrorKind<B::ErrorType>>) {
        if let Err(error) = done {
            self.failure.borrow_mut().get_or_insert_with(|| sentence(error));
        }
    }
}

/// For how many ticks there is room below the plotting area, and to the left of it.
pub fn room_for_ticks(style: &Style) -> [usize; 2] {
    let text = f64::from(style.text);
    let room = [f64::from(style.width) / (6.5 * text), f64::from(style.height) / (4.0 * text)];
    room.map(|room| room.clamp(2.0, f64::from(style.ticks)) as usize)
}

/// Space for ticks and symbols: left, top, right, bottom, in CSS pixels.
pub fn margins(style: &Style) -> [f64; 4] {
    let text = f64::from(style.text);
    [(4.2 * text).round(), (2.0 * text).round(), text.round(), (3.4 * text).round()]
}

/// CSS pixels in the figure's units.
pub fn units(pixels: f64) -> i32 {
    (pixels * f64::from(UNITS_PER_PIXEL)).round() as i32
}

/// Turns a backend's error into a sentence.
fn sentence<E: std::error::Error + Send + Sync>(error: DrawingAreaErrorKind<E>) -> String {
    format!("the figure could not be drawn: {error}")
}
