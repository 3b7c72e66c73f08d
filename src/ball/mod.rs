//! Boundaries of Euclidean balls, of those of a quadratic form, and of exact KL
//! balls; and minima on the exact ones.
//!
//! An exact ball `{ p : KL ≤ δ }` is one set of distributions; charts only draw
//! it differently. Its boundary is traced along geodesics of a flat connection,
//! on which both divergences increase from the centre
//! (docs/mathematics/exponential-families.md#u4). So every geodesic meets it at
//! most once, in whatever chart the result is then read. Where a family knows
//! its boundary in closed form, that is used instead. Where the family is no
//! exponential one, the ball is a connected [`Region`], and its edge is followed
//! as a level curve.
//!
//! | file | subject |
//! |---|---|
//! | `kl_ball` | the exact ball, and points of its boundary |
//! | `disc` | what a Euclidean disc costs |
//! | `bregman` | divergences for drawings, from the loss |
//! | `outline` | well-spread points all around it |
//! | `goal`, `minimum` | the function that is minimised, and its minimum |
//! | `scan` | samples all around the boundary, to find every minimum |
//! | `stationary` | refining one minimum to full precision |
//! | `region/` | the exact ball of any other family, its traced edge, and a minimum there |
//! | `unbounded` | balls that are unbounded in some direction |
//!
//! **Where constants come from.** Tolerances are derived, or say what error they leave. Other constants trade
//! speed against minima that are missed. These were varied one at a time, in November 2026, over every
//! exponential family, chart and direction: 5,696 balls of 0.001 to 6 nats with 16 goals on each, against the
//! lowest of 400 points of the outline. Of 91,136 minima 41 are missed, 29 of them of the loss around its own
//! optimum, which no rule asks for. A comment that names this count says how it changes.

mod bregman;
mod disc;
mod goal;
mod kl_ball;
mod minimum;
mod outline;
mod plane;
mod region;
mod scan;
mod settled;
mod stationary;
mod unbounded;

pub use disc::costliest_point;
pub use goal::Goal;
pub use kl_ball::KlBall;
pub use region::{NoMinimum, Region};
pub use settled::settled;

use crate::geometry::{Ellipse, Point, Segment, Singular, Symmetric, Tangent};
use crate::model::{Direction, Model};

/// How often one gap between two angles may be halved. From the centre of a large ball
/// its far side is within an angle of about `e^−δ`. A gap between two of sixteen angles,
/// halved 40 times, corresponds to a ball of 28 nats.
const MOST_HALVINGS: u32 = 40;

/// How precisely a boundary is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// To rounding.
    Exact,
    /// An exact ball to less than `10⁻³` of its size, which nobody sees: several times as fast where there is no closed form.
    Drawn,
    /// To about `10⁻⁸`, with points at equal angles of its frame, for a ball that is drawn small.
    Small,
}

/// Which ball a boundary belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BallKind {
    /// `|θ − θ₀| ≤ radius`, in chart units.
    Euclidean,
    /// `½ ΔᵀFΔ ≤ radius`, in nats: the quadratic approximation of the KL ball.
    Fisher,
    /// The same with the empirical Fisher matrix; it needs data.
    EmpiricalFisher,
    /// The same with the Hessian of the loss, which must be positive definite.
    Hessian,
    /// `KL ≤ radius`, in nats.
    Kl(Direction),
}

/// Why there is no ball to draw or to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBall {
    /// The matrix that it is measured by is missing, or not positive definite.
    Singular,
    /// An exact ball is traced along geodesics on which the divergence
    /// increases, and only an exponential family has these
    /// (docs/mathematics/exponential-families.md#u4).
    NotExponential,
    /// The edge of a [`Region`] could not be followed once around.
    Untraced,
}

impl From<Singular> for NoBall {
    fn from(_: Singular) -> Self {
        Self::Singular
    }
}

/// `count` points around the boundary of a ball in the coordinates of `model`.
///
/// `None` stands where the ball has no boundary in that direction, and is put
/// between neighbours that a singularity of the coordinates separates: the
/// curve is open there. Otherwise it is closed and its first point not repeated.
/// The precision only matters for an exact ball.
///
/// # Errors
/// [`NoBall`] says why there is none.
pub fn boundary(
    model: &dyn Model,
    kind: BallKind,
    center: Point,
    radius: f64,
    count: usize,
    precision: Precision,
) -> Result<Vec<Option<Point>>, NoBall> {
    let spanned = |radii| Ellipse { center, radii }.boundary(count).map(Some).collect();
    Ok(match kind {
        BallKind::Euclidean => spanned([Tangent(radius, 0.0), Tangent(0.0, radius)]),
        BallKind::Fisher => {
            let scale = (2.0 * radius).sqrt();
            spanned(model.frame(center)?.map(|unit| scale * unit))
        }
        BallKind::EmpiricalFisher => {
            let form = model.empirical_fisher(center).ok_or(NoBall::Singular)?;
            ellipse(form, center, radius, count)?
        }
        BallKind::Hessian => ellipse(model.hessian(center), center, radius, count)?,
        BallKind::Kl(direction) => {
            let ends = match model.exponential() {
                Some(_) => KlBall::new(model, center, radius, direction)?
                    .found_to(precision)
                    .outline(count, precision == Precision::Small),
                None => {
                    let region = Region::new(model, center, radius, direction)?;
                    let is_drawn = precision == Precision::Drawn;
                    if is_drawn { region.drawn(count) } else { region.outline(count) }
                }
            };
            pieces(model, ends)
        }
    })
}

/// The ends of these segments, with a `None` where a singularity separates neighbours.
fn pieces(model: &dyn Model, ends: Vec<Option<Segment>>) -> Vec<Option<Point>> {
    let points = ends.into_iter().map(|end| end.map(|end| end.to));
    broken(points.collect(), |from, to| model.connects(from, to))
}

/// `count` points around the ellipse `½ ΔᵀGΔ = radius` of any metric `G`, in
/// the units of `G`.
///
/// # Errors
/// [`Singular`] where `form` is not positive definite.
pub fn ellipse(
    form: Symmetric,
    center: Point,
    radius: f64,
    count: usize,
) -> Result<Vec<Option<Point>>, Singular> {
    let scale = (2.0 * radius).sqrt();
    let radii = form.metric()?.frame().map(|unit| scale * unit);
    Ok(Ellipse { center, radii }.boundary(count).map(Some).collect())
}

/// A closed curve with a `None` put between neighbours that are not connected. If it is open anywhere, it begins
/// behind an opening and ends with it, so that no piece is cut in two.
pub fn broken(
    points: Vec<Option<Point>>,
    connects: impl Fn(Point, Point) -> bool,
) -> Vec<Option<Point>> {
    let mut pieces = Vec::with_capacity(points.len());
    for (k, &point) in points.iter().enumerate() {
        pieces.push(point);
        if let (Some(from), Some(to)) = (point, points[(k + 1) % points.len()])
            && !connects(from, to)
        {
            pieces.push(None);
        }
    }
    let begins =
        (0..pieces.len()).find(|&k| k > 0 && pieces[k - 1].is_none() && pieces[k].is_some());
    if let Some(begins) = begins {
        pieces.rotate_left(begins);
    }
    pieces
}
