//! A vector of two numbers: a WebAssembly vector on that target, a plain pair on others.
//!
//! It has only operations that IEEE 754 rounds correctly, and no fused or relaxed
//! ones, so every engine and every machine gives the same bits.

use std::ops::{Add, BitAnd, BitOr, Div, Mul, Neg, Not, Sub};

/// Two doubles.
#[derive(Clone, Copy, Debug)]
pub struct Lanes(backend::Pair);

impl Lanes {
    /// The vector of two numbers.
    #[inline(always)]
    pub fn new(first: f64, second: f64) -> Self {
        Self(backend::new(first, second))
    }

    /// The same number twice.
    #[inline(always)]
    pub fn both(x: f64) -> Self {
        Self::new(x, x)
    }

    /// Both numbers, in order.
    #[inline(always)]
    pub fn get(self) -> [f64; 2] {
        backend::get(self.0)
    }

    /// The two exchanged.
    #[inline(always)]
    pub fn swapped(self) -> Self {
        let [first, second] = self.get();
        Self::new(second, first)
    }

    /// First plus second.
    #[inline(always)]
    pub fn sum(self) -> f64 {
        let [first, second] = self.get();
        first + second
    }

    /// The larger of the two in either lane; `self` where one is no number.
    #[inline(always)]
    pub fn max(self, other: Self) -> Self {
        Self(backend::max(self.0, other.0))
    }

    /// The roots.
    #[inline(always)]
    pub fn sqrt(self) -> Self {
        Self(backend::sqrt(self.0))
    }

    /// The absolute values.
    #[inline(always)]
    pub fn abs(self) -> Self {
        Self(backend::abs(self.0))
    }

    /// A function of one number, applied to both.
    #[inline(always)]
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        let [first, second] = self.get();
        Self::new(f(first), f(second))
    }

    /// Where `self ≤ other`; nowhere beside what is no number.
    #[inline(always)]
    pub fn at_most(self, other: Self) -> Mask {
        Mask(backend::at_most(self.0, other.0))
    }

    /// Where the two differ, or are no numbers.
    #[inline(always)]
    pub fn differs(self, other: Self) -> Mask {
        Mask(backend::differs(self.0, other.0))
    }

    /// `self · 2ᵏ` where `k` is the integer in the lowest bits of `counter`'s
    /// significand: added to the exponent, so exact while the result is normal.
    #[inline(always)]
    pub fn scaled(self, counter: Self) -> Self {
        Self(backend::scaled(self.0, counter.0))
    }

    /// `m` in `[1, 2)` and a whole number `e` with `self = m · 2ᵉ`, for normal positive numbers.
    #[inline(always)]
    pub fn parts(self) -> [Self; 2] {
        let [mantissa, exponent] = backend::parts(self.0);
        [Self(mantissa), Self(exponent) - Self::both(COUNTER + BIAS)]
    }
}

/// `2⁵²`: with a small whole number in the lowest bits it is the sum of both.
const COUNTER: f64 = 4_503_599_627_370_496.0;

/// What the exponent of a double is stored with.
const BIAS: f64 = 1023.0;

impl Default for Lanes {
    /// Zero twice.
    #[inline(always)]
    fn default() -> Self {
        Self::both(0.0)
    }
}

macro_rules! operators {
    ($($name:ident $method:ident)*) => {$(
        impl $name for Lanes {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self(backend::$method(self.0, other.0))
            }
        }
    )*};
}

operators! { Add add Sub sub Mul mul Div div }

impl Neg for Lanes {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Self(backend::neg(self.0))
    }
}

/// Yes or no for each of two lanes.
#[derive(Clone, Copy, Debug)]
pub struct Mask(backend::Mask);

impl Mask {
    /// These two answers.
    #[inline(always)]
    pub fn new(first: bool, second: bool) -> Self {
        let number = |answer: bool| f64::from(u8::from(!answer));
        Lanes::new(number(first), number(second)).at_most(Lanes::both(0.5))
    }

    /// `yes` where the answer is yes, otherwise `no`.
    #[inline(always)]
    pub fn choose_mask(self, yes: Self, no: Self) -> Self {
        (self & yes) | (!self & no)
    }

    /// Both answers, in order.
    #[inline(always)]
    pub fn get(self) -> [bool; 2] {
        backend::answers(self.0)
    }

    /// The two exchanged.
    #[inline(always)]
    pub fn swapped(self) -> Self {
        let [first, second] = self.get();
        Self::new(second, first)
    }

    /// Whether both are yes.
    #[inline(always)]
    pub fn all(self) -> bool {
        backend::all(self.0)
    }

    /// Whether one is yes.
    #[inline(always)]
    pub fn any(self) -> bool {
        backend::any(self.0)
    }

    /// `yes` where the answer is yes, otherwise `no`.
    #[inline(always)]
    pub fn choose(self, yes: Lanes, no: Lanes) -> Lanes {
        Lanes(backend::choose(self.0, yes.0, no.0))
    }
}

impl Default for Mask {
    /// No twice.
    #[inline(always)]
    fn default() -> Self {
        let zero = Lanes::default();
        zero.differs(zero)
    }
}

impl Not for Mask {
    type Output = Self;
    #[inline(always)]
    fn not(self) -> Self {
        Self(backend::not(self.0))
    }
}

impl BitAnd for Mask {
    type Output = Self;
    #[inline(always)]
    fn bitand(self, other: Self) -> Self {
        Self(backend::and(self.0, other.0))
    }
}

impl BitOr for Mask {
    type Output = Self;
    #[inline(always)]
    fn bitor(self, other: Self) -> Self {
        Self(backend::or(self.0, other.0))
    }
}

/// Bits of a double below its exponent.
const SIGNIFICAND: u32 = 52;

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod backend {
    use std::arch::wasm32::{
        f64x2, f64x2_extract_lane, f64x2_splat, i64x2_add, i64x2_all_true, i64x2_bitmask,
        i64x2_shl, u64x2_shr, u64x2_splat, v128_and, v128_any_true, v128_bitselect, v128_or,
    };
    pub use std::arch::wasm32::{
        f64x2_abs as abs, f64x2_add as add, f64x2_div as div, f64x2_le as at_most,
        f64x2_mul as mul, f64x2_ne as differs, f64x2_neg as neg, f64x2_pmax as max,
        f64x2_sqrt as sqrt, f64x2_sub as sub, v128 as Mask, v128 as Pair, v128_and as and,
        v128_not as not, v128_or as or,
    };

    #[inline(always)]
    pub fn new(first: f64, second: f64) -> Pair {
        f64x2(first, second)
    }

    #[inline(always)]
    pub fn get(x: Pair) -> [f64; 2] {
        [f64x2_extract_lane::<0>(x), f64x2_extract_lane::<1>(x)]
    }

    #[inline(always)]
    pub fn answers(mask: Mask) -> [bool; 2] {
        let bits = i64x2_bitmask(mask);
        [bits & 1 != 0, bits & 2 != 0]
    }

    #[inline(always)]
    pub fn all(mask: Mask) -> bool {
        i64x2_all_true(mask)
    }

    #[inline(always)]
    pub fn any(mask: Mask) -> bool {
        v128_any_true(mask)
    }

    #[inline(always)]
    pub fn choose(mask: Mask, yes: Pair, no: Pair) -> Pair {
        v128_bitselect(yes, no, mask)
    }

    #[inline(always)]
    pub fn scaled(x: Pair, counter: Pair) -> Pair {
        i64x2_add(x, i64x2_shl(counter, super::SIGNIFICAND))
    }

    /// The mantissa, and the stored exponent added to [`super::COUNTER`].
    #[inline(always)]
    pub fn parts(x: Pair) -> [Pair; 2] {
        let low = u64x2_splat((1 << super::SIGNIFICAND) - 1);
        let mantissa = v128_or(v128_and(x, low), f64x2_splat(1.0));
        let exponent = v128_or(u64x2_shr(x, super::SIGNIFICAND), f64x2_splat(super::COUNTER));
        [mantissa, exponent]
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod backend {
    pub type Pair = [f64; 2];
    pub type Mask = [bool; 2];

    #[inline(always)]
    pub fn new(first: f64, second: f64) -> Pair {
        [first, second]
    }

    #[inline(always)]
    pub fn get(x: Pair) -> [f64; 2] {
        x
    }

    #[inline(always)]
    pub fn add(a: Pair, b: Pair) -> Pair {
        [a[0] + b[0], a[1] + b[1]]
    }

    #[inline(always)]
    pub fn sub(a: Pair, b: Pair) -> Pair {
        [a[0] - b[0], a[1] - b[1]]
    }

    #[inline(always)]
    pub fn mul(a: Pair, b: Pair) -> Pair {
        [a[0] * b[0], a[1] * b[1]]
    }

    #[inline(always)]
    pub fn div(a: Pair, b: Pair) -> Pair {
        [a[0] / b[0], a[1] / b[1]]
    }

    #[inline(always)]
    pub fn max(a: Pair, b: Pair) -> Pair {
        let larger = |a: f64, b: f64| if a < b { b } else { a };
        [larger(a[0], b[0]), larger(a[1], b[1])]
    }

    #[inline(always)]
    pub fn neg(x: Pair) -> Pair {
        [-x[0], -x[1]]
    }

    #[inline(always)]
    pub fn sqrt(x: Pair) -> Pair {
        [x[0].sqrt(), x[1].sqrt()]
    }

    #[inline(always)]
    pub fn abs(x: Pair) -> Pair {
        [x[0].abs(), x[1].abs()]
    }

    #[inline(always)]
    pub fn at_most(a: Pair, b: Pair) -> Mask {
        [a[0] <= b[0], a[1] <= b[1]]
    }

    #[inline(always)]
    pub fn differs(a: Pair, b: Pair) -> Mask {
        [a[0] != b[0], a[1] != b[1]]
    }

    #[inline(always)]
    pub fn answers(mask: Mask) -> [bool; 2] {
        mask
    }

    #[inline(always)]
    pub fn all(mask: Mask) -> bool {
        mask[0] && mask[1]
    }

    #[inline(always)]
    pub fn any(mask: Mask) -> bool {
        mask[0] || mask[1]
    }

    #[inline(always)]
    pub fn and(a: Mask, b: Mask) -> Mask {
        [a[0] & b[0], a[1] & b[1]]
    }

    #[inline(always)]
    pub fn not(mask: Mask) -> Mask {
        [!mask[0], !mask[1]]
    }

    #[inline(always)]
    pub fn or(a: Mask, b: Mask) -> Mask {
        [a[0] | b[0], a[1] | b[1]]
    }

    #[inline(always)]
    pub fn choose(mask: Mask, yes: Pair, no: Pair) -> Pair {
        let one = |k: usize| if mask[k] { yes[k] } else { no[k] };
        [one(0), one(1)]
    }

    #[inline(always)]
    pub fn scaled(x: Pair, counter: Pair) -> Pair {
        [0, 1].map(|k| {
            let exponent = counter[k].to_bits() << super::SIGNIFICAND;
            f64::from_bits(x[k].to_bits().wrapping_add(exponent))
        })
    }

    /// The mantissa, and the stored exponent added to [`super::COUNTER`].
    #[inline(always)]
    pub fn parts(x: Pair) -> [Pair; 2] {
        let low = (1 << super::SIGNIFICAND) - 1;
        let mantissa = |x: f64| f64::from_bits(x.to_bits() & low | 1f64.to_bits());
        let exponent =
            |x: f64| f64::from_bits(x.to_bits() >> super::SIGNIFICAND | super::COUNTER.to_bits());
        [x.map(mantissa), x.map(exponent)]
    }
}
