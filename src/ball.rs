//! Boundaries of Euclidean, Fisher and exact KL balls.
//!
//! The exact ball `{ p : KL ≤ δ }` is one set of distributions; charts only
//! draw it differently. Its boundary is traced along geodesics of a flat
//! connection of the family, on which both divergences increase from the
//! centre (MATH, U4), so every ray meets it at most once in whatever chart
//! the result is then read.

use crate::geometry::{Covector, Ellipse, Point, Segment, Singular, Tangent, angles, combine};
use crate::model::{Connection, Direction, Model};
use crate::numeric::{minimum, root};

/// Angles at which an objective is sampled before its best is refined.
const SCAN: usize = 256;

/// Which ball a boundary belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BallKind {
    /// `|θ − θ₀| ≤ radius`, in chart units.
    Euclidean,
    /// `½ ΔᵀFΔ ≤ radius`, in nats: the quadratic picture of the KL ball.
    Fisher,
    /// `KL ≤ radius`, in nats.
    Kl(Direction),
}

impl BallKind {
    /// The public names, in the order of the interface.
    pub const NAMES: [(&'static str, BallKind); 4] = [
        ("euclidean", BallKind::Euclidean),
        ("fisher", BallKind::Fisher),
        ("kl-old-new", BallKind::Kl(Direction::OldNew)),
        ("kl-new-old", BallKind::Kl(Direction::NewOld)),
    ];
}

/// `count` points around the boundary of a ball in the coordinates of `model`.
///
/// `None` stands where the ball has no boundary in that direction: the curve
/// is open there. Otherwise it is closed and its first point is not repeated.
///
/// # Errors
/// [`Singular`] where the Fisher matrix at `center` has no inverse.
pub fn boundary(
    model: &dyn Model,
    kind: BallKind,
    center: Point,
    radius: f64,
    count: usize,
) -> Result<Vec<Option<Point>>, Singular> {
    let ellipse = |radii| Ellipse { center, radii }.boundary(count).map(Some).collect();
    Ok(match kind {
        BallKind::Euclidean => ellipse([Tangent([radius, 0.0]), Tangent([0.0, radius])]),
        BallKind::Fisher => {
            let scale = (2.0 * radius).sqrt();
            ellipse(model.frame(center)?.map(|radius| scale * radius))
        }
        BallKind::Kl(direction) => {
            let ball = KlBall::new(model, center, radius, direction)?;
            ball.trace(count).map(|(_, point)| point.map(|segment| segment.to)).collect()
        }
    })
}

/// An exact KL ball around a point.
pub struct KlBall<'m> {
    model: &'m dyn Model,
    center: Point,
    radius: f64,
    direction: Direction,
    frame: [Tangent; 2],
    connection: Connection,
}

impl<'m> KlBall<'m> {
    /// The ball of `radius` nats around `center`.
    ///
    /// # Errors
    /// [`Singular`] where the Fisher matrix at `center` has no inverse.
    pub fn new(
        model: &'m dyn Model,
        center: Point,
        radius: f64,
        direction: Direction,
    ) -> Result<Self, Singular> {
        let frame = model.frame(center)?;
        let connection = model.ray(direction);
        Ok(Self { model, center, radius, direction, frame, connection })
    }

    /// Where the geodesic that leaves the centre with `velocity` meets the
    /// boundary: the time, in units of the velocity, and the segment there.
    /// `None` where it stays inside for ever.
    pub fn exit(
        &self,
        connection: Connection,
        velocity: Tangent,
        guess: f64,
    ) -> Option<(f64, Segment)> {
        let path = |time: f64| self.model.geodesic(connection, self.center, time * velocity);
        let excess = |time: f64| match path(time) {
            // √KL is nearly linear along a geodesic, which secants like.
            Some(segment) => (self.model.kl(&segment, self.direction) / self.radius).sqrt() - 1.0,
            None => f64::INFINITY,
        };
        let time = root::increasing(guess, excess)?;
        Some((time, path(time)?))
    }

    /// The boundary at `count` equal angles of the Fisher frame.
    fn trace(&self, count: usize) -> impl Iterator<Item = (f64, Option<Segment>)> + '_ {
        let mut guess = self.quadratic_time();
        angles(count).map(move |angle| {
            let found = self.exit(self.connection, combine(self.frame, angle), guess);
            if let Some((time, _)) = found {
                // Its neighbour on the boundary is nearly as far away.
                guess = time;
            }
            (angle, found.map(|(_, segment)| segment))
        })
    }

    /// `√(2δ)`: when a unit-speed geodesic would leave, were KL quadratic.
    fn quadratic_time(&self) -> f64 {
        (2.0 * self.radius).sqrt()
    }

    /// The boundary point of least `objective`, whose differential at a point is given too.
    ///
    /// The best of 256 angles is refined until the sine between the objective's
    /// differential and that of the divergence vanishes to rounding, which is
    /// the Karush–Kuhn–Tucker condition of the constrained problem.
    ///
    /// Returns `None` where the objective has no minimum on the boundary: the
    /// ball is unbounded in a direction in which it decreases.
    pub fn minimize(
        &self,
        objective: impl Fn(&Segment) -> f64,
        differential: impl Fn(&Segment) -> Covector,
    ) -> Option<Segment> {
        let here = differential(&Segment::still(self.center));
        let mut best: Option<(f64, f64)> = None;
        for (angle, found) in self.trace(SCAN) {
            let Some(segment) = found else {
                if here.along(combine(self.frame, angle)) < 0.0 {
                    return None;
                }
                continue;
            };
            let value = objective(&segment);
            if best.is_none_or(|(least, _)| value < least) {
                best = Some((value, angle));
            }
        }
        let (_, angle) = best?;
        let spacing = std::f64::consts::TAU / SCAN as f64;
        let sine = |angle: f64| {
            let segment = self.at_angle(angle)?;
            Some(self.sine(&segment, differential(&segment)))
        };
        let refined = match (sine(angle - spacing), sine(angle + spacing)) {
            (Some(left), Some(right)) if left * right < 0.0 => {
                let sign = right.signum();
                let ends = [angle - spacing, angle + spacing];
                root::bracketed(ends, [sign * left, sign * right], |angle| {
                    sine(angle).map_or(f64::NAN, |sine| sign * sine)
                })
            }
            // Two extrema within one spacing: only the values can tell them apart.
            _ => minimum::golden_section([angle - spacing, angle + spacing], |angle| {
                self.at_angle(angle).map_or(f64::INFINITY, |segment| objective(&segment))
            }),
        };
        self.at_angle(refined)
    }

    fn at_angle(&self, angle: f64) -> Option<Segment> {
        let velocity = combine(self.frame, angle);
        Some(self.exit(self.connection, velocity, self.quadratic_time())?.1)
    }

    /// Sine of the angle between `g` and `∇KL`, both in units in which the
    /// Fisher matrix at the centre is the identity.
    fn sine(&self, at: &Segment, g: Covector) -> f64 {
        let kl = self.model.kl_differential(at, self.direction);
        let [gu, gv] = self.frame.map(|u| g.along(u));
        let [ku, kv] = self.frame.map(|u| kl.along(u));
        (gu * kv - gv * ku) / (gu.hypot(gv) * ku.hypot(kv))
    }
}
