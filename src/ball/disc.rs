//! What a Euclidean disc costs: the point of it that is farthest in KL.

use std::f64::consts::TAU;

use super::bregman::Bregman;
use crate::geometry::{Point, Segment, Tangent, angles, combine};
use crate::model::{Direction, Model};

/// Angles at which the circle is sampled before the greatest cost is refined: few enough for a plane full of
/// discs, and close enough for the parabolas below to converge.
const ANGLES: usize = 16;

/// How often it is refined with a parabola through three costs, and by what factor their
/// angles approach each other each time. The error of an angle is then below `π/8 · 0.35⁴ = 6·10⁻³`, and that
/// of the greatest cost, which is flat there, of the order of its square.
const REFINEMENTS: usize = 4;
const CLOSER: f64 = 0.35;

/// The point of the disc `|θ − centre| ≤ radius` (chart units) with the greatest
/// `KL(centre ‖ θ)`, and that divergence in nats. It is infinite where the disc
/// leaves the domain, and then the point is one of those outside.
///
/// The point lies on the circle: in natural coordinates the divergence is convex
/// (docs/mathematics/exponential-families.md#u4), and a convex function has no
/// maximum inside. Precise to about 10⁻⁵ relative.
pub fn costliest_point(model: &dyn Model, center: Point, radius: f64) -> (f64, Point) {
    let [first, _, second] = model.fisher(center).0;
    let quick = Bregman::new(model, center, 0.5 * radius * radius * first.max(second));
    let axes = [Tangent(radius, 0.0), Tangent(0.0, radius)];
    let end = |angle| Segment::step(center, combine(axes, angle));
    let cost = |angle| {
        let segment = end(angle);
        let inside = model.contains(segment.to) && model.connects(center, segment.to);
        let kl = match &quick {
            _ if !inside => f64::INFINITY,
            Some(quick) => quick.kl(model.own(segment.to)),
            None => model.kl(&segment, Direction::OldNew),
        };
        if kl.is_nan() { f64::INFINITY } else { kl }
    };
    let greater = |one: (f64, f64), other: (f64, f64)| if other.0 > one.0 { other } else { one };
    let refined = |start: (f64, f64)| {
        let (mut best, mut gap) = (start, TAU / ANGLES as f64);
        for _ in 0..REFINEMENTS {
            let (here, at) = best;
            let [left, right] = [cost(at - gap), cost(at + gap)];
            let vertex = at + 0.5 * gap * (right - left) / (2.0 * here - left - right);
            let found = [(left, at - gap), (right, at + gap), (cost(vertex), vertex)];
            best = found.into_iter().filter(|(_, angle)| angle.is_finite()).fold(best, greater);
            gap *= CLOSER;
        }
        best
    };
    let sampled = angles(ANGLES).map(|angle| (cost(angle), angle)).fold((-1.0, 0.0), greater);
    // On a small disc the opposite point costs nearly as much.
    let opposite = sampled.1 + 0.5 * TAU;
    let best = greater(refined(sampled), refined((cost(opposite), opposite)));
    let farthest = end(best.1);
    // The quick divergence was good enough for the place; its cost is computed precisely.
    let exact = if best.0.is_finite() { model.kl(&farthest, Direction::OldNew) } else { best.0 };
    (exact, farthest.to)
}
