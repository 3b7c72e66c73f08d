//! The relation between the coordinates of a request and those in which a model computes.

use std::sync::Arc;

use super::{Connection, Direction, Model};
use crate::geometry::{Covector, Jacobian, Point, Segment};

/// The coordinates of a model: its own, or those of a chart laid over it.
///
/// No method has a default. A model in its own coordinates gets all methods from
/// [`OwnCoordinates`]; a chart implements each of them.
pub trait Coordinates {
    /// The same model in its own coordinates; `None` where these are its own.
    fn beneath(&self) -> Option<&dyn Model>;

    /// The same distribution in the model's own coordinates.
    fn own(&self, at: Point) -> Point;

    /// `J = ∂ own / ∂ here` at a point given in these coordinates.
    fn jacobian(&self, at: Point) -> Jacobian;

    /// A segment in own coordinates as one here that starts exactly at `from`;
    /// `None` where these coordinates cannot hold its end.
    fn seen_from(&self, from: Point, own: &Segment) -> Option<Segment>;

    /// A segment in these coordinates as one in the model's own.
    fn own_segment(&self, along: &Segment) -> Segment;

    /// The same model in coordinates that are an affine function of these, in which distributions near
    /// this one, given in own coordinates, keep their digits; with its place there. `None` where these
    /// coordinates keep all digits that there are, or have no such relatives.
    fn beside(&self, own: Point) -> Option<(Arc<dyn Model>, Point)>;

    /// The place of an exact ball around a distribution, in own coordinates, at which `⟨g, θ' − θ⟩` is
    /// least in these. `None` where this has no closed form; `Some(None)` where it has no minimum.
    fn lowest_on_ball(
        &self,
        own: Point,
        g: Covector,
        radius: f64,
        direction: Direction,
    ) -> Option<Option<Segment>>;

    /// The point here that is nearest to a distribution whose coordinates, rounded to
    /// doubles, would lie on the edge of the domain; `None` where there is none.
    fn nearest(&self, own: Point) -> Option<Point>;

    /// Whether a curve from one point to the other can avoid the places where
    /// the coordinates are singular.
    fn connects(&self, from: Point, to: Point) -> bool;

    /// The connection, if any, whose geodesics are straight lines in these
    /// coordinates. Only an exponential family has one.
    fn flat_connection(&self) -> Option<Connection>;

    /// The radius (nats) up to which every ball of this direction is convex
    /// here, whatever its centre, so that a linear function has one minimum on
    /// it. 0 where that is not known, or depends on the centre.
    fn convex_up_to(&self, direction: Direction) -> f64;

    /// How far log-odds may change with `KL(new ‖ old)` still convex here; 0
    /// where nothing is known.
    fn convex_change(&self) -> f64;

    /// Whether the divergence rises with the second coordinate's distance from
    /// the centre's, whatever the first coordinate does. A linear function is
    /// then least where the second coordinate has moved against its slope.
    fn rises_with_second(&self) -> bool;
}

/// A model in its own coordinates: every conversion is the identity.
pub trait OwnCoordinates {
    /// See [`Coordinates::flat_connection`].
    fn own_flat_connection(&self) -> Option<Connection>;
}

impl<M: OwnCoordinates> Coordinates for M {
    fn beneath(&self) -> Option<&dyn Model> {
        None
    }

    fn own(&self, at: Point) -> Point {
        at
    }

    fn jacobian(&self, _: Point) -> Jacobian {
        Jacobian::IDENTITY
    }

    fn seen_from(&self, _: Point, own: &Segment) -> Option<Segment> {
        Some(*own)
    }

    fn own_segment(&self, along: &Segment) -> Segment {
        *along
    }

    fn beside(&self, _: Point) -> Option<(Arc<dyn Model>, Point)> {
        None
    }

    fn lowest_on_ball(
        &self,
        _: Point,
        _: Covector,
        _: f64,
        _: Direction,
    ) -> Option<Option<Segment>> {
        None
    }

    fn nearest(&self, _: Point) -> Option<Point> {
        None
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }

    fn flat_connection(&self) -> Option<Connection> {
        self.own_flat_connection()
    }

    fn convex_up_to(&self, _: Direction) -> f64 {
        0.0
    }

    fn convex_change(&self) -> f64 {
        0.0
    }

    fn rises_with_second(&self) -> bool {
        false
    }
}
