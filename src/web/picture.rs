//! Backdrops as SVG text, for pictures without a page.

use js_sys::Error;
use plotters_svg::SVGBackend;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::backdrop::{with_density, with_plane};
use super::given::Given;
use super::surface::Surface;
use super::write::{fields, floats, text};
use super::{Core, Subject};
use crate::error::Invalid;
use crate::figure::{AxesFigure, Fine, Style, in_pixels, size_in_units};
use crate::workbench::Workbench;

#[wasm_bindgen]
impl Core {
    /// Writes the backdrop of a view: `{ svg, frame }`, the frame as [`Core::draw`] returns it.
    pub fn write(&self, view: &str, list: &JsValue) -> Result<JsValue, Error> {
        let given = &mut Given::new(list);
        let written = match &*self.0.borrow() {
            Subject::Page => axes(given),
            Subject::Model(model, _) if view == "plane" => plane(model, given),
            Subject::Model(model, _) => density(model, given),
            _ => Err(Invalid::new("model", "another object", "a Model").into()),
        };
        written.map_err(|sentence| Error::new(&sentence))
    }
}

fn axes(given: &mut Given) -> Result<JsValue, String> {
    let figure = AxesFigure::read(given.value(""))?;
    let style = Style::read(given.value(""))?;
    picture(&style, |surface| figure.draw(surface, &style))
}

fn plane(model: &Workbench, given: &mut Given) -> Result<JsValue, String> {
    with_plane(model, given, |figure, style| picture(style, |surface| figure.draw(surface)))
}

fn density(model: &Workbench, given: &mut Given) -> Result<JsValue, String> {
    with_density(model, given, |figure, style| picture(style, |surface| figure.draw(surface)))
}

/// `{ svg, frame }`
fn picture<const N: usize>(
    style: &Style,
    draw: impl FnOnce(Fine<Surface<'_>>) -> Result<[f64; N], String>,
) -> Result<JsValue, String> {
    let mut svg = String::new();
    let surface = Surface::Svg(SVGBackend::with_string(&mut svg, size_in_units(style)));
    let frame = draw(Fine::of_svg(surface, style))?;
    Ok(fields([("svg", text(&in_pixels(&svg, style))), ("frame", floats(&frame))]))
}
