//! A drawing backend in fractions of a pixel.
//!
//! plotters passes whole numbers to its backends. If these were pixels, every
//! vertex of a contour would be off by up to half a pixel. So figures are drawn
//! in eighths of a CSS pixel, and the backend's own transform (the scale of a
//! canvas, the view box of an SVG) converts them to pixels.

use plotters_backend::text_anchor::Pos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontFamily, FontStyle, FontTransform,
};
use plotters_svg::SVGBackend;

use super::style::{Style, UNITS_PER_PIXEL};

/// Mean width of a character in units of the text size, over digits and
/// lower-case letters of common sans-serif fonts.
const CHARACTER_WIDTH: f64 = 0.56;

/// plotters' SVG backend writes text smaller than requested by this factor.
const SVG_TEXT: f64 = 1.24;

/// A backend whose unit is one eighth of a CSS pixel.
pub struct Fine<B> {
    inner: B,
    size: (u32, u32),
    /// The factor by which text is requested larger from the inner backend.
    text: f64,
}

impl<B: DrawingBackend> Fine<B> {
    /// Wraps a backend whose transform converts units to pixels.
    pub fn new(inner: B, style: &Style) -> Self {
        Self { inner, size: size_in_units(style), text: 1.0 }
    }

    /// The same around plotters' SVG backend, whose text [`in_pixels`] then ends.
    pub fn of_svg(inner: B, style: &Style) -> Self {
        Self { text: SVG_TEXT, ..Self::new(inner, style) }
    }
}

/// The size of a figure in units.
pub fn size_in_units(style: &Style) -> (u32, u32) {
    (style.width * UNITS_PER_PIXEL, style.height * UNITS_PER_PIXEL)
}

/// SVG text whose size is in units, with its size in CSS pixels.
pub fn in_pixels(text: &str, style: &Style) -> String {
    let begin = |(width, height): (u32, u32)| format!("<svg width=\"{width}\" height=\"{height}\"");
    match text.strip_prefix(&begin(size_in_units(style))) {
        Some(rest) => begin((style.width, style.height)) + rest,
        None => text.to_owned(),
    }
}

/// Draws a figure as SVG text, and also returns the result of `draw`.
///
/// # Errors
/// A sentence, if `draw` failed.
pub fn svg<T>(
    style: &Style,
    draw: impl FnOnce(Fine<SVGBackend>) -> Result<T, String>,
) -> Result<(String, T), String> {
    let mut text = String::new();
    let inner = SVGBackend::with_string(&mut text, size_in_units(style));
    let found = draw(Fine::of_svg(inner, style))?;
    Ok((in_pixels(&text, style), found))
}

/// The middle of the pixel that a unit falls into, where a hairline is sharp.
fn middle_of_pixel(unit: i32) -> i32 {
    let pixel = UNITS_PER_PIXEL as i32;
    unit.div_euclid(pixel) * pixel + pixel / 2
}

type Outcome<B> = Result<(), DrawingErrorKind<<B as DrawingBackend>::ErrorType>>;

impl<B: DrawingBackend> DrawingBackend for Fine<B> {
    type ErrorType = B::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome<B> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Outcome<B> {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome<B> {
        self.inner.draw_pixel(point, color)
    }

    /// Axis-parallel lines are moved to the middle of a pixel.
    fn draw_line<S: BackendStyle>(
        &mut self,
        mut from: BackendCoord,
        mut to: BackendCoord,
        style: &S,
    ) -> Outcome<B> {
        if from.0 == to.0 {
            (from.0, to.0) = (middle_of_pixel(from.0), middle_of_pixel(to.0));
        }
        if from.1 == to.1 {
            (from.1, to.1) = (middle_of_pixel(from.1), middle_of_pixel(to.1));
        }
        // As a path: the canvas backend shifts a line by half a unit.
        self.inner.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome<B> {
        self.inner.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome<B> {
        self.inner.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome<B> {
        self.inner.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Outcome<B> {
        self.inner.fill_polygon(vertices, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        position: BackendCoord,
    ) -> Outcome<B> {
        self.inner.draw_text(text, &Enlarged { style, times: self.text }, position)
    }

    /// Estimated from the number of characters. So it is the same in every backend and needs no
    /// DOM.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<B::ErrorType>> {
        let width = CHARACTER_WIDTH * style.size() * text.chars().count() as f64;
        Ok((width.ceil() as u32, style.size().ceil() as u32))
    }
}

/// A style of text, some times larger.
struct Enlarged<'a, S> {
    style: &'a S,
    times: f64,
}

impl<S: BackendTextStyle> BackendTextStyle for Enlarged<'_, S> {
    type FontError = S::FontError;

    fn color(&self) -> BackendColor {
        self.style.color()
    }

    fn size(&self) -> f64 {
        self.style.size() * self.times
    }

    fn transform(&self) -> FontTransform {
        self.style.transform()
    }

    fn style(&self) -> FontStyle {
        self.style.style()
    }

    fn anchor(&self) -> Pos {
        self.style.anchor()
    }

    fn family(&self) -> FontFamily<'_> {
        self.style.family()
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        self.style.layout_box(text)
    }

    fn draw<E, D: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        position: BackendCoord,
        draw: D,
    ) -> Result<Result<(), E>, Self::FontError> {
        self.style.draw(text, position, draw)
    }
}
