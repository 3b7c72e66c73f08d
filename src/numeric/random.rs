//! Seeded randomness: the same seed gives the same numbers in every browser.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// A stream of random numbers that is a function of its seed alone.
#[derive(Clone, Debug)]
pub struct Random {
    generator: Pcg64Mcg,
}

impl Random {
    /// The stream of this seed.
    pub fn seeded(seed: u64) -> Self {
        Self { generator: Pcg64Mcg::seed_from_u64(seed) }
    }

    /// The stream of number `index` among those of this seed. Each is found
    /// without drawing from the ones before it.
    pub fn nth(seed: u64, index: u64) -> Self {
        Self::seeded(Self::seed_of_nth(seed, index))
    }

    /// The seed of that stream itself.
    pub fn seed_of_nth(seed: u64, index: u64) -> u64 {
        scrambled(scrambled(seed).wrapping_add(index))
    }

    /// Uniform on the whole numbers below `count`, which is not 0. The bias of
    /// the multiplication (Lemire 2019) is below `count`/2⁶⁴.
    pub fn below(&mut self, count: usize) -> usize {
        let wide = u128::from(self.generator.next_u64()) * count as u128;
        (wide >> 64) as usize
    }

    /// Uniform on `(0, 1)`, 53 bits, never an end point.
    pub fn uniform(&mut self) -> f64 {
        const UNIT: f64 = 1.0 / (1u64 << 53) as f64;
        ((self.generator.next_u64() >> 11) as f64 + 0.5) * UNIT
    }

    /// Standard normal, by Box & Muller 1958 (the cosine branch).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.uniform().ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }
}

/// The finaliser of SplitMix64 (Steele, Lea & Flood 2014), which maps near numbers to very different ones.
fn scrambled(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
