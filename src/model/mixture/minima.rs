//! Local optima of the likelihood.

use super::place::Shape;
use super::points::Points;
use crate::geometry::Point;

/// Most rounds of expectation and maximisation, and of Newton's method after them.
const MOST_ROUNDS: usize = 2_000;
const MOST_STEPS: usize = 60;

/// Rounds that move the parts by less than this, in spreads, leave the rest to Newton.
const NEAR: f64 = 1e-5;

/// Steps shorter than this, in spreads, have arrived.
const ARRIVED: f64 = 1e-12;

/// Every local optimum as `(m, d)`, the best first: expectation and
/// maximisation (Dempster, Laird & Rubin 1977), from the parts on either side of
/// the data's mean, then Newton's method. Where the data are no wider than a part,
/// there is one, on the line `d = 0`. Parts of equal weight have the same optimum twice.
pub(super) fn of(shape: Shape, points: &Points, [mean, std_dev]: [f64; 2]) -> Vec<Point> {
    if std_dev < shape.spread {
        let one = Point(mean, 0.0);
        return points.hessian(&shape.place(one)).metric().map_or(Vec::new(), |_| vec![one]);
    }
    let found = |side: f64| {
        let start = Point(mean, side * 2.0 * std_dev);
        let at = polished(shape, points, climbed(shape, points, start))?;
        (at.1 * side > 0.0).then(|| (points.loss(&shape.place(at)), at))
    };
    let right = found(1.0);
    if shape.weight == 0.5 {
        return right.map_or(Vec::new(), |(_, at)| vec![at, Point(at.0, -at.1)]);
    }
    let mut found: Vec<(f64, Point)> = right.into_iter().chain(found(-1.0)).collect();
    found.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    found.into_iter().map(|(_, at)| at).collect()
}

fn climbed(shape: Shape, points: &Points, mut at: Point) -> Point {
    for _ in 0..MOST_ROUNDS {
        let next = points.maximized(&shape.place(at));
        let moved = (next.0 - at.0).abs() + (next.1 - at.1).abs();
        if !next.is_finite() {
            return at;
        }
        at = next;
        if moved < NEAR * shape.spread {
            break;
        }
    }
    at
}

fn polished(shape: Shape, points: &Points, mut at: Point) -> Option<Point> {
    for _ in 0..MOST_STEPS {
        let place = shape.place(at);
        let form = points.hessian(&place);
        let metric = form.metric().ok()?;
        let step = -metric.raise(points.gradient(&place));
        let length = step.length();
        let longest = 0.25 * shape.spread;
        let scale = if length > longest { longest / length } else { 1.0 };
        at = at + scale * step;
        if length < ARRIVED * (shape.spread + at.0.abs() * f64::EPSILON / ARRIVED) {
            return Some(at);
        }
    }
    None
}
