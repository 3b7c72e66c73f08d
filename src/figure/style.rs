//! Size and colours of a figure, as set by the page.

use plotters::style::RGBColor;

use crate::error::Invalid;
use crate::specification::{Fields, Value};

/// Largest side of a figure, in CSS pixels.
const LARGEST_SIDE: f64 = 8192.0;

/// The least and the most numbers that an axis may be asked to have; less room leaves fewer.
const LEAST_TICKS: u32 = 2;
const MOST_TICKS: u32 = 9;

/// Units of a figure per CSS pixel.
pub const UNITS_PER_PIXEL: u32 = 8;

/// The look of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// CSS pixels.
    pub width: u32,
    /// CSS pixels.
    pub height: u32,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
    /// The background.
    pub background: RGBColor,
    /// Axes, text and data.
    pub ink: RGBColor,
    /// Loss contours.
    pub contour: RGBColor,
    /// Text size in CSS pixels.
    pub text: u32,
    /// The most numbers on an axis.
    pub ticks: u32,
}

impl Default for Style {
    /// The light theme at 480 × 360.
    fn default() -> Self {
        Self {
            width: 480,
            height: 360,
            ratio: 1.0,
            background: RGBColor(0xfd, 0xfc, 0xf9),
            ink: RGBColor(0x2b, 0x2e, 0x36),
            contour: RGBColor(0x8a, 0x84, 0x76),
            text: 12,
            ticks: MOST_TICKS,
        }
    }
}

impl Style {
    /// Reads `{ width, height, ratio, ground, ink, contour, text, ticks? }`.
    ///
    /// # Errors
    /// [`Invalid`] names the first field that is wrong.
    pub fn read(value: Value) -> Result<Self, Invalid> {
        let mut fields = Fields::of(value, &"style");
        let style = Self {
            width: side(&mut fields, "width"),
            height: side(&mut fields, "height"),
            ratio: within(&mut fields, "ratio", [0.1, 16.0]),
            background: color(&mut fields, "ground"),
            ink: color(&mut fields, "ink"),
            contour: color(&mut fields, "contour"),
            text: within(&mut fields, "text", [6.0, 96.0]) as u32,
            ticks: fields.whole_or(
                "ticks",
                u64::from(MOST_TICKS),
                [LEAST_TICKS, MOST_TICKS].map(u64::from),
            ) as u32,
        };
        fields.done().map(|()| style)
    }

    /// The canvas's backing size.
    pub fn device_size(&self) -> [u32; 2] {
        [self.width, self.height].map(|side| (f64::from(side) * self.ratio).round() as u32)
    }

    /// What the canvas context must be scaled by.
    pub fn device_pixels_per_unit(&self) -> f64 {
        self.ratio / f64::from(UNITS_PER_PIXEL)
    }
}

fn side(fields: &mut Fields, name: &'static str) -> u32 {
    within(fields, name, [1.0, LARGEST_SIDE]).round() as u32
}

fn within(fields: &mut Fields, name: &'static str, [least, most]: [f64; 2]) -> f64 {
    let found = fields.number(name);
    if !(least..=most).contains(&found) {
        let allowed = format_args!("a number from {least} to {most}");
        fields.refuse(Invalid::new(fields.path(name), found, allowed));
    }
    found
}

fn color(fields: &mut Fields, name: &'static str) -> RGBColor {
    let allowed = "a colour as #rrggbb";
    let text = fields.text(name, allowed);
    let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6);
    let code = hex.and_then(|hex| u32::from_str_radix(hex, 16).ok()).unwrap_or_else(|| {
        fields.refuse(Invalid::new(fields.path(name), &text, allowed));
        0
    });
    let [_, red, green, blue] = code.to_be_bytes();
    RGBColor(red, green, blue)
}
