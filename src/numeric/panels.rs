//! Integrals over a line by Gauss–Legendre panels whose lengths follow the
//! singularities of the integrand.
//!
//! An integrand that is analytic but for poles beside the line is integrated to
//! rounding by 16 nodes on every panel that keeps away from the poles: the error
//! is about `ρ⁻³²`, where `ρ` is the sum of the half-axes of the largest ellipse
//! with its foci at the panel's ends that contains no pole, in units of half its
//! length (Trefethen 2008, SIAM Review 50:67). Panels next to a pole are as short
//! as its distance from the line, and grow geometrically away from it.

use super::lanes::Lanes;

/// A pair of poles beside the line, at `at ± i·away`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pole {
    /// The place on the line nearest to it.
    pub at: f64,
    /// How far it is from the line.
    pub away: f64,
}

impl Pole {
    /// Whether a panel between these ends may have to be shorter than `longest` because of it. The length
    /// that it leaves from a place is at least `2·away/√(ELLIPSE² − 1)`, a multiple of the distance to a
    /// pole on the left, and a share of that to a pole on the right.
    pub fn shortens(&self, [low, high]: [f64; 2], longest: f64) -> bool {
        // `2/√(ELLIPSE² − 1)`, `2/(ELLIPSE − 1)` and `2/(ELLIPSE + 1)`, rounded down.
        const AWAY: f64 = 1.385;
        const BEHIND: f64 = 2.64;
        const AHEAD: f64 = 0.725;
        let is_near = AWAY * self.away < longest;
        is_near && BEHIND * (low - self.at) < longest && AHEAD * (self.at - high) < longest
    }
}

/// The positive nodes of a Gauss–Legendre rule on `[−1, 1]`, and their weights.
pub type Rule = [[f64; 2]];

/// 16 nodes.
pub const FINE: &Rule = &[
    [0.095_012_509_837_637_44, 0.189_450_610_455_068_5],
    [0.281_603_550_779_258_9, 0.182_603_415_044_923_6],
    [0.458_016_777_657_227_4, 0.169_156_519_395_002_54],
    [0.617_876_244_402_643_7, 0.149_595_988_816_576_73],
    [0.755_404_408_355_003, 0.124_628_971_255_533_87],
    [0.865_631_202_387_831_7, 0.095_158_511_682_492_78],
    [0.944_575_023_073_232_6, 0.062_253_523_938_647_894],
    [0.989_400_934_991_649_9, 0.027_152_459_411_754_095],
];

/// 8 nodes: the error of a panel is about `3.2⁻¹⁶ = 8·10⁻⁹`.
pub const ROUGH: &Rule = &[
    [0.183_434_642_495_649_8, 0.362_683_783_378_362],
    [0.525_532_409_916_329, 0.313_706_645_877_887_3],
    [0.796_666_477_413_626_7, 0.222_381_034_453_374_48],
    [0.960_289_856_497_536_3, 0.101_228_536_290_376_26],
];

/// `½(ρ + 1/ρ)` for `ρ = 3.2`: the error of a panel is about `3.2⁻³² = 7·10⁻¹⁷`.
const ELLIPSE: f64 = 1.756_25;

/// A panel is no shorter than this share of its place: rounding would stop it.
const SHORTEST: f64 = 1e-14;

/// Most panels. Lengths grow by a factor of about 3.6, so that two hundred
/// reach from the smallest double to the largest.
const MOST: usize = 2_000;

/// The panels from `ends[0]` to `ends[1]`, none longer than `longest`: the
/// middle and half the length of each.
pub fn panels(ends: [f64; 2], longest: f64, poles: &[Pole]) -> impl Iterator<Item = [f64; 2]> {
    let [mut from, end] = ends;
    let panel = move || {
        if from.is_nan() || from >= end {
            return None;
        }
        let to = (from + length(from, longest, poles)).min(end);
        let panel = [0.5 * (from + to), 0.5 * (to - from)];
        from = to;
        Some(panel)
    };
    std::iter::from_fn(panel).take(MOST)
}

/// The length of the panel that begins at `from`. It is not part of [`panels`], because every sum over panels
/// would then contain a copy of it.
#[inline(never)]
fn length(from: f64, longest: f64, poles: &[Pole]) -> f64 {
    let length = poles.iter().fold(longest, |length, pole| length.min(room(from, pole)));
    length.max(SHORTEST * (1.0 + from.abs()))
}

/// The length `l` of the longest panel from `from` to the right that keeps away
/// from a pole `p`: `|p − from| + |p − from − l| = ELLIPSE · l`.
#[inline(always)]
fn room(from: f64, pole: &Pole) -> f64 {
    const SCALE: f64 = 2.0 / (ELLIPSE * ELLIPSE - 1.0);
    let across = pole.at - from;
    let distance = (across * across + pole.away * pole.away).sqrt();
    SCALE * (ELLIPSE * distance - across)
}

/// A panel's nodes, two at a time, each pair with its weight.
#[inline(always)]
pub fn over([middle, half]: [f64; 2], rule: &Rule, mut f: impl FnMut(Lanes, Lanes)) {
    for &[node, weight] in rule {
        let aside = half * node;
        f(Lanes::new(middle - aside, middle + aside), Lanes::both(half * weight));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `∫ a/(x² + a²) dx` over `[−1, 3]`.
    #[test]
    fn poles_however_near_cost_no_digits() {
        for away in [3.0, 0.5, 1e-2, 1e-6, 1e-12] {
            let pole = Pole { at: 0.0, away };
            let mut sum = Lanes::both(0.0);
            let a = Lanes::both(away);
            for panel in panels([-1.0, 3.0], 10.0, &[pole]) {
                over(panel, FINE, |x, weight| sum = sum + weight * (a / (x * x + a * a)));
            }
            let expected = (3.0 / away).atan() + (1.0 / away).atan();
            let error = (sum.sum() / expected - 1.0).abs();
            assert!(error < 4e-15, "{away}: {error}");
        }
    }

    #[test]
    fn a_pole_that_is_left_out_would_change_nothing() {
        let mut left_out = 0;
        for at in (-80..=80).map(|k| 0.25 * f64::from(k)) {
            for away in [1e-6, 0.01, 0.5, 1.0, 1.9, 2.0, 2.1, 3.0, 10.0] {
                let pole = Pole { at, away };
                let [with, without] = [&[pole][..], &[]]
                    .map(|poles| panels([-8.4, 8.4], 2.8, poles).collect::<Vec<_>>());
                if !pole.shortens([-8.4, 8.4], 2.8) {
                    assert_eq!(with, without, "{pole:?}");
                    left_out += 1;
                }
            }
        }
        assert!(left_out > 500, "{left_out}");
    }

    #[test]
    fn panels_end_whatever_they_are_given() {
        for pole in [[0.0, 0.0], [1.0, 1e-300], [f64::NAN, 1.0], [1e300, 1e300], [0.0, f64::MAX]] {
            let pole = Pole { at: pole[0], away: pole[1] };
            assert!(panels([-8.0, 8.0], 3.0, &[pole]).count() <= MOST);
        }
        assert_eq!(panels([f64::NAN, 8.0], 3.0, &[]).count(), 0);
    }
}
