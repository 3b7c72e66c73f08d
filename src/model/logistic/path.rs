//! Both divergences between the ends of a straight path of log-odds, as sums
//! over columns of nonnegative terms, in which nothing cancels.
//!
//! Along `z(s) = z + s Δz`, `KL(from ‖ to) = ∫ (1 − s) ΔᵀF(s)Δ ds` and
//! `KL(to ‖ from) = ∫ s ΔᵀF(s)Δ ds`. A short path is integrated by quadrature; a
//! long one is found from its two ends.

use super::Logistic;
use super::means::Spread;
use super::memo::{Known, Path};
use crate::geometry::{Covector, Segment, Tangent};
use crate::numeric::gauss_legendre::{EIGHT, FIVE, THREE, TWELVE};

/// Gauss–Legendre rules, each up to the change of log-odds at which it errs by less
/// than `4·10⁻¹⁶` of an integral over `σ(1 − σ)`: the nearest pole of that is `iπ` away.
const RULES: [(f64, &[[f64; 2]]); 4] =
    [(0.008, &THREE), (0.2, &FIVE), (1.0, &EIGHT), (2.0, &TWELVE)];

/// Up to this change of log-odds quadrature needs at most five nodes. It is then
/// preferred to the formula with the two ends, because nothing cancels in it.
const SHORT: f64 = 0.2;

/// A divergence computed from the two ends must be at least this share of its terms,
/// so that at most six bits cancel.
const LEAST_SHARE: f64 = 1.0 / 64.0;

/// The same for at least so many observations along a path that is too long for quadrature. Nine bits leave thirteen
/// digits; input by input all would be left, but it takes ten times as long.
const MANY: usize = 500;
const LEAST_SHARE_OF_MANY: f64 = 1.0 / 512.0;

impl Logistic {
    /// The result, from the memo or computed in the best way; `None` if the sums must
    /// be formed input by input.
    pub(super) fn path(&self, along: &Segment) -> Option<Path> {
        let mut known = self.memo.lock();
        if let Some(answer) = known.path.get(along) {
            return answer;
        }
        let path = self.compute_path(along, &mut known);
        known.path.put(*along, path)
    }

    fn compute_path(&self, along: &Segment, known: &mut Known) -> Option<Path> {
        let Tangent(dw, db) = along.difference;
        let change = dw.abs() * self.data.summaries.largest() + db.abs();
        let is_too_long = RULES.iter().all(|(most, _)| change > *most);
        let share = if is_too_long && self.data.inputs.len() >= MANY {
            LEAST_SHARE_OF_MANY
        } else {
            LEAST_SHARE
        };
        if change > SHORT
            && let Some(path) = self.path_from_ends(along, known, share)
        {
            return Some(path);
        }
        // Beyond the last rule, or where the change is no number, there is none.
        let (_, rule) = RULES.iter().find(|(most, _)| change <= *most)?;
        self.path_by_quadrature(along, rule)
    }

    fn path_by_quadrature(&self, along: &Segment, rule: &[[f64; 2]]) -> Option<Path> {
        let mut path = Path::default();
        for [share, weight] in rule {
            let at = along.from + *share * along.difference;
            let (_, form) = self.compute_gradient_and_fisher(at)?;
            let curvature = Spread::of(form, self.data.width())?.length_squared(along.difference);
            path.divergences[0] += weight * (1.0 - share) * curvature;
            path.divergences[1] += weight * share * curvature;
            path.change += *weight * form.lower(along.difference);
        }
        Some(path)
    }

    /// From the two ends of the path, with one pass over the data for each:
    /// `KL(old ‖ new) = Σ softplus(z') − softplus(z) − σ(z) Δz`, with `z` from the
    /// side of a datum's label. `None` where less than a share of the terms would be left.
    fn path_from_ends(&self, along: &Segment, known: &mut Known, share: f64) -> Option<Path> {
        let Tangent(dw, db) = along.difference;
        let start = match known.start.get(&along.from) {
            Some(answer) => answer,
            None => known.start.put(along.from, self.softplus_sums(along.from)),
        };
        let (start, end) = (start?, self.softplus_sums(along.to)?);
        known.gradients.put(along.to, Some(self.averaged(end.map(|(sums, _)| sums))));
        let (mut path, mut size) = (Path::default(), 0.0);
        for ((side, (p, before)), (q, after)) in [1.0, -1.0].into_iter().zip(start).zip(end) {
            let [old, new] = [&p, &q].map(|sums| side * (sums.mean_u * dw + sums.mean * db));
            path.divergences[0] += (after - before) - old;
            path.divergences[1] += new - (after - before);
            path.change += Covector(side * (q.mean_u - p.mean_u), side * (q.mean - p.mean));
            size += before + after + old.abs() + new.abs();
        }
        let k = 1.0 / self.data.inputs.len() as f64;
        path.divergences = path.divergences.map(|sum| k * sum);
        path.change = k * path.change;
        let [a, b] = path.divergences;
        (a.min(b) > share * k * size).then_some(path)
    }
}
