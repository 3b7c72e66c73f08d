//! The exact ball of a family that is no exponential one.
//!
//! Along a straight line the divergence may rise, fall and rise again there, so no geodesic
//! finds the edge. The ball is the connected part of `{KL ≤ δ}` that holds the centre, and its
//! edge is followed as a level curve (docs/mathematics/mixture.md#balls). It may be unbounded:
//! to lose one part of a mixture at infinity costs only a logarithm of its weight.

mod curve;
mod minimum;
mod outline;
mod trace;

use nalgebra::Vector2;

pub use minimum::NoMinimum;

use super::{Goal, NoBall};
use crate::geometry::{Covector, Point, Segment, Tangent};
use crate::model::{Direction, Model};

/// How far `√(KL/δ)` may be from 1 at a place of the traced curve: a hundredth of a line's width in a drawing.
/// Places that are used are put onto the edge to the last digit.
const COARSE: f64 = 1e-5;

/// Where the edge is wanted to no more than this, divergences of six digits are enough.
const ROUGHLY: f64 = 1e-6;

/// How far `√(KL/δ)` may be from 1 where the edge is wanted to the last digit: some hundred roundings, since a
/// divergence of a mixture is a sum over hundreds of nodes.
const EXACT: f64 = 1e-13;

/// How far `√(KL/δ)` may be from 1 where rounding, or a sharp corner, leaves no more digits.
const NEARLY_EXACT: f64 = 1e-11;

/// The part of `{KL ≤ δ}` that is connected with the centre, with its traced edge.
pub struct Region<'m> {
    model: &'m dyn Model,
    center: Point,
    /// The model in its own coordinates, with the centre there.
    own: &'m dyn Model,
    own_center: Point,
    radius: f64,
    direction: Direction,
    /// Two radii of the ball in own coordinates: the unit of all places below.
    radii: [Tangent; 2],
    edge: Vec<Place>,
}

/// A place on the edge, or near it, in radii from the centre.
#[derive(Clone, Copy, Debug)]
struct Place {
    pub at: Vector2<f64>,
    /// `√(KL/δ) − 1`.
    pub excess: f64,
    /// Its derivative, which points outwards.
    pub rise: Vector2<f64>,
    /// Whether both are known to six digits only.
    pub is_rough: bool,
    /// Whether the ball is unbounded between this place of the edge and the next.
    pub is_open: bool,
}

impl Place {
    /// The direction in which the edge goes on, counterclockwise.
    pub fn ahead(&self) -> Vector2<f64> {
        Vector2::new(-self.rise.y, self.rise.x).normalize()
    }

    /// Whether the excess is known to be below `tolerance`.
    fn is_within(&self, tolerance: f64) -> bool {
        self.excess.abs() < tolerance && !(self.is_rough && tolerance < ROUGHLY)
    }
}

impl<'m> Region<'m> {
    /// The ball of `radius` nats around `center`.
    ///
    /// # Errors
    /// [`NoBall::Untraced`] if the edge cannot be followed once around.
    // Inlined, so that a core without such a family is without all that follows.
    #[inline(always)]
    pub fn new(
        model: &'m dyn Model,
        center: Point,
        radius: f64,
        direction: Direction,
    ) -> Result<Self, NoBall> {
        if cfg!(feature = "regions") {
            Self::traced(model, center, radius, direction, &|_, _| false)
        } else {
            Err(NoBall::NotExponential)
        }
    }

    /// The place of such a ball's edge at which `goal` is least. Less of the edge is followed where a goal falls
    /// without bound.
    ///
    /// # Errors
    /// As those of [`Region::new`], and then of [`Region::minimize`].
    #[inline(always)]
    pub fn lowest(
        model: &'m dyn Model,
        center: Point,
        radius: f64,
        direction: Direction,
        goal: &Goal,
    ) -> Result<Result<Segment, NoMinimum>, NoBall> {
        if cfg!(feature = "regions") {
            let falls = |region: &Self, far: &Place| region.falls_at(goal, far);
            Ok(Self::traced(model, center, radius, direction, &falls)?.minimize(goal))
        } else {
            Err(NoBall::NotExponential)
        }
    }

    fn traced(
        model: &'m dyn Model,
        center: Point,
        radius: f64,
        direction: Direction,
        is_enough: &dyn Fn(&Self, &Place) -> bool,
    ) -> Result<Self, NoBall> {
        let own = model.beneath().unwrap_or(model);
        let own_center = model.own(center);
        let radii = [Tangent(1.0, 0.0), Tangent(0.0, 1.0)];
        let edge = Vec::new();
        let mut region = Self { model, center, own, own_center, radius, direction, radii, edge };
        region.find_radii();
        region.trace(is_enough).ok_or(NoBall::Untraced)?;
        Ok(region)
    }

    /// `√(KL/δ) − 1`; infinite where there is no such distribution.
    fn excess(&self, at: Vector2<f64>) -> f64 {
        let along = self.own_segment(at);
        if !self.own.contains(along.to) {
            return f64::INFINITY;
        }
        (self.own.kl(&along, self.direction) / self.radius).sqrt() - 1.0
    }

    /// The segment from the centre to a place, in own coordinates.
    fn own_segment(&self, at: Vector2<f64>) -> Segment {
        Segment::step(self.own_center, at.x * self.radii[0] + at.y * self.radii[1])
    }

    /// The same as the chart shows it; `None` where the chart ends before.
    fn segment(&self, at: Vector2<f64>) -> Option<Segment> {
        self.model.seen_from(self.center, &self.own_segment(at))
    }

    /// The excess at any place; `None` where the divergence is no number.
    fn place(&self, at: Vector2<f64>, is_rough: bool) -> Option<Place> {
        let along = self.own_segment(at);
        if !self.own.contains(along.to) {
            return None;
        }
        let (kl, slope) = if is_rough {
            self.own.rough_kl_and_differential(&along, self.direction)
        } else {
            self.own.kl_and_differential(&along, self.direction)
        };
        let root = (kl / self.radius).sqrt();
        let rise = self.on_radii(slope) / (2.0 * self.radius * root);
        let is_finite = root.is_finite() && rise.x.is_finite() && rise.y.is_finite();
        is_finite.then_some(Place { at, excess: root - 1.0, rise, is_rough, is_open: false })
    }

    /// A covector of own coordinates by its values on the radii.
    fn on_radii(&self, covector: Covector) -> Vector2<f64> {
        Vector2::from(self.radii.map(|u| covector.along(u)))
    }

    /// A covector of the chart at the end of a segment, in the same units.
    fn seen_on_radii(&self, covector: Covector, to: Point) -> Vector2<f64> {
        let jacobian = self.model.jacobian(to);
        Vector2::from(self.radii.map(|u| covector.along(jacobian.pull(u))))
    }

    /// The place of the edge near this one, by Newton's method along the normal, until the excess
    /// is below `tolerance` or no longer shrinks. `None` if it is farther away than `farthest`.
    fn onto_edge(&self, at: Vector2<f64>, tolerance: f64, farthest: f64) -> Option<Place> {
        /// Newton's method takes 3 to 5. Twice as many as a slow start needs.
        const MOST_STEPS: usize = 20;
        let is_rough = tolerance > ROUGHLY;
        let mut place = self.place(at, is_rough)?;
        for _ in 0..MOST_STEPS {
            if place.excess.abs() < tolerance {
                break;
            }
            let step = -place.excess / place.rise.norm_squared() * place.rise;
            let next = self.place(place.at + step, is_rough)?;
            if (next.at - at).norm() > farthest {
                return None;
            }
            let shrinks = next.excess.abs() < 0.5 * place.excess.abs();
            let is_rounding = place.excess.abs() < NEARLY_EXACT;
            if next.excess.abs() < place.excess.abs() || !is_rounding {
                place = next;
            }
            if !shrinks && is_rounding {
                break;
            }
        }
        (place.excess.abs() < COARSE).then_some(place)
    }
}
