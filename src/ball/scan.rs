//! Samples all around the boundary of a ball, close enough to each other that every minimum shows.
//!
//! Most constants here were measured with the count that [`super`] describes.

use std::f64::consts::TAU;

use nalgebra::Vector2;

use super::plane::{extrapolated, unit};
use super::{Goal, KlBall, MOST_HALVINGS};
use crate::geometry::{Covector, Segment, Tangent, combine};
use crate::model::Digits;

/// Angles at which a goal is sampled before its minima are refined: multiples of four, so that a quarter of
/// them is a quarter turn. In an earlier count of 25,536 goals 8 angles missed 29 minima, 12 missed 25,
/// 16 missed 16, and 24 missed 22.
const ANGLES: i32 = 16;

/// Beyond this radius (nats) a ball may be dented in some chart
/// (docs/mathematics/gaussian.md#convexity). Its boundary is then sampled at twice as many
/// angles, because the far part of a large ball is seen under small ones. Angles of a closed form
/// are spread evenly by themselves.
const DENTED: f64 = 0.28;

/// Cosine of the largest angle by which the outward normal may turn from one
/// sample to the next, 41°; where it turns more, samples are put in between. The normal
/// of a round ball turns by 22.5° between two of sixteen. In the earlier count 23 minima were missed with
/// 120°, 20 with 90°, 18 with 60°, 16 with 41° and 17 with 26°.
const SHARPEST_TURN: f64 = 0.75;

/// Most samples in one gap between two equal angles: room for a dozen corners,
/// each of which takes [`MOST_HALVINGS`] on either side. Where the normals
/// consist of rounding errors, they turn sharply everywhere, and halving would go on for
/// 2⁴⁰ samples.
const MOST_IN_GAP: usize = 1000;

/// Up to this radius (nats) the sign of a sine is taken from a place a little beside the
/// boundary. Larger balls have corners, in which the sign changes within a shorter distance. With 10 six minima more
/// are missed. Without such places the count ([`super`]) takes a tenth longer.
const LARGEST_COARSE: f64 = 1.0;

/// Tolerance of such places at a radius of one nat, and the largest one. A smaller ball is
/// rounder and its stationary points are farther from each other, so the tolerance grows with the
/// inverse square of the radius, up to the second number. That leaves an error of some thousandths
/// of the distance between samples. In the earlier count 15 minima were missed with a tenth of it, 20 with ten
/// times as much, and 36 with a hundred times as much.
pub(super) const COARSE: [f64; 2] = [1e-3, 2e-2];

/// A point of the boundary, seen from the centre.
#[derive(Clone, Copy)]
pub(super) struct Sample {
    /// Under which angle of the frame.
    pub angle: f64,
    /// How long a geodesic of unit speed takes there; a guess where it never arrives.
    pub time: f64,
    /// The way there; `None` where there is no boundary under that angle.
    pub end: Option<Segment>,
    /// The goal there; infinite where there is none.
    pub value: f64,
    /// Its differential there.
    pub differential: Covector,
    /// Sine of the angle from the divergence's differential there to the goal's,
    /// both in the frame of the centre, carried there by the model's own coordinates.
    pub sine: f64,
    /// Its cosine.
    pub cosine: f64,
    /// The direction of the divergence's differential in these coordinates, in
    /// the frame of the centre as it is.
    normal: Vector2<f64>,
    /// 0 if the place is on the boundary. Otherwise the number of halvings that were left when it was
    /// taken; the larger, the farther the place may be from the boundary.
    coarseness: u32,
}

impl Sample {
    /// No boundary under this angle.
    fn open(angle: f64, time: f64) -> Self {
        let (none, normal) = (f64::NAN, Vector2::repeat(f64::NAN));
        let value = f64::INFINITY;
        Self {
            angle,
            time,
            end: None,
            value,
            differential: Covector(none, none),
            sine: none,
            cosine: none,
            normal,
            coarseness: 0,
        }
    }
}

impl KlBall<'_> {
    /// The boundary once around, first sample repeated at the end: at equal
    /// angles, with as many more between them as it takes to follow its turns.
    /// `None` where the goal is −∞ at one of them.
    pub(super) fn scan(&self, goal: &Goal) -> Option<Vec<Sample>> {
        let mut samples: Vec<Sample> = Vec::with_capacity(2 * ANGLES as usize + 1);
        let mut times = [self.quadratic_time(); 3];
        let dented = self.radius > DENTED && !self.has_closed_form();
        let count = match goal {
            // Such a loss may have several minima, some of them narrow. Of 1500 random targets of two to four
            // peaks, 32 angles miss the global minimum on one, these on none.
            Goal::Loss { of, .. } if !of.is_likelihood() && of.optima().len() > 1 => 3 * ANGLES,
            _ if dented => 2 * ANGLES,
            _ => ANGLES,
        };
        let half = self.scans_half(goal);
        let (from, to) = if half { (-count / 4, count / 4) } else { (0, count) };
        for k in from..=to {
            let angle = TAU * (f64::from(k) / f64::from(count));
            let guess = extrapolated(times);
            let sample = match samples.first() {
                Some(first) if !half && k == to => Sample { angle, ..*first },
                _ => self.sample_near(goal, angle, guess, MOST_HALVINGS)?,
            };
            let is_start = samples.is_empty() || sample.end.is_none();
            times = if is_start { [sample.time; 3] } else { [times[1], times[2], sample.time] };
            if let Some(left) = samples.last().copied() {
                let most = samples.len() + MOST_IN_GAP;
                self.follow_turns(goal, [left, sample], MOST_HALVINGS, most, &mut samples)?;
            }
            samples.push(sample);
        }
        Some(samples)
    }

    /// Adds samples between two others until the normal turns only a little from each to the next, or until
    /// there are `most` of them.
    fn follow_turns(
        &self,
        goal: &Goal,
        [left, right]: [Sample; 2],
        halvings: u32,
        most: usize,
        samples: &mut Vec<Sample>,
    ) -> Option<()> {
        // An open end has no normal: its components are not numbers, so the comparison is false.
        let is_sharp = left.normal.dot(&right.normal) < SHARPEST_TURN;
        if is_sharp && halvings > 0 && samples.len() < most {
            // In a sharp turn small errors matter, so both ends are found as precisely as the middle.
            let precise = |end: Sample| match end.coarseness > halvings {
                true => self.sample_near(goal, end.angle, end.time, halvings),
                false => Some(end),
            };
            let (left, right) = (precise(left)?, precise(right)?);
            let angle = 0.5 * (left.angle + right.angle);
            let guess = 0.5 * (left.time + right.time);
            let middle = self.sample_near(goal, angle, guess, halvings - 1)?;
            self.follow_turns(goal, [left, middle], halvings - 1, most, samples)?;
            samples.push(middle);
            self.follow_turns(goal, [middle, right], halvings - 1, most, samples)?;
        }
        Some(())
    }

    /// A place near the boundary under an angle, close enough to decide on which side of it a
    /// stationary point is. For a large ball it is a place on the boundary.
    /// `None` where the goal is −∞ there.
    fn sample_near(&self, goal: &Goal, angle: f64, guess: f64, halvings: u32) -> Option<Sample> {
        let is_finite = |sample: &Sample| sample.value > f64::NEG_INFINITY;
        if let Some(end) = self.closed_form(combine(self.own_frame, angle)) {
            return Some(self.sample_of(goal, angle, guess, end, Digits::Six)).filter(is_finite);
        }
        // A place just outside may be beyond a singularity that the ball does not reach.
        let coarse = self.coarse_sample(goal, angle, guess, halvings).filter(is_finite);
        let sample = coarse.unwrap_or_else(|| self.sample_at(goal, angle, guess));
        Some(sample).filter(is_finite)
    }

    /// A place beside the boundary, by secants in the model's own coordinates. They stop early: the
    /// finer the samples, the more precise the place.
    fn coarse_sample(&self, goal: &Goal, angle: f64, guess: f64, halvings: u32) -> Option<Sample> {
        /// Secants from a guess that needs more are better left to the exact search. From 2 to 10 the count
        /// ([`super`]) changes by four.
        const MOST_TRIALS: usize = 5;
        /// A share of the tolerance of a sample. The last secant is taken without evaluating the
        /// divergence there; its error is the product of the last two, and stays below this. From 0.03 to 0.5
        /// the count changes by four; with 4 fifteen minima more are missed.
        const SHARE: f64 = 0.25;
        let velocity = combine(self.own_frame, angle);
        let fineness = 0.5f64.powi((MOST_HALVINGS - halvings) as i32);
        let tolerance = SHARE * fineness * (COARSE[0] / self.radius.powi(2)).min(COARSE[1]);
        let [mut last, mut time, mut before] = [0.0, guess, -1.0];
        let trials = if self.radius > LARGEST_COARSE { 0 } else { MOST_TRIALS };
        for _ in 0..trials {
            let own = self.own.geodesic(self.connection, self.own_center, time * velocity).ok()?;
            let (kl, slope) = self.own.kl_and_differential(&own, self.direction);
            let excess = self.excess(kl);
            let next = time - excess * (time - last) / (excess - before);
            if (next - time).abs() < tolerance * time {
                let Some(end) = self.model.seen_from(self.center, &own) else {
                    return Some(Sample { coarseness: halvings, ..Sample::open(angle, time) });
                };
                let jacobian = self.model.jacobian(end.to);
                let here = self.frame.map(|u| jacobian.push(u));
                let normals = [unit(slope, self.own_frame), unit(slope, here)];
                let found = goal.value_and_differential(self.model, &end, Digits::Six);
                let sample = self.sample(found, angle, time, end, self.frame_at(end.to), normals);
                return Some(Sample { coarseness: halvings, ..sample });
            }
            if !self.is_plausible(next, guess) {
                return None;
            }
            (last, before, time) = (time, excess, next);
        }
        None
    }

    /// The boundary under one angle after another, each nearer to the last.
    pub(super) fn sampler(&self, goal: &Goal, mut time: f64) -> impl FnMut(f64) -> Sample {
        move |angle| {
            let sample = self.sample_at(goal, angle, time);
            time = sample.time;
            sample
        }
    }

    /// The boundary under an angle, found from the guess of a time.
    fn sample_at(&self, goal: &Goal, angle: f64, guess: f64) -> Sample {
        let found = self.boundary_point(angle, guess);
        let (time, end) = found.map_or((guess, None), |(time, end)| (time, Some(end)));
        self.sample_of(goal, angle, time, end, Digits::All)
    }

    /// The same at an end that is known, with so many digits of the goal.
    fn sample_of(
        &self,
        goal: &Goal,
        angle: f64,
        time: f64,
        end: Option<Segment>,
        digits: Digits,
    ) -> Sample {
        let Some(end) = end else { return Sample::open(angle, time) };
        let slope = self.model.kl_differential(&end, self.direction);
        let frame = self.frame_at(end.to);
        let normals = [unit(slope, frame), unit(slope, self.frame)];
        let found = goal.value_and_differential(self.model, &end, digits);
        self.sample(found, angle, time, end, frame, normals)
    }

    /// A sample with the directions of the divergence's differential in the frame
    /// carried there and in the centre's own.
    fn sample(
        &self,
        (value, differential): (f64, Covector),
        angle: f64,
        time: f64,
        end: Segment,
        frame: [Tangent; 2],
        [outward, normal]: [Vector2<f64>; 2],
    ) -> Sample {
        let slope = unit(differential, frame);
        Sample {
            angle,
            time,
            end: Some(end),
            value,
            differential,
            sine: slope.perp(&outward),
            cosine: slope.dot(&outward),
            normal,
            coarseness: 0,
        }
    }
}
