//! The backdrop of a plane as numbers, to move from chart to chart and to place marks without drawing it.

use js_sys::Error;
use plotters::style::RGBColor;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::backdrop::with_plane;
use super::given::Given;
use super::write::{fields, floats, list, number, record, text};
use super::{Core, Subject};
use crate::error::Invalid;
use crate::figure::{Contour, Fill, PlaneNumbers};

#[wasm_bindgen]
impl Core {
    /// A plane as numbers: `{ frame, ticks, names, fills, contours }`, see [`PlaneNumbers`].
    pub fn numbers(&self, list: &JsValue) -> Result<JsValue, Error> {
        let given = &mut Given::new(list);
        let answer = match &*self.0.borrow() {
            Subject::Model(model, _) => {
                with_plane(model, given, |figure, _| Ok(written(figure.numbers())))
            }
            _ => Err(Invalid::new("model", "another object", "a Model").into()),
        };
        answer.map_err(|sentence| Error::new(&sentence))
    }

    /// Finds the loss at up to `most` more places behind a plane; whether all are found that drawing it takes.
    pub fn advance(&self, list: &JsValue, most: f64) -> Result<bool, Error> {
        let given = &mut Given::new(list);
        let answer = match &*self.0.borrow() {
            Subject::Model(model, ground) => with_plane(model, given, |figure, _| {
                Ok(figure.advance(&mut ground.borrow_mut(), most as usize))
            }),
            _ => Err(Invalid::new("model", "another object", "a Model").into()),
        };
        answer.map_err(|sentence| Error::new(&sentence))
    }
}

fn written(numbers: PlaneNumbers) -> JsValue {
    let PlaneNumbers { frame, ticks, names, fills, contours } = numbers;
    let contour = |Contour { level, strength, lines }| {
        // A pair of NaN after each line is a gap.
        let gap = [f64::NAN; 2];
        let points: Vec<[f64; 2]> =
            lines.into_iter().flat_map(|line| line.into_iter().chain([gap])).collect();
        fields([
            ("level", number(level)),
            ("strength", number(strength)),
            ("points", floats(points.as_flattened())),
        ])
    };
    let fill = |Fill { color: RGBColor(red, green, blue), outline }| {
        fields([
            ("color", text(&format!("#{red:02x}{green:02x}{blue:02x}"))),
            ("points", floats(outline.as_flattened())),
        ])
    };
    fields([
        ("frame", floats(&frame)),
        ("ticks", record(&ticks)),
        ("names", record(&names)),
        ("fills", list(fills, fill)),
        ("contours", list(contours, contour)),
    ])
}
