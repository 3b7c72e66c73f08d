//! Points, tangents and covectors: three kinds of pairs that the compiler keeps apart.
//!
//! A [`Point`] is a place in a chart. A [`Tangent`] is a displacement between places.
//! A [`Covector`] is a differential: it turns a displacement into a number. Only a
//! [`Metric`] turns a covector into a tangent, so `point - rate * gradient`
//! does not compile:
//!
//! ```compile_fail
//! use kl_ball::geometry::{Covector, Point};
//! let _ = Point(0.0, 1.0) - 0.1 * Covector(1.0, 1.0);
//! ```

mod ellipse;
mod form;
mod jacobian;
mod pairs;
mod segment;

pub use ellipse::{Ellipse, angles, combine};
pub use form::{Metric, Singular, Symmetric};
pub use jacobian::Jacobian;
pub use pairs::{Covector, Point, Tangent};
pub use segment::Segment;
