//! Local minima of `KL(q ‖ p)`.

use super::peaks::Peaks;
use super::target::{Derivatives, Target};
use crate::geometry::{Point, Symmetric};

/// Most steps of one descent. Newton's method needs a few once it is near, and [`LONGEST`] lets it change `σ` by a factor
/// of `e¹⁰⁰` before.
const MOST_STEPS: usize = 200;

/// The longest step, in units of `σ` and of `ln σ`: over half a unit a quadratic is still like the loss.
const LONGEST: f64 = 0.5;

/// Minima nearer to each other than this, in the same units, are one: a descent stops within about 10⁻⁹ of its minimum.
const SAME: f64 = 1e-6;

/// A descent has arrived where the gradient is smaller than this, in the same units. The loss is then within 10⁻¹⁸ of the
/// minimum, below its rounding.
const ARRIVED: f64 = 1e-9;

/// Every local minimum as `(μ, σ)`, the lowest first: where descents end from
/// the moments of every selection of peaks. One peak alone is a minimum if the
/// others are far; several together may be covered by one wide Gaussian.
pub fn of(target: &Target) -> Vec<Point> {
    let mut found: Vec<(f64, Point)> = Vec::new();
    for start in starts(target) {
        let Some(end) = descend(target, start) else { continue };
        let is_known = found.iter().any(|(_, known)| distance(*known, end) < SAME);
        if !is_known {
            found.push((target.reverse_loss(end), end));
        }
    }
    found.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    found.into_iter().map(|(_, end)| end).collect()
}

fn starts(target: &Target) -> Vec<Point> {
    match target {
        Target::Peaks(peaks) => {
            let parts = peaks.parts();
            let selected = |set: u32| {
                let chosen = parts.iter().enumerate().filter(|(k, _)| set >> k & 1 == 1);
                let chosen: Vec<_> = chosen.map(|(_, part)| *part).collect();
                let [mean, variance] = Peaks::moments_of(&chosen);
                Point(mean, variance.sqrt())
            };
            (1..1 << parts.len()).map(selected).collect()
        }
        Target::Skewed { count } => {
            vec![Point(count.ln() - 0.5 / count, count.sqrt().recip())]
        }
        Target::HeavyTailed { .. } => vec![Point(0.0, 1.0)],
        Target::LogOdds { successes, trials } => {
            let failures = trials - successes;
            let variance = successes.recip() + failures.recip();
            vec![Point((successes / failures).ln(), variance.sqrt())]
        }
    }
}

/// Newton's method in `(μ/σ, ln σ)`, natural gradient descent where the loss
/// is not convex, and never uphill. `None` where that does not arrive.
fn descend(target: &Target, mut at: Point) -> Option<Point> {
    let mut value = target.reverse_loss(at);
    for _ in 0..MOST_STEPS {
        let (gradient, form) = gradient_and_hessian(&target.derivatives(at.0, at.1), at.1);
        let size = gradient[0].hypot(gradient[1]);
        let newton = solved(form, gradient);
        let [mut a, mut b] = newton.unwrap_or([-gradient[0], -0.5 * gradient[1]]);
        let length = a.hypot(b);
        if size < ARRIVED && (length < ARRIVED || newton.is_none()) {
            let end = moved(at, [a, b]);
            return newton.map(|_| end);
        }
        let scale = (LONGEST / length).min(1.0);
        [a, b] = [a * scale, b * scale];
        let mut halvings = 0;
        loop {
            let next = moved(at, [a, b]);
            let there = target.reverse_loss(next);
            if there <= value || size < 1e-6 {
                (at, value) = (next, there);
                break;
            }
            [a, b] = [0.5 * a, 0.5 * b];
            halvings += 1;
            if halvings > 50 {
                return None;
            }
        }
    }
    None
}

fn moved(at: Point, [a, b]: [f64; 2]) -> Point {
    Point(at.0 + a * at.1, at.1 * b.exp())
}

fn distance(p: Point, q: Point) -> f64 {
    ((p.0 - q.0) / p.1).hypot((p.1 / q.1).ln())
}

/// Gradient and Hessian `[11, 12, 22]` of the loss in `(μ/σ₀, ln σ)`.
fn gradient_and_hessian(of: &Derivatives, sigma: f64) -> ([f64; 2], [f64; 3]) {
    let ([slope, spread], [a, b, c]) = (of.first, of.second);
    let gradient = [sigma * slope, sigma * spread - 1.0];
    let square = sigma * sigma;
    (gradient, [square * a, square * b, square * c + sigma * spread])
}

/// `−A⁻¹ g` where `A` is positive definite.
fn solved(form: [f64; 3], gradient: [f64; 2]) -> Option<[f64; 2]> {
    let metric = Symmetric(form).metric().ok()?;
    Some((-metric.raise(gradient.into())).array())
}
