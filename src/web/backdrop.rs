//! Drawing the backdrops of figures on a canvas.

use std::marker::PhantomData;

use js_sys::wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::given::Given;
use super::surface::Surface;
use super::write::floats;
use crate::figure::{AxesFigure, DensityFigure, Fine, Ground, PlaneFigure, PlaneOptions, Style};
use crate::workbench::Workbench;

/// The axes of a line chart or scatter plot: `[left, top, right, bottom]`, the
/// edges of the plotting area in CSS pixels.
pub fn axes(canvas: HtmlCanvasElement, given: &mut Given) -> Result<JsValue, String> {
    let figure = AxesFigure::read(given.value(""))?;
    let style = Style::read(given.value(""))?;
    figure.draw(backend(canvas, &style)?, &style).map(|frame| floats(&frame))
}

/// Axes and loss contours of a chart: `[left, top, right, bottom, x0, x1, y0, y1]`,
/// the edges of the plotting area in CSS pixels and in chart units.
pub fn plane(
    model: &Workbench,
    canvas: HtmlCanvasElement,
    given: &mut Given,
    ground: &mut Ground,
) -> Result<JsValue, String> {
    with_plane(model, given, |figure, style| {
        figure.draw_on(backend(canvas, style)?, ground).map(|frame| floats(&frame))
    })
}

/// Reads a plane, its style and its options from the arguments, and hands them over.
pub fn with_plane<T>(
    model: &Workbench,
    given: &mut Given,
    make: impl FnOnce(PlaneFigure<'_>, &Style) -> Result<T, String>,
) -> Result<T, String> {
    let name = given.text("chart");
    let home = given.pair("home");
    given.check()?;
    let chart = model.chart(&name, "chart")?;
    let style = Style::read(given.value(""))?;
    let options = PlaneOptions::read(given.value(""))?;
    make(PlaneFigure::with(model, chart, home, &style, options)?, &style)
}

/// Axis and observations of the density view: `[left, top, right, bottom, x0, x1]`.
pub fn density(
    model: &Workbench,
    canvas: HtmlCanvasElement,
    given: &mut Given,
) -> Result<JsValue, String> {
    with_density(model, given, |figure, style| {
        figure.draw(backend(canvas, style)?).map(|frame| floats(&frame))
    })
}

/// Reads the style of a density view, the ends of its axis and the name below it, if they are given, and hands the figure over.
pub fn with_density<T>(
    model: &Workbench,
    given: &mut Given,
    make: impl FnOnce(DensityFigure<'_>, &Style) -> Result<T, String>,
) -> Result<T, String> {
    let style = Style::read(given.value(""))?;
    let ends = given.ordered_pair("axis");
    let quantity = given.text_if_any("quantity");
    given.check()?;
    make(DensityFigure::new(model, &style).with_axis(ends).with_quantity(quantity), &style)
}

/// Sizes the canvas to device pixels and scales its context to the figure's fine units.
fn backend(canvas: HtmlCanvasElement, style: &Style) -> Result<Fine<Surface<'static>>, String> {
    let [width, height] = style.device_size();
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok().flatten();
    let context = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
    let scale = style.device_pixels_per_unit();
    if let Some(context) = context {
        // Setting a canvas's size resets its transform.
        context.scale(scale, scale).map_err(|_| "the canvas cannot be scaled")?;
    }
    let backend = plotters_canvas::CanvasBackend::with_canvas_object(canvas);
    let backend = backend.ok_or("canvas has no 2d context")?;
    Ok(Fine::new(Surface::Canvas(backend, PhantomData), style))
}
