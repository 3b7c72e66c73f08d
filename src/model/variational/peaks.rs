//! A mixture of a few Gaussians as a target.

use std::f64::consts::PI;

use super::powers::Powers;
use super::table::Table;
use super::target::half_log_tau;
use crate::model::Digits;
use crate::numeric::expectation::nodes;
use crate::numeric::exponential::exp;
use crate::numeric::lanes::Lanes;
use crate::numeric::logarithm::{log_of_sum_and_share, logarithm};
use crate::numeric::panels::{FINE, Pole, ROUGH};

/// One Gaussian of a mixture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Peak {
    /// Its share, above 0; all shares add up to 1.
    pub weight: f64,
    /// Its mean.
    pub mean: f64,
    /// Its standard deviation.
    pub std_dev: f64,
}

/// A mixture of at most [`Peaks::MOST`] Gaussians.
#[derive(Clone, Debug)]
pub struct Peaks {
    parts: Vec<Peak>,
    /// `[m, 1/s, ln (w p(m))]` of each.
    columns: Vec<[f64; 3]>,
    poles: Vec<Pole>,
    /// Values at nodes of 16 and of 8 for each panel.
    tables: [Table; 2],
}

impl Peak {
    /// `ln (w p(x))`.
    fn log_density(&self, x: f64) -> f64 {
        let u = (x - self.mean) / self.std_dev;
        self.log_height() - 0.5 * u * u
    }

    /// `ln (w p(m))`.
    fn log_height(&self) -> f64 {
        self.weight.ln() - self.std_dev.ln() - half_log_tau()
    }

    /// `[a, b, c]` of `ln (w p(x)) = ax² + bx + c` around `origin`.
    fn quadratic(&self, origin: f64) -> [f64; 3] {
        let precision = self.std_dev.powi(-2);
        let shift = self.mean - origin;
        [-0.5 * precision, shift * precision, self.log_height() - 0.5 * shift * shift * precision]
    }
}

impl Peaks {
    /// Most of them.
    pub const MOST: usize = crate::data::MOST_PEAKS;

    /// Most poles: two for each pair of peaks.
    pub(super) const MOST_POLES: usize = Self::MOST * (Self::MOST - 1);

    /// The mixture of these, whose weights are scaled to add up to 1; those
    /// beyond the fourth are left out.
    pub fn new(peaks: &[Peak]) -> Self {
        let total: f64 = peaks.iter().take(Self::MOST).map(|peak| peak.weight).sum();
        let scaled = |peak: &Peak| Peak { weight: peak.weight / total, ..*peak };
        let parts: Vec<Peak> = peaks.iter().take(Self::MOST).map(scaled).collect();
        let column = |part: &Peak| [part.mean, part.std_dev.recip(), part.log_height()];
        let columns = parts.iter().map(column).collect();
        // Where the peaks are, with the width of the widest on either side.
        let widest = parts.iter().fold(0.0, |most: f64, part| most.max(part.std_dev));
        let [mut low, mut high] = [f64::INFINITY, f64::NEG_INFINITY];
        for part in &parts {
            (low, high) = (low.min(part.mean - widest), high.max(part.mean + widest));
        }
        let tables = [FINE, ROUGH].map(|rule| Table::new(rule, [low, high]));
        let mut peaks = Self { parts, columns, poles: Vec::new(), tables };
        peaks.poles = peaks.find_poles();
        peaks
    }

    /// The Gaussians it consists of.
    pub fn parts(&self) -> &[Peak] {
        &self.parts
    }

    /// `ln p(x)`.
    pub fn log_density(&self, x: f64) -> f64 {
        let logs = self.parts.iter().map(|part| part.log_density(x));
        let most = logs.clone().fold(f64::NEG_INFINITY, f64::max);
        most + logs.map(|log| (log - most).exp()).sum::<f64>().ln()
    }

    /// `E ln p` and `E zᵏ U′` for `k` from 0 to 3, to rounding or to about `10⁻⁸`. All at once: their loops are compiled a single time.
    pub(super) fn means(&self, digits: Digits, [mu, sigma]: [f64; 2]) -> [f64; 5] {
        let [fine, rough] = &self.tables;
        let (table, rule) = match digits {
            Digits::All => (fine, FINE),
            Digits::Six => (rough, ROUGH),
        };
        let (mut log, mut sums) = (Lanes::both(0.0), Powers::none());
        let mut add = |density: Lanes, slope: Lanes, z: Lanes, weight: Lanes| {
            log = log + weight * density;
            sums.add(weight * slope, z);
        };
        if !table.each([mu, sigma], self, &mut add) {
            let mut room = [Pole::default(); Self::MOST_POLES];
            nodes([mu, sigma], self.poles(&mut room), rule, |x, z, weight| {
                let (density, slope) = self.log_densities_and_derivatives(x);
                add(density, slope, z, weight);
            });
        }
        let [a, b, c, d] = sums.all();
        [log.sum(), a, b, c, d]
    }

    /// Where the density is zero beside the line.
    pub(super) fn zeros(&self) -> &[Pole] {
        &self.poles
    }

    /// `ln p(x)` and `U′(x) = Σ r (x − m)/s²`, each peak with its share `r` of the density.
    #[inline(always)]
    pub(super) fn log_densities_and_derivatives(&self, x: Lanes) -> (Lanes, Lanes) {
        if let [first, second] = self.columns[..] {
            let [(f, slope), (g, other)] =
                [log_and_derivative(x, first), log_and_derivative(x, second)];
            let (log, share) = log_of_sum_and_share(f, g);
            return (log, slope + share * (other - slope));
        }
        let (most, sum, total) = self.totals(x);
        (most + logarithm(sum), total / sum)
    }

    /// The largest logarithm, and the sums of the peaks over the largest, plainly and times their slopes.
    #[inline(always)]
    fn totals(&self, x: Lanes) -> (Lanes, Lanes, Lanes) {
        let none = Lanes::both(0.0);
        let (mut terms, mut most) = ([(none, none); Self::MOST], Lanes::both(f64::NEG_INFINITY));
        for (term, &column) in terms.iter_mut().zip(&self.columns) {
            *term = log_and_derivative(x, column);
            most = most.max(term.0);
        }
        let (mut sum, mut total) = (none, none);
        for &(log, slope) in &terms[..self.columns.len().min(Self::MOST)] {
            let log = log - most;
            if counts(log) {
                let share = exp(log);
                (sum, total) = (sum + share, total + share * slope);
            }
        }
        (most, sum, total)
    }

    /// `ln (w p(x))` of each, and the largest.
    #[inline(always)]
    pub(super) fn logs(&self, x: Lanes) -> (Lanes, [Lanes; Self::MOST]) {
        let mut logs = [Lanes::both(f64::NEG_INFINITY); Self::MOST];
        let mut most = logs[0];
        for (log, &column) in logs.iter_mut().zip(&self.columns) {
            (*log, _) = log_and_derivative(x, column);
            most = most.max(*log);
        }
        (most, logs)
    }

    /// Mean and variance.
    pub fn moments(&self) -> [f64; 2] {
        Self::moments_of(&self.parts)
    }

    /// Mean and variance of some of the peaks, taken for themselves.
    pub(super) fn moments_of(parts: &[Peak]) -> [f64; 2] {
        let total: f64 = parts.iter().map(|part| part.weight).sum();
        let mean = parts.iter().map(|part| part.weight / total * part.mean).sum::<f64>();
        let square = |part: &Peak| {
            let (s, gap) = (part.std_dev, part.mean - mean);
            part.weight / total * (s * s + gap * gap)
        };
        [mean, parts.iter().map(square).sum()]
    }

    /// A copy of [`Self::find_poles`].
    pub(super) fn poles<'p>(&self, room: &'p mut [Pole; Self::MOST_POLES]) -> &'p mut [Pole] {
        let count = self.poles.len().min(room.len());
        room[..count].copy_from_slice(&self.poles[..count]);
        &mut room[..count]
    }

    /// How far the nearest zero of the density is from the line: the shortest length over which `ln p` bends.
    pub(super) fn nearest_pole(&self) -> f64 {
        self.poles.iter().fold(f64::INFINITY, |least, pole| least.min(pole.away))
    }

    /// Zeros of the density beside the line: there two peaks are equal and
    /// opposite, so the difference of their logarithms, which is quadratic, is
    /// an odd multiple of `iπ`. Those of `iπ` itself are nearest to the line.
    fn find_poles(&self) -> Vec<Pole> {
        // A pair this far (nats) below the rest of the density leaves no trace.
        const HIDDEN: f64 = 45.0;
        let mut poles = Vec::new();
        for (k, first) in self.parts.iter().enumerate() {
            for second in &self.parts[k + 1..] {
                let origin = 0.5 * (first.mean + second.mean);
                let [f, s] = [first, second].map(|part| part.quadratic(origin));
                let [a, b, c] = [s[0] - f[0], s[1] - f[1], s[2] - f[2]];
                poles.extend(
                    roots(a, b, c).into_iter().flatten().map(|pole| (pole, origin, *first)),
                );
            }
        }
        let seen = poles.into_iter().map(|(pole, origin, part)| {
            let at = origin + pole.at;
            (Pole { at, ..pole }, self.log_density(at) - part.log_density(at))
        });
        seen.filter(|(pole, gap)| pole.at.is_finite() && *gap < HIDDEN)
            .map(|(pole, _)| pole)
            .collect()
    }
}

/// Whether a logarithm is so large, at one of two places, that its exponential counts beside 1. At most places one
/// or two of several peaks count.
#[inline(always)]
fn counts(log: Lanes) -> bool {
    /// `e⁻⁶⁰ = 9·10⁻²⁷`.
    const LOWEST: f64 = -60.0;
    let [first, second] = log.get();
    first > LOWEST || second > LOWEST
}

/// `ln (w p(x))` of one peak, and its slope downwards, `(x − m)/s²`.
#[inline(always)]
fn log_and_derivative(x: Lanes, [mean, inverse, height]: [f64; 3]) -> (Lanes, Lanes) {
    let inverse = Lanes::both(inverse);
    let u = (x - Lanes::both(mean)) * inverse;
    (Lanes::both(height) - Lanes::both(0.5) * u * u, u * inverse)
}

/// The roots of `ax² + bx + c = iπ`; their conjugates are those of `−iπ`.
fn roots(a: f64, b: f64, c: f64) -> [Option<Pole>; 2] {
    let linear = || Pole { at: -c / b, away: (PI / b).abs() };
    if a == 0.0 {
        return [(b != 0.0).then(linear), None];
    }
    // √(b² − 4a(c − iπ)) = x + iy with x ≥ 0.
    let (re, im) = (b * b - 4.0 * a * c, 4.0 * a * PI);
    let size = re.hypot(im);
    let x = (0.5 * (size + re.abs())).sqrt();
    let (x, y) = if re >= 0.0 { (x, 0.5 * im / x) } else { (0.5 * im.abs() / x, x.copysign(im)) };
    // The sum without cancellation first, the other root from the product (c − iπ)/a.
    let sign = 1.0f64.copysign(b);
    let (p, q) = (-0.5 * (b + sign * x), -0.5 * sign * y);
    let norm = p * p + q * q;
    let first = Pole { at: p / a, away: (q / a).abs() };
    let second = Pole { at: (c * p - PI * q) / norm, away: ((c * q + PI * p) / norm).abs() };
    [Some(first), Some(second)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `E ln p`, `E U′` and `E z U′` by the table, where it reaches, and by nodes of their own.
    #[test]
    fn the_table_gives_what_nodes_of_their_own_give() {
        let peak = |[weight, mean, std_dev]: [f64; 3]| Peak { weight, mean, std_dev };
        let sets: [&[[f64; 3]]; 6] = [
            &[[0.65, -1.5, 0.7], [0.35, 2.0, 0.5]],
            &[[0.3, -3.0, 0.1], [0.2, -1.0, 0.15], [0.3, 1.0, 0.1], [0.2, 3.0, 0.12]],
            &[[0.5, 1e3, 1.0], [0.5, 1e3 + 3.0, 2.0]],
            &[[0.5, -2e-9, 1e-10], [0.2, 1e-9, 2e-10], [0.3, 4e-9, 1e-9]],
            &[[0.9, 0.0, 0.05], [0.1, 0.0, 1.0]],
            &[[1.0, 3.0, 0.5]],
        ];
        let mut reached = 0;
        for set in sets {
            let peaks = Peaks::new(&set.iter().copied().map(peak).collect::<Vec<_>>());
            let [mean, variance] = peaks.moments();
            let scale = variance.sqrt();
            for k in 0..40 {
                let mu = mean + scale * (0.37 * f64::from(k % 11) - 2.0);
                let sigma = scale * (0.31 * f64::from(k) - 6.0).exp();
                for (table, rule, allowed) in
                    [(&peaks.tables[0], FINE, 1e-12), (&peaks.tables[1], ROUGH, 1e-6)]
                {
                    // Each entry holds a sum, and the sum of the absolute values of its terms.
                    let [mut found, mut expected] = [[[Lanes::both(0.0); 2]; 4]; 2];
                    let each = |sums: &mut [[Lanes; 2]; 4], terms: [Lanes; 3], weight: Lanes| {
                        let all = [Lanes::both(1.0), terms[0], terms[1], terms[1] * terms[2]];
                        for ([sum, size], term) in sums.iter_mut().zip(all) {
                            (*sum, *size) = (*sum + weight * term, *size + weight * term.abs());
                        }
                    };
                    let reaches = table.each([mu, sigma], &peaks, |log, slope, z, weight| {
                        each(&mut found, [log, slope, z], weight);
                    });
                    if !reaches {
                        continue;
                    }
                    reached += 1;
                    let mut poles = peaks.poles.clone();
                    nodes([mu, sigma], &mut poles, rule, |x, z, weight| {
                        let (log, slope) = peaks.log_densities_and_derivatives(x);
                        each(&mut expected, [log, slope, z], weight);
                    });
                    for ([found, _], [expected, size]) in found.into_iter().zip(expected) {
                        let (found, expected) = (found.sum(), expected.sum());
                        let bound = allowed * size.sum();
                        let label = || format!("{set:?} {mu} {sigma}: {found} {expected}");
                        assert!((found - expected).abs() <= bound, "{}", label());
                    }
                }
            }
        }
        assert!(reached > 150, "{reached}");
    }
}
