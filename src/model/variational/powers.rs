//! The sums of which derivatives of a loss are made.

use crate::numeric::lanes::Lanes;

/// `Σ zᵏ f` for `k` from 0 to 3. By names: the four sums have to stay in registers, which a compiler that optimises
/// for size would not arrange for a list of them.
pub(super) struct Powers {
    a: Lanes,
    b: Lanes,
    c: Lanes,
    d: Lanes,
}

impl Powers {
    /// Sums of nothing.
    #[inline(always)]
    pub fn none() -> Self {
        let [a, b, c, d] = [Lanes::both(0.0); 4];
        Self { a, b, c, d }
    }

    /// Adds a value, which has its weight already, at a place `z`.
    #[inline(always)]
    pub fn add(&mut self, first: Lanes, z: Lanes) {
        self.a = self.a + first;
        let second = first * z;
        self.b = self.b + second;
        let third = second * z;
        self.c = self.c + third;
        self.d = self.d + third * z;
    }

    /// The four sums.
    #[inline(always)]
    pub fn all(self) -> [f64; 4] {
        [self.a.sum(), self.b.sum(), self.c.sum(), self.d.sum()]
    }
}
