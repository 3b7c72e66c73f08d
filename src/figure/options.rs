//! What a plane shows of its chart, and how its loss is drawn.

use plotters::style::RGBColor;

use super::style::Style;
use crate::error::Invalid;
use crate::specification::{self, Fields, Value};

/// How much of the contours' colour the areas have: inside the lowest level and inside the highest.
const DARKEST: f64 = 0.36;
const PALEST: f64 = 0.045;

/// CSS pixels between the nodes of a coarse grid: at least and at most.
const COARSE: [f64; 2] = [1.25, 64.0];

/// How much of a plane is shown, and how its loss is drawn. The default shows all that
/// the figure chooses by itself, with level lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaneOptions {
    /// The window `[x0, x1, y0, y1]` in chart units, if it is chosen by hand.
    pub window: Option<[f64; 4]>,
    /// Whether the areas between level lines are filled, darker towards the optimum.
    pub filled: bool,
    /// CSS pixels between the nodes on which contours are interpolated, where they may be coarse.
    pub coarse: Option<f64>,
    /// Whether the level lines have no values beside them.
    pub quiet: bool,
}

impl PlaneOptions {
    /// Reads `{ window?, filled?, coarse?, quiet? }`; nothing is the default.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        if value.is_nothing() {
            return Ok(Self::default());
        }
        let mut fields = Fields::of(value, &"ground");
        let window = match fields.take("window") {
            Value::Nothing => None,
            value => {
                let read = specification::numbers(&value, &fields.path("window"));
                let sides: Option<[f64; 4]> = fields.keep(read).try_into().ok();
                let ordered = sides.filter(|[x0, x1, y0, y1]| x0 < x1 && y0 < y1);
                if ordered.is_none() {
                    let allowed = "four numbers x0 < x1, y0 < y1";
                    fields.refuse(Invalid::new(fields.path("window"), value.quote(), allowed));
                }
                ordered
            }
        };
        let filled = flag(&mut fields, "filled");
        let quiet = flag(&mut fields, "quiet");
        let coarse = match fields.take("coarse") {
            Value::Nothing => None,
            value => {
                let read = specification::number(&value, &fields.path("coarse"));
                Some(fields.keep(read).clamp(COARSE[0], COARSE[1]))
            }
        };
        fields.done().map(|()| Self { window, filled, coarse, quiet })
    }
}

/// Whether a field is true; it is false where it is left out.
fn flag(fields: &mut Fields, name: &'static str) -> bool {
    match fields.take(name) {
        Value::Nothing => false,
        Value::Truth(truth) => truth,
        other => {
            let error = Invalid::new(fields.path(name), other.quote(), "true or false");
            fields.refuse(error);
            false
        }
    }
}

/// The colour inside the `k`-th of `count` levels, counted from the best.
pub fn band(style: &Style, k: usize, count: usize) -> RGBColor {
    let share = DARKEST - (DARKEST - PALEST) * k as f64 / (count.max(2) - 1) as f64;
    let mixed = |from: u8, to: u8| {
        (f64::from(from) + share * (f64::from(to) - f64::from(from))).round() as u8
    };
    let (from, to) = (style.background, style.contour);
    RGBColor(mixed(from.0, to.0), mixed(from.1, to.1), mixed(from.2, to.2))
}
