//! The exact KL ball around a point, and points of its boundary.

use nalgebra::Vector2;

use super::bregman::Bregman;
use super::settled::{has_lost_digits, settled};
use super::{NoBall, Precision};
use crate::geometry::{Covector, Point, Segment, Tangent, combine};
use crate::model::{Connection, Direction, ExponentialFamily, Model};
use crate::numeric::root;

/// Tolerance of [`root::secant`], which compares it with the product of the last
/// two values: the next error is about that product, so this leaves a tenth of
/// the rounding error of a double, 1.1·10⁻¹⁶.
pub(super) const EXACT: f64 = 1e-17;

/// The same for balls that are drawn small, many at a time. The error of `√(KL/δ)` is then of this size.
const SMALL: f64 = 1e-8;

/// The same for outlines under a moving hand: what is left is less than half of the width of a line. A large ball of
/// 100,000 different rows takes 0.7 of the time that it takes with 10⁻⁸ (measured in November 2026).
const DRAWN: f64 = 1e-4;

/// How far `√(KL/δ)` may be from 1 after a chart has rounded a point of the boundary.
/// If it is farther, the chart cannot represent the boundary there. The width of a line
/// in a drawing is about a thousandth of a ball. With 10⁻⁵ six minima more are missed, because too few places
/// are left.
const LARGEST_RADIUS_ERROR: f64 = 1e-3;
/// The same for an end that is put back on the boundary, half of the 10⁻⁹ to which steps are tested.
const LOST_RADIUS_ERROR: f64 = 5e-10;

/// A crossing farther away than this multiple of the guess is accepted only if the limit of the
/// divergence is above the radius, because rounding errors on a plateau may look like a crossing.
/// The check is always right; this value only decides how often it is made. From 10 to 10⁸ the count
/// ([`super`]) is the same.
const FARTHEST: f64 = 1e3;

/// An exact KL ball around a point of an exponential family.
pub struct KlBall<'m> {
    pub(super) model: &'m dyn Model,
    pub(super) center: Point,
    pub(super) radius: f64,
    pub(super) direction: Direction,
    /// Two tangents at the centre that are orthonormal in the Fisher metric.
    pub(super) frame: [Tangent; 2],
    /// The model in its own coordinates, with the centre and the frame there.
    pub(super) own: &'m dyn Model,
    pub(super) own_center: Point,
    pub(super) own_frame: [Tangent; 2],
    /// What the family adds in its own coordinates.
    pub(super) family: &'m dyn ExponentialFamily,
    pub(super) connection: Connection,
    /// The tolerance of its boundary: [`EXACT`], [`SMALL`] or [`DRAWN`].
    precision: f64,
    /// A quicker divergence for drawings, where there is one.
    quick: Option<Bregman<'m>>,
}

impl<'m> KlBall<'m> {
    /// The ball of `radius` nats around `center`.
    ///
    /// # Errors
    /// [`NoBall`] where the Fisher matrix at `center` has no inverse, or the
    /// model is no exponential family.
    pub fn new(
        model: &'m dyn Model,
        center: Point,
        radius: f64,
        direction: Direction,
    ) -> Result<Self, NoBall> {
        let family = model.exponential().ok_or(NoBall::NotExponential)?;
        let frame = model.frame(center)?;
        let jacobian = model.jacobian(center);
        Ok(Self {
            model,
            center,
            radius,
            direction,
            frame,
            own: model.beneath().unwrap_or(model),
            own_center: model.own(center),
            own_frame: frame.map(|u| jacobian.push(u)),
            family,
            connection: family.tracing_connection(direction),
            precision: EXACT,
            quick: None,
        })
    }

    /// The same ball, whose boundary is found as precisely as is asked for.
    pub(super) fn found_to(self, precision: Precision) -> Self {
        let tolerance = match precision {
            Precision::Exact => return self,
            Precision::Drawn => DRAWN,
            Precision::Small => SMALL,
        };
        let old_new = self.direction == Direction::OldNew;
        let quick = Bregman::new(self.model, self.center, self.radius).filter(|_| old_new);
        Self { precision: tolerance, quick, ..self }
    }

    /// The flat connection along whose geodesics its boundary is traced.
    pub fn connection(&self) -> Connection {
        self.connection
    }

    /// Where the geodesic that leaves the centre with `velocity` meets the
    /// boundary: the time, in units of the velocity, and the segment there.
    /// `None` if it never leaves the ball, or if the coordinates cannot represent the
    /// point at which it does.
    pub fn exit(
        &self,
        connection: Connection,
        velocity: Tangent,
        guess: f64,
    ) -> Option<(f64, Segment)> {
        let (time, end) = match self.mixture_exit(connection, velocity) {
            Some((time, own)) => (time, self.model.seen_from(self.center, &own)?),
            None => {
                let time = self.exit_time(connection, velocity, guess)?;
                let end = self.model.geodesic(connection, self.center, time * velocity).ok()?;
                // Other ends stay on their geodesics, which are no straight lines in most charts.
                let is_lost = has_lost_digits(&end) && self.radius_error(&end) > LOST_RADIUS_ERROR;
                let settled = || settled(self.model, end, self.radius, self.direction);
                (time, if is_lost { settled() } else { end })
            }
        };
        let precise = self.quick.is_some() || self.radius_error(&end) < LARGEST_RADIUS_ERROR;
        precise.then_some((time, end))
    }

    /// The point of the ball at which a function that is linear in the expectation parameters is
    /// least, where the family knows it in closed form; `arrow` is its natural gradient at the
    /// centre. `None` for reverse balls, too, and where the coordinates cannot represent the point.
    pub fn lowest_expectation(&self, arrow: Tangent) -> Option<Segment> {
        if self.direction == Direction::NewOld {
            return None;
        }
        let own_arrow = self.model.jacobian(self.center).push(arrow);
        let own = self.family.lowest_expectation(self.own_center, own_arrow, self.radius)?;
        self.seen_precisely(&own)
    }

    /// The point of the ball at which `⟨g, θ' − θ⟩` is least, in closed form and in the model's own
    /// coordinates. `None` where these coordinates know none; `Some(None)` where there is no such point,
    /// or these coordinates cannot represent it.
    pub fn lowest(&self, g: Covector) -> Option<Option<Segment>> {
        let own = self.model.lowest_on_ball(self.own_center, g, self.radius, self.direction)?;
        Some(own.filter(|own| self.seen_precisely(own).is_some()))
    }

    /// A segment to the boundary in own coordinates as one here; `None` where these coordinates cannot
    /// represent its end.
    fn seen_precisely(&self, own: &Segment) -> Option<Segment> {
        let end = self.model.seen_from(self.center, own)?;
        (self.radius_error(&end) < LARGEST_RADIUS_ERROR).then_some(end)
    }

    /// `|√(KL/δ) − 1|` at the end of a segment: 0 on the boundary.
    pub fn radius_error(&self, end: &Segment) -> f64 {
        self.excess(self.model.kl(end, self.direction)).abs()
    }

    /// The boundary under an angle of the own frame, in closed form. `None` where
    /// the family knows none; `Some(None)` where that is no point of these
    /// coordinates. Angles are those of [`ExponentialFamily::boundary_point`],
    /// and not of geodesics.
    pub(super) fn closed_form(&self, toward: Tangent) -> Option<Option<Segment>> {
        let own =
            self.family.boundary_point(self.own_center, toward, self.radius, self.direction)?;
        let seen = || self.model.seen_from(self.center, &own);
        Some(self.own.contains(own.to).then(seen).flatten())
    }

    /// Whether the family knows the boundary in closed form.
    pub(super) fn has_closed_form(&self) -> bool {
        self.closed_form(self.own_frame[0]).is_some()
    }

    /// The boundary under an angle of the frame, however it is found, with the
    /// time that a geodesic of unit speed takes there, or the guess of it.
    pub(super) fn boundary_point(&self, angle: f64, guess: f64) -> Option<(f64, Segment)> {
        match self.closed_form(combine(self.own_frame, angle)) {
            Some(end) => {
                let precise = |end: &Segment| self.radius_error(end) < LARGEST_RADIUS_ERROR;
                end.filter(precise).map(|end| (guess, end))
            }
            None => self.exit(self.connection, combine(self.frame, angle), guess),
        }
    }

    /// [`Self::boundary_point`] for a picture. Next to the edge of a chart the coordinates may have too few
    /// digits for the boundary. It is then within a rounding of the edge, and the nearest point of the
    /// chart is returned.
    pub(super) fn shown_point(&self, angle: f64, guess: f64) -> Option<(f64, Segment)> {
        self.boundary_point(angle, guess).or_else(|| {
            // A chart without such an edge needs no second search.
            self.model.nearest(self.own_center)?;
            let own = KlBall {
                model: self.own,
                center: self.own_center,
                frame: self.own_frame,
                quick: None,
                ..*self
            };
            let (time, end) = own.boundary_point(angle, guess)?;
            let to = self.model.nearest(end.to)?;
            Some((time, Segment::between(self.center, to)))
        })
    }

    /// See [`ExponentialFamily::mixture_exit`].
    fn mixture_exit(&self, connection: Connection, velocity: Tangent) -> Option<(f64, Segment)> {
        if (connection, self.direction) != (Connection::Mixture, Direction::OldNew) {
            return None;
        }
        let own_velocity = self.model.jacobian(self.center).push(velocity);
        self.family.mixture_exit(self.own_center, own_velocity, self.radius)
    }

    fn exit_time(&self, connection: Connection, velocity: Tangent, guess: f64) -> Option<f64> {
        let excess = |time: f64| self.excess_along(connection, time * velocity);
        let found = root::secant([0.0, guess], -1.0, self.precision, excess);
        found.filter(|time| self.is_plausible(*time, guess)).or_else(|| {
            // An apparent crossing beyond the limit would be a rounding error.
            let own_velocity = self.model.jacobian(self.center).push(velocity);
            let direction = self.direction;
            let limit = self.family.kl_limit(connection, self.own_center, own_velocity, direction);
            if limit > self.radius { root::increasing(guess, excess) } else { None }
        })
    }

    /// Whether a time of exit is accepted without checking the limit of the divergence.
    pub(super) fn is_plausible(&self, time: f64, guess: f64) -> bool {
        time > 0.0 && time < FARTHEST * guess
    }

    /// [`Self::excess`] at the end of a geodesic; infinite where it has left the family.
    pub(super) fn excess_along(&self, connection: Connection, velocity: Tangent) -> f64 {
        let (model, direction) = (self.model, self.direction);
        let kl = if let Some(quick) = &self.quick {
            let own_velocity = model.jacobian(self.center).push(velocity);
            let end = self.own.geodesic(connection, self.own_center, own_velocity);
            end.map(|end| quick.kl(end.to))
        } else if model.flat_connection() == Some(connection) {
            // The chart itself gives the velocity more precisely than a Jacobian matrix.
            let end = model.geodesic(connection, self.center, velocity);
            end.map(|end| model.kl(&end, direction))
        } else {
            // In own coordinates, so that the rounding of the chart at the end does not
            // disturb the curve.
            let own_velocity = model.jacobian(self.center).push(velocity);
            let end = self.own.geodesic(connection, self.own_center, own_velocity);
            end.map(|end| self.own.kl(&end, direction))
        };
        self.excess(kl.unwrap_or(f64::INFINITY))
    }

    /// `√(KL/δ) − 1`, which is nearly linear along a geodesic, so that secants converge fast.
    pub(super) fn excess(&self, kl: f64) -> f64 {
        (kl / self.radius).sqrt() - 1.0
    }

    /// `√(2δ)`: the time at which a geodesic of unit speed would leave if KL were quadratic.
    pub(super) fn quadratic_time(&self) -> f64 {
        (2.0 * self.radius).sqrt()
    }

    /// The frame of the centre, carried to another point by the model's own
    /// coordinates. Covectors are compared in this frame, because the units of a chart
    /// may differ by a factor of a million between the two points, or be mirrored.
    pub(super) fn frame_at(&self, place: Point) -> [Tangent; 2] {
        let jacobian = self.model.jacobian(place);
        let [u, v] = self.own_frame;
        [jacobian.pull(u), jacobian.pull(v)]
    }

    /// The same ball, with its frame turned so that a covector with these values
    /// on the old one falls along the first tangent.
    pub(super) fn with_frame_along(&self, on_frame: Vector2<f64>) -> Self {
        let [a, b] = on_frame.into();
        let rotated = |[u, v]: [Tangent; 2]| [-a * u + -b * v, b * u + -a * v];
        Self {
            frame: rotated(self.frame),
            own_frame: rotated(self.own_frame),
            quick: None,
            ..*self
        }
    }
}
