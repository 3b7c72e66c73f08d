//! A figure as SVG: `cargo run --example figure > plane.svg`.
//!
//! The plane of mean and variance of Cavendish's measurements, with the axes
//! and loss contours that the page shows, drawn by the same code.

use std::error::Error;

use kl_ball::figure::{PlaneFigure, Style, svg};
use kl_ball::{ModelSpec, Value, Workbench};

fn main() -> Result<(), Box<dyn Error>> {
    let text = r#"{ "model": "gaussian", "data": { "set": "cavendish" } }"#;
    let bench = Workbench::new(ModelSpec::read(serde_json::from_str::<Value>(text)?)?)?;
    let style = Style { width: 640, height: 420, ..Style::default() };
    let chart = bench.chart("variance", "chart")?;
    let figure = PlaneFigure::new(&bench, chart, [5.3, 0.022], &style)?;
    let (text, _frame) = svg(&style, |backend| figure.draw(backend))?;
    println!("{text}");
    Ok(())
}
