//! What is summed for each input.

use crate::numeric::lanes::Lanes;

/// What is summed for each input, from `p = σ(z)`, `v = σ(z) σ(−z)` and the weight `c`.
pub(super) trait Terms {
    fn of(&self, u: Lanes, p: Lanes, v: Lanes, c: Lanes) -> [Lanes; 5];
}

pub(super) struct Moments;

impl Terms for Moments {
    #[inline(always)]
    fn of(&self, u: Lanes, p: Lanes, v: Lanes, c: Lanes) -> [Lanes; 5] {
        let (p, v) = (p * c, v * c);
        let vu = v * u;
        [p, p * u, v, vu, vu * u]
    }
}

pub(super) struct Squares;

impl Terms for Squares {
    #[inline(always)]
    fn of(&self, u: Lanes, p: Lanes, _: Lanes, c: Lanes) -> [Lanes; 5] {
        let (pu, pc, none) = (p * u, p * c, Lanes::both(0.0));
        [pu * (pc * u), pu * pc, p * pc, none, none]
    }
}

pub(super) struct Cubic {
    pub w_rate: Lanes,
    pub b_rate: Lanes,
    pub center: Lanes,
}

impl Terms for Cubic {
    #[inline(always)]
    fn of(&self, u: Lanes, p: Lanes, v: Lanes, c: Lanes) -> [Lanes; 5] {
        let (d, rate) = (u - self.center, self.w_rate * u + self.b_rate);
        let v = v * c;
        let (vd, cubic) = (v * d, v * (Lanes::both(1.0) - (p + p)) * (rate * rate));
        [v, vd, vd * d, cubic, cubic * d]
    }
}

#[inline(always)]
pub(super) fn added(sums: [Lanes; 5], terms: [Lanes; 5]) -> [Lanes; 5] {
    let ([a, b, c, d, e], [f, g, h, i, j]) = (sums, terms);
    [a + f, b + g, c + h, d + i, e + j]
}
