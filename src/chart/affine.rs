//! Charts in which the model's own coordinates are linear functions:
//! `own = [[a, 0], [c, e]] · chart`.

use super::derivative::Derivative;
use super::{Chart, PairChart};
use crate::geometry::{Jacobian, Point, Segment, Symmetric, Tangent};
use crate::model::{Connection, Direction, Units};
use crate::numeric::kernel::{difference_of_products, exact};
use crate::numeric::real::Real;

/// A linear change of coordinates with triangular matrix `[[a, 0], [c, e]]`.
#[derive(Clone, Copy, Debug)]
pub struct Affine {
    a: f64,
    c: f64,
    e: f64,
    flat: Option<Connection>,
}

impl Affine {
    /// Logistic `(w̃, b̃)` for whitened inputs `(x − m)/s`. With `m` and `s` counted as the
    /// model counts its inputs, its own coordinates are `w̃/s` and `b̃ − (m/s) w̃`.
    pub fn whitened(units: &Units) -> Self {
        let Units { mean, std_dev, .. } = units;
        Self { a: 1.0 / std_dev, c: -mean / std_dev, e: 1.0, flat: Some(Connection::Exponential) }
    }

    /// Logistic `(w, b)` for the input in a unit `factor` times smaller. The model's own
    /// coordinates are `h·factor·w` and `b + c·factor·w`, with its origin `c` and unit `h`.
    pub fn raw(units: &Units, factor: f64) -> Self {
        let flat = Some(Connection::Exponential);
        Self { a: units.unit * factor, c: units.origin * factor, e: 1.0, flat }
    }

    /// Sequential log-odds in units of two features, `z = kθ`.
    pub fn sequential(units: &Units) -> Self {
        Self { a: units.scale[0], c: 0.0, e: units.scale[1], flat: None }
    }

    #[inline(always)]
    pub(super) fn apply<T: Real>(&self, [x, y]: [T; 2]) -> [T; 2] {
        let (a, c, e) = (T::of(self.a), T::of(self.c), T::of(-self.e));
        [a * x, exact::difference_of_products(c, x, e, y)]
    }

    #[inline(always)]
    pub(super) fn derivative<T: Real>(&self) -> Derivative<T> {
        Derivative::Lower { a: T::of(self.a), c: T::of(self.c), e: T::of(self.e) }
    }

    fn invert(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let first = x / self.a;
        [first, difference_of_products(1.0, y, self.c, first) / self.e]
    }
}

impl Chart for Affine {
    fn contains(&self, at: Point) -> bool {
        at.is_finite()
    }

    fn to_own(&self, at: Point) -> Point {
        self.apply(at.array()).into()
    }

    fn from_own(&self, own: Point) -> Point {
        self.invert(own.array()).into()
    }

    fn own_difference(&self, along: &Segment, _: [Point; 2]) -> Tangent {
        self.apply(along.difference.array()).into()
    }

    fn segment_from_own(&self, own: &Segment) -> Segment {
        let difference = self.invert(own.difference.array()).into();
        Segment { from: self.from_own(own.from), to: self.from_own(own.to), difference }
    }

    fn jacobian(&self, _: Point) -> Jacobian {
        self.derivative().into()
    }

    fn second_derivatives(&self, _: Point) -> [Symmetric; 2] {
        [Symmetric::default(); 2]
    }

    fn connects(&self, _: Point, _: Point) -> bool {
        true
    }

    fn flat_connection(&self) -> Option<Connection> {
        self.flat
    }

    fn for_pairs(&self) -> Option<PairChart> {
        Some(PairChart::Affine(*self))
    }

    /// The second of two choices adds `q' KL(r' ‖ r)`, or `q KL(r ‖ r')`.
    fn rises_with_second(&self) -> bool {
        self.flat.is_none()
    }

    /// `KL(old ‖ new)` is convex in log-odds, of labels and of choices alike.
    fn convex_up_to(&self, direction: Direction) -> f64 {
        if direction == Direction::OldNew { f64::INFINITY } else { 0.0 }
    }

    /// In natural coordinates `∇²KL(new ‖ old)` is a mean of `(d − d̄)² (1 + Δ − Δ̄)`, at least zero where no
    /// change differs from the mean by more than 1. In sequential log-odds, with `s = Δa + KL(r' ‖ r)`, which
    /// is a mean of differences of logits as `Δb` is one, the entries on its diagonal are
    /// `q'(1−q')(1 + (1−2q')s)` and `q'r'(1−r')(1 + (1−2r')Δb)`, and the other one is `q'(1−q') r'(1−r') Δb`.
    /// So it is definite where `(1 − |s|)(1 − |Δb|) > ¼Δb²`.
    fn convex_change(&self) -> f64 {
        if self.flat.is_some() { 1.0 } else { 2.0 / 3.0 }
    }
}
