//! One stationary point of a goal on the boundary of a ball, to the last digit.

use nalgebra::Vector2;

use super::kl_ball::EXACT;
use super::plane::unit;
use super::scan::Sample;
use super::settled::has_lost_digits;
use super::{Goal, KlBall};
use crate::geometry::{Jacobian, Segment};
use crate::numeric::{minimum, root};

/// The best point of an unbounded ball is a minimum if the sine between the two differentials is
/// at most this (docs/mathematics/exact-steps.md#sine). Between samples with smaller sines the minimum is
/// found by its value. From 10⁻⁸ to 10⁻⁴ the count ([`super`]) changes by two.
const LARGEST_SINE: f64 = 1e-6;

/// Sines up to this are compared with their change from one sample to the next, because the tolerance of a
/// root is a share of one. From 10⁻⁵ to 1 the count is the same.
const SMALL_SINE: f64 = 1e-3;

/// The two equations that a stationary point solves, at a place near it.
struct Equations {
    /// `√(KL/δ) − 1`.
    excess: f64,
    /// Its derivative.
    rise: Vector2<f64>,
    /// Sine of the angle from the divergence's differential to the goal's.
    sine: f64,
    /// Whether the goal falls outwards there: at a minimum, not at a maximum.
    falls_outwards: bool,
}

impl KlBall<'_> {
    /// The stationary point near `at`, by Newton's method on `√(KL/δ) = 1`
    /// and `sine = 0`, in straight coordinates in which the ball is the unit disk up to higher orders. The
    /// divergence's derivative is known; that of
    /// the sine, `slope` at first, is estimated from step to step (Broyden 1965).
    /// `None` where that leads nowhere, or to a maximum.
    pub(super) fn solve_stationarity(
        &self,
        goal: &Goal,
        mut at: Vector2<f64>,
        mut slope: Vector2<f64>,
    ) -> Option<Segment> {
        /// Half of 22,000 solutions took up to 7 steps, and one in a hundred took all 16. Slower ones
        /// are left to a search.
        const MOST_STEPS: usize = 16;
        /// Half a radius of the ball. Over a longer step the sine is not nearly linear. From 0.1 to 10 the count
        /// ([`super`]) changes by four.
        const LONGEST_STEP: f64 = 0.5;
        /// Steps shrink by about the same factor while the slope is being estimated. So the error left
        /// is about the square of the last step, divided by the one before; this is the largest that
        /// is accepted, some roundings of a double.
        const ROUNDING: f64 = 1e-14;
        let (mut step, mut length, mut last) = (at, 1.0, 0.0);
        for count in 0..MOST_STEPS {
            self.halve_into_domain(&mut at, &mut step, &mut length)?;
            let Equations { excess, rise, sine, falls_outwards } = self.equations(goal, at);
            if count > 0 {
                let correction = (sine - last - slope.dot(&step)) / (length * length);
                slope += correction * step;
            }
            // Newton's step solves `rise · step = −excess` and `slope · step = −sine`, component by component: with sums and
            // multiples of whole vectors, which give the same bits, a map of `kl-ball` on a Gaussian takes 13 % longer
            // (compiled to WebAssembly, November 2026).
            let determinant = rise.perp(&slope);
            let mixed = (excess * slope.x - sine * rise.x, excess * slope.y - sine * rise.y);
            step = Vector2::new(-mixed.1 / determinant, mixed.0 / determinant);
            let before = length;
            length = step.dot(&step).sqrt();
            if length > LONGEST_STEP {
                step = Vector2::new(step.x * LONGEST_STEP / length, step.y * LONGEST_STEP / length);
                length = LONGEST_STEP;
            }
            at += step;
            // The error left is about the product of the last two, or, while the
            // slope is being estimated, shrinks by the factor of the last step.
            if length * before < EXACT && length * length < ROUNDING * before {
                let end = Some(self.straight(at)).filter(|_| falls_outwards);
                return end.filter(|end| self.model.contains(end.to));
            }
            last = sine;
        }
        None
    }

    /// The segment to a place in units of the quadratic ball's radii.
    fn straight(&self, at: Vector2<f64>) -> Segment {
        let ([u, v], time) = (self.frame, self.quadratic_time());
        Segment::step(self.center, at.x * (time * u) + at.y * (time * v))
    }

    /// Takes back half of the last step until the place is in the domain; `None`
    /// where the step has become too short.
    fn halve_into_domain(
        &self,
        at: &mut Vector2<f64>,
        step: &mut Vector2<f64>,
        length: &mut f64,
    ) -> Option<()> {
        /// In radii of the ball. If a shorter step still leaves the domain, the place is next to the edge,
        /// and is left to a search. From 10⁻⁴ to 0.1 the count ([`super`]) is the same.
        const SHORTEST_STEP: f64 = 1e-2;
        while !self.model.contains(self.straight(*at).to) {
            *length *= 0.5;
            *step *= 0.5;
            *at -= *step;
            // A length that is not a number fails this test as well.
            (*length > SHORTEST_STEP).then_some(())?;
        }
        Some(())
    }

    fn equations(&self, goal: &Goal, at: Vector2<f64>) -> Equations {
        let end = self.straight(at);
        let (kl, outward) = self.model.kl_and_differential(&end, self.direction);
        let excess = self.excess(kl);
        let scale = (2.0 * self.radius * (1.0 + excess)).recip();
        let ([u, v], time) = (self.frame, self.quadratic_time());
        let rise = Vector2::new(scale * outward.along(time * u), scale * outward.along(time * v));
        let frame = self.frame_at(end.to);
        let (normal, g) = (unit(outward, frame), unit(goal.differential(&end), frame));
        Equations { excess, rise, sine: g.perp(&normal), falls_outwards: g.dot(&normal) < 0.0 }
    }

    /// The minimum between two samples, at which the sine falls through zero.
    pub(super) fn minimum_between(
        &self,
        goal: &Goal,
        [left, right]: [Sample; 2],
    ) -> Option<Segment> {
        // Next to the family's edge all covectors are alike.
        if left.sine.min(-right.sine) < LARGEST_SINE {
            return self.lowest_between(goal, [left.angle, right.angle]);
        }
        let to_frame = Jacobian::from_columns(self.frame);
        let scale = (2.0 * self.radius).sqrt().recip();
        let place = |end: &Segment| scale * to_frame.pull(end.difference);
        let [from, to] = [left, right].map(|sample| sample.end.as_ref().map(place));
        let [from, to] = [from, to].map(Option::unwrap_or_default);
        let chord = to + -from;
        let share = left.sine / (left.sine - right.sine);
        let slope = ((right.sine - left.sine) / (chord.0 * chord.0 + chord.1 * chord.1)) * chord;
        let start = from + share * chord;
        let is_near = |end: &Segment| (place(end) + -start).length() < chord.length();
        let [start_at, slope] = [start, slope].map(|d| Vector2::from(d.array()));
        let found = self.solve_stationarity(goal, start_at, slope).filter(is_near);
        // The boundary under an angle keeps the digits that a sum of steps loses.
        let found = found.filter(|end| !has_lost_digits(end));
        found.or_else(|| self.zero_of_sine(goal, [left, right]))
    }

    /// The boundary point between two samples, or just beside them, at which the
    /// sine vanishes, by secants or else by a bracket.
    fn zero_of_sine(&self, goal: &Goal, ends: [Sample; 2]) -> Option<Segment> {
        let [left, right] = ends.map(|end| end.angle);
        let [at_left, at_right] = ends.map(|end| end.sine);
        let start = left + (right - left) * at_left / (at_left - at_right);
        let mut exact = self.sampler(goal, 0.5 * (ends[0].time + ends[1].time));
        let scale = SMALL_SINE.min(at_left - at_right) / SMALL_SINE;
        let found =
            root::secant([left, start], at_left / scale, EXACT, |angle| exact(angle).sine / scale);
        let margin = right - left;
        if let Some(angle) = found.filter(|angle| (left - margin..right + margin).contains(angle)) {
            return exact(angle).end;
        }
        // The sign of a small sine may be wrong at a coarse sample. Then the minimum is in the gap
        // beside it.
        for ends in [[left, right], [left - margin, right + margin]] {
            let values = ends.map(|angle| -exact(angle).sine);
            if values[0] < 0.0 && values[1] >= 0.0 {
                let angle = root::bracketed(ends, values, |angle| -exact(angle).sine);
                return exact(angle).end;
            }
        }
        None
    }

    /// The lowest boundary point between two angles.
    pub(super) fn lowest_between(&self, goal: &Goal, ends: [f64; 2]) -> Option<Segment> {
        /// A share of the gap. A search by values finds a minimum to about 10⁻⁸ of it, because near
        /// a minimum values change by the square of the distance; this is a thousand times as much. From
        /// 10⁻⁷ to 10⁻³ the count ([`super`]) changes by one.
        const ASIDE: f64 = 1e-5;
        /// How far the zero of the sine may be from the least value, in units of `ASIDE`. From 3 to 1000 the
        /// count changes by one.
        const NEAR: f64 = 100.0;
        let mut exact = self.sampler(goal, self.quadratic_time());
        let lowest = minimum::golden_section(ends, |angle| exact(angle).value);
        // The values give half of the digits of the place, the sine gives all of them.
        let aside = lowest - ASIDE * (ends[1] - ends[0]);
        let mut sine = |angle| exact(angle).sine;
        // Where one coordinate counts for a million times as much as the other, all sines are small.
        let margin = NEAR * (lowest - aside);
        let around = [lowest - margin, lowest + margin];
        let values = around.map(|angle| -sine(angle));
        let polished = if values[0] < 0.0 && values[1] >= 0.0 {
            Some(root::bracketed(around, values, |angle| -sine(angle)))
        } else {
            let found = root::secant([aside, lowest], sine(aside), EXACT, &mut sine);
            found.filter(|found| (found - lowest).abs() < margin)
        };
        exact(polished.unwrap_or(lowest)).end
    }

    /// Whether the two differentials are parallel at a landing. Measured in the
    /// frame there: next to the family's edge all covectors are alike in units of
    /// the centre.
    pub(super) fn is_stationary(&self, goal: &Goal, landing: &Segment) -> bool {
        let slope = self.model.kl_differential(landing, self.direction);
        let g = goal.differential(landing);
        let frame = self.model.frame(landing.to);
        frame.is_ok_and(|frame| unit(g, frame).perp(&unit(slope, frame)).abs() < LARGEST_SINE)
    }
}
