//! Gauss quadrature for sums over many points: few nodes with weights that give the sum of any
//! polynomial up to a degree exactly.
//!
//! A sum `Σ cᵢ f(tᵢ)` with positive `cᵢ` is an integral over a discrete measure. Its `N`-point
//! Gauss rule has nodes within the range of the points, positive weights, and is exact up to
//! degree `2N − 1` (Gautschi 2004, Orthogonal Polynomials: Computation and Approximation,
//! sections 1.4.1 and 2.2.3). For a function that is analytic inside the ellipse around `[−1, 1]` with
//! half-axes that add up to `ρ`, it errs by the order of `ρ⁻²ᴺ` (Trefethen 2013, Approximation Theory and
//! Approximation Practice, theorem 19.3).

/// Most rounds of the iteration for the nodes; a few for each node are enough.
const MOST_ROUNDS: usize = 400;

/// The Gauss rule with `N` nodes of points `(t, c)` that count `c > 0` times each: `(node, weight)`,
/// in no order. With at most `N` different points, weights may be zero.
pub fn gauss_rule<const N: usize>(points: impl Iterator<Item = (f64, f64)>) -> [(f64, f64); N] {
    nodes(recurrence(points))
}

/// The coefficients `αₖ` and `βₖ` of the recurrence `pₖ₊₁ = (t − αₖ) pₖ − βₖ pₖ₋₁` between the orthogonal
/// polynomials of the points; `β₀` is the sum of the weights.
///
/// The points are added one by one, each by rotations that are always stable (Gragg & Harwood
/// 1984, The numerically stable reconstruction of Jacobi matrices from spectral data; algorithm RKPW).
/// A rotation changes no row above its own, so later rows need not be kept to find the first `N` coefficients.
fn recurrence<const N: usize>(points: impl Iterator<Item = (f64, f64)>) -> [(f64, f64); N] {
    let mut rows = [(0.0, 0.0); N];
    for (count, (point, weight)) in points.enumerate() {
        // Each point brings one more row, which begins with that point.
        if let Some((alpha, _)) = rows.get_mut(count) {
            *alpha = point;
        }
        let (mut cosine, mut sine, mut shift) = (1.0, 0.0, 0.0);
        let mut left: f64 = weight;
        for (alpha, beta) in rows.iter_mut().take(count + 1) {
            let both = *beta + left;
            let scaled = cosine * both;
            let before = sine;
            (cosine, sine) = if both > 0.0 { (*beta / both, left / both) } else { (1.0, 0.0) };
            let moved = sine * (*alpha - point) - cosine * shift;
            *alpha -= moved - shift;
            shift = moved;
            left = if sine > 0.0 { shift * shift / sine } else { before * *beta };
            *beta = scaled;
        }
    }
    rows
}

/// The nodes and weights that belong to a recurrence: eigenvalues of the symmetric tridiagonal matrix
/// with `αₖ` on and `√βₖ` beside the diagonal, and `β₀` times the squares of the first components
/// of its eigenvectors (Golub & Welsch 1969, Calculation of Gauss quadrature rules), by the QL
/// iteration with implicit shifts.
fn nodes<const N: usize>(rows: [(f64, f64); N]) -> [(f64, f64); N] {
    let mut diagonal = rows.map(|(alpha, _)| alpha);
    // `beside[k]` is the entry of rows `k` and `k + 1`; the last one is not used.
    let mut beside: [f64; N] =
        std::array::from_fn(|k| rows.get(k + 1).map_or(0.0, |(_, beta)| beta.max(0.0).sqrt()));
    let mut first: [f64; N] = std::array::from_fn(|k| f64::from(k == 0));
    let mut rounds = 0;
    for low in 0..N {
        loop {
            let high = (low..N - 1)
                .find(|&k| {
                    let size = diagonal[k].abs() + diagonal[k + 1].abs();
                    beside[k].abs() <= f64::EPSILON * size
                })
                .unwrap_or(N - 1);
            rounds += 1;
            if high == low || rounds > MOST_ROUNDS {
                break;
            }
            sweep(&mut diagonal, &mut beside, &mut first, [low, high]);
        }
    }
    let total = rows.first().map_or(0.0, |(_, beta)| *beta);
    std::array::from_fn(|k| (diagonal[k], total * first[k] * first[k]))
}

/// One sweep of the iteration over a block, from its end to its beginning.
fn sweep<const N: usize>(
    diagonal: &mut [f64; N],
    beside: &mut [f64; N],
    first: &mut [f64; N],
    [low, high]: [usize; 2],
) {
    // The shift: the eigenvalue of the first two rows that is nearer to the first entry.
    let half = (diagonal[low + 1] - diagonal[low]) / (2.0 * beside[low]);
    let root = half.hypot(1.0).copysign(half);
    let mut rest = diagonal[high] - diagonal[low] + beside[low] / (half + root);
    let (mut sine, mut cosine, mut taken) = (1.0, 1.0, 0.0);
    for k in (low..high).rev() {
        let (bulge, kept) = (sine * beside[k], cosine * beside[k]);
        let length = bulge.hypot(rest);
        beside[k + 1] = length;
        if length == 0.0 {
            diagonal[k + 1] -= taken;
            beside[high] = 0.0;
            return;
        }
        (sine, cosine) = (bulge / length, rest / length);
        let lower = diagonal[k + 1] - taken;
        let change = (diagonal[k] - lower) * sine + 2.0 * cosine * kept;
        taken = sine * change;
        diagonal[k + 1] = lower + taken;
        rest = cosine * change - kept;
        let (here, next) = (first[k], first[k + 1]);
        first[k + 1] = sine * here + cosine * next;
        first[k] = cosine * here - sine * next;
    }
    diagonal[low] -= taken;
    beside[low] = rest;
    beside[high] = 0.0;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::random::Random;

    const N: usize = 10;

    /// `Σ c T_k(t)` for all degrees that a rule has to sum exactly.
    fn moments(points: impl Iterator<Item = (f64, f64)>) -> [f64; 2 * N] {
        let mut sums = [0.0; 2 * N];
        for (t, c) in points {
            let angle = t.clamp(-1.0, 1.0).acos();
            for (k, sum) in sums.iter_mut().enumerate() {
                *sum += c * (k as f64 * angle).cos();
            }
        }
        sums
    }

    #[test]
    fn a_rule_sums_polynomials_up_to_its_degree_as_its_points_do() {
        let mut random = Random::seeded(3);
        for count in [11, 12, 15, 20, 40, 200, 5000] {
            type Place<'p> = &'p dyn Fn(&mut Random) -> f64;
            let places: [Place; 4] = [
                &|random| 2.0 * random.uniform() - 1.0,
                // Two clusters far apart, one a millionth wide.
                &|random| {
                    if random.uniform() < 0.5 { -0.8 } else { 0.9 + 1e-6 * random.uniform() }
                },
                &|random| random.uniform().powi(8) - 0.5,
                &|random| 0.3 + 1e-9 * random.uniform(),
            ];
            for (p, place) in places.iter().enumerate() {
                let points: Vec<(f64, f64)> = (0..count)
                    .map(|k| (place(&mut random), if k % 3 == 0 { 7.0 } else { 1.0 }))
                    .collect();
                let rule = gauss_rule::<N>(points.iter().copied());
                let ends = points
                    .iter()
                    .fold([1.0f64, -1.0f64], |[low, high], (t, _)| [low.min(*t), high.max(*t)]);
                let total: f64 = points.iter().map(|(_, c)| c).sum();
                for (node, weight) in rule {
                    assert!(weight >= 0.0, "{p} {count}: weight {weight}");
                    let slack = 1e-7 + 1e-9 * total;
                    let inside = node >= ends[0] - slack && node <= ends[1] + slack;
                    assert!(inside || weight < 1e-12 * total, "{p} {count}: node {node}");
                }
                let pairs = moments(points.into_iter()).into_iter().zip(moments(rule.into_iter()));
                for (degree, (sum, found)) in pairs.enumerate() {
                    let gap = (found - sum).abs() / total;
                    // The recurrence is rounded once for each point.
                    let rounding = 1e-14 * f64::from(count).sqrt();
                    assert!(gap < rounding, "{p} {count} degree {degree}: {gap:e}");
                }
            }
        }
    }

    #[test]
    fn few_different_points_are_their_own_rule() {
        let points = [(-0.5, 2.0), (0.25, 3.0), (0.25, 1.0)];
        let rule = gauss_rule::<4>(points.into_iter());
        for (place, count) in [(-0.5, 2.0), (0.25, 4.0)] {
            let near: f64 =
                rule.iter().filter(|(t, _)| (t - place).abs() < 1e-12).map(|(_, c)| c).sum();
            assert!((near - count).abs() < 1e-12, "{rule:?}");
        }
    }
}
