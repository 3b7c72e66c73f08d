//! Exponential maps of the simplex's three connections, as changes of `(a, b)`;
//! `None` where the path has left the simplex by time one.

use super::Choices;
use crate::geometry::{Point, Segment, Tangent};
use crate::numeric::bernoulli::divergence;
use crate::numeric::kernel::log_ratio;

/// The exponential geodesic as a segment; `None` beyond the range of doubles.
pub(in crate::model) fn exponential_step(from: Point, velocity: Tangent) -> Option<Segment> {
    let segment = Segment::step(from, exponential_map(from, velocity));
    segment.to.is_finite().then_some(segment)
}

/// Logits on a line: with `z₂ = b` and `z₁ = softplus(b) − a`,
/// `Δb = ḃ` and `Δa = ȧ + KL(r ‖ r')`.
pub(super) fn exponential_map(from: Point, velocity: Tangent) -> Tangent {
    let Tangent(a_rate, b_rate) = velocity;
    Tangent(a_rate + divergence(from.1, b_rate), b_rate)
}

/// Probabilities on a line, `pᵢ' = pᵢ (1 + ℓᵢ)` for rates `ℓᵢ = ṗᵢ/pᵢ`, whose
/// differences are `ȧ` and `ḃ` themselves.
pub(super) fn mixture_map(choices: &Choices, velocity: Tangent) -> Option<Tangent> {
    let Tangent(a_rate, b_rate) = velocity;
    let growth = choices.rates(velocity).map(|rate| 1.0 + rate);
    let go = 1.0 + choices.stop * a_rate;
    growth
        .iter()
        .all(|&g| g > 0.0)
        .then(|| Tangent(log_ratio(growth[0], go, a_rate), log_ratio(growth[2], growth[1], b_rate)))
}

/// Great circles of `y = √p`: `yᵢ' = yᵢ (cos s + (sin s/s) ℓᵢ/2)`, `s` half the
/// Fisher norm of the velocity. Ends at the first `yᵢ = 0`, before `s = π`.
pub(super) fn levi_civita_map(choices: &Choices, velocity: Tangent) -> Option<Tangent> {
    let rates = choices.rates(velocity);
    let probabilities = choices.probabilities();
    let norm = |k: usize| 0.5 * probabilities[k].sqrt() * rates[k];
    let s = norm(0).hypot(norm(1)).hypot(norm(2));
    if s >= std::f64::consts::PI {
        return None;
    }
    let sinc = if s > 0.0 { s.sin() / s } else { 1.0 };
    let cosine_minus_one = -2.0 * (0.5 * s).sin().powi(2);
    let excess = rates.map(|rate| cosine_minus_one + 0.5 * sinc * rate);
    if !excess.iter().all(|&u| u > -1.0) {
        return None;
    }
    let root = excess.map(|u| 1.0 + u);
    // The mean of the squared factors of outcomes 2 and 3, which is q'/q.
    let go_growth = choices.second * root[1].powi(2) + choices.third * root[2].powi(2);
    let stop_change = excess[0] * (2.0 + excess[0]);
    let go_change = -choices.stop * stop_change / choices.go;
    let da = log_ratio(1.0, go_growth, go_change) - log_ratio(1.0, root[0].powi(2), stop_change);
    let db = 2.0 * log_ratio(root[2], root[1], 0.5 * sinc * velocity.1);
    Some(Tangent(da, db))
}
