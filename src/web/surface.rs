//! What a backdrop is drawn on: a canvas, or SVG text. One type for both, because plotters compiles every figure once for
//! each type of backend.

use std::fmt;
use std::marker::PhantomData;

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
#[cfg(feature = "pictures")]
use plotters_svg::SVGBackend;

/// A canvas, or SVG text.
pub enum Surface<'a> {
    Canvas(CanvasBackend, PhantomData<&'a ()>),
    #[cfg(feature = "pictures")]
    Svg(SVGBackend<'a>),
}

/// What went wrong with it, in words.
#[derive(Debug)]
pub struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        text.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

type Outcome<T> = Result<T, DrawingErrorKind<Failure>>;

fn failed<E: std::error::Error + Send + Sync>(
    error: DrawingErrorKind<E>,
) -> DrawingErrorKind<Failure> {
    match error {
        DrawingErrorKind::DrawingError(error) => {
            DrawingErrorKind::DrawingError(Failure(error.to_string()))
        }
        DrawingErrorKind::FontError(error) => DrawingErrorKind::FontError(error),
    }
}

/// Calls the same method of the canvas or of the SVG text.
macro_rules! either {
    ($surface:ident, $inner:ident => $done:expr) => {
        match $surface {
            Self::Canvas($inner, _) => $done.map_err(failed),
            #[cfg(feature = "pictures")]
            Self::Svg($inner) => $done.map_err(failed),
        }
    };
}

impl DrawingBackend for Surface<'_> {
    type ErrorType = Failure;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Self::Canvas(inner, _) => inner.get_size(),
            #[cfg(feature = "pictures")]
            Self::Svg(inner) => inner.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Outcome<()> {
        either!(self, inner => inner.ensure_prepared())
    }

    fn present(&mut self) -> Outcome<()> {
        either!(self, inner => inner.present())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome<()> {
        either!(self, inner => inner.draw_pixel(point, color))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Outcome<()> {
        either!(self, inner => inner.draw_line(from, to, style))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome<()> {
        either!(self, inner => inner.draw_rect(upper_left, bottom_right, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome<()> {
        either!(self, inner => inner.draw_path(path, style))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome<()> {
        either!(self, inner => inner.draw_circle(center, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vertices: I,
        style: &S,
    ) -> Outcome<()> {
        either!(self, inner => inner.fill_polygon(vertices, style))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        position: BackendCoord,
    ) -> Outcome<()> {
        either!(self, inner => inner.draw_text(text, style, position))
    }
}
