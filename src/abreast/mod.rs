//! Runs side by side, two in a vector, one in each lane.
//!
//! A step here gives the same bits as one by [`Watch`](crate::step::Watch), because it does the
//! same operations in the same order. It is only meant for ordinary steps: those that stay well
//! inside the domain, move the point and have something left to gain. Any other step is refused,
//! and has to be taken alone.

mod gaussian;
mod pair_model;

use self::pair_model::{PairModel, Place};
use crate::chart::Charted;
use crate::geometry::{Point, Tangent};
use crate::model::prelude::*;
use crate::numeric::lanes::{Lanes, Mask};
use crate::step::{MOST_HALVINGS, Memory, PairMemory, PairRule, Rule, Schedule, Weights};

/// Squared Fisher lengths of the natural gradient above this are ordinary: they are a hundred times that of
/// the longest gradient of a run that counts as at rest (`STILL` in `step::rest`).
const LEAST_GAIN: f64 = 1e-18;

/// A sum of squared gradients up to this is ordinary: the next one cannot overflow unless it is as large.
const LARGEST_SQUARES: f64 = 1e300;

/// Takes the steps of two runs at a time.
pub(crate) struct Stepper {
    pair_model: PairModel,
    rule: PairRule,
    weights: Weights,
    /// Most steps of one run.
    most: u32,
}

/// Two runs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pair {
    at: [Lanes; 2],
    place: Place,
    memory: PairMemory,
    taken: [u32; 2],
    /// The last step, how often it was halved, and where it was ordinary.
    difference: [Lanes; 2],
    halvings: [u32; 2],
    ordinary: Mask,
    /// Whether both runs simply go on.
    is_calm: bool,
}

/// What is known of the loss at a place without computing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// It is above the goal.
    No,
    /// It may be at the goal or below.
    Possible,
    /// It is at the goal or below.
    Certain,
}

/// One run between two steps: where it is, what its rule remembers, and how many steps it has taken.
#[derive(Clone, Copy)]
pub(crate) struct Stand {
    pub at: Point,
    pub memory: Memory,
    pub taken: u32,
}

impl Stepper {
    /// The steps of a rule on a model, if there is a form of both for two runs at a time. Runs
    /// with a loss up to `goal` have arrived; they take `most` steps.
    pub fn new(model: &Charted, rule: &dyn Rule, goal: f64, most: u64) -> Option<Self> {
        let rule = rule.for_pairs()?;
        let pair_model = PairModel::new(model, goal, rule.formula.needs())?;
        let mut made = Self { pair_model, rule, weights: Weights::default(), most: 0 };
        made.prepare(most);
        Some(made)
    }

    /// The same for single runs on a Gaussian, which have no goal to arrive at.
    pub fn alone(model: &Charted, rule: &dyn Rule) -> Option<Self> {
        model.moments()?;
        Self::new(model, rule, f64::NEG_INFINITY, 0)
    }

    /// Lets each run take up to this many steps.
    pub fn prepare(&mut self, most: u64) {
        self.most = u32::try_from(most).unwrap_or(u32::MAX);
        self.weights.prepare(&self.rule.formula, most);
    }

    /// One step of a pair of equal runs, if it is ordinary: its difference and how often it was
    /// halved.
    pub fn step_alone(&self, model: &dyn Model, pair: &mut Pair) -> Option<(Tangent, u32)> {
        self.step_all(model, std::slice::from_mut(pair));
        let [dx, dy] = pair.difference;
        let difference = Tangent(dx.get()[0], dy.get()[0]);
        pair.ordinary.get()[0].then_some((difference, pair.halvings[0]))
    }

    /// Takes steps with another rate or radius, that of this rule.
    pub fn follow(&mut self, rule: &dyn Rule) {
        if let Some(rule) = rule.for_pairs() {
            self.rule = rule;
        }
    }

    /// Two runs that stand at the same point.
    pub fn twice(&self, model: &dyn Model, Stand { at, memory, taken }: Stand) -> Pair {
        let both = |[x, y]: [f64; 2]| [Lanes::both(x), Lanes::both(y)];
        let first = both(memory.first.array());
        let mut pair = Pair {
            at: both(at.array()),
            memory: PairMemory { first, second: both(memory.second) },
            taken: [taken; 2],
            ..Pair::default()
        };
        self.pair_model.place_seldom(model, pair.at, &mut pair.place);
        pair
    }

    /// One step of all pairs, where it is ordinary. Returns whether there is anything to look at.
    #[inline(never)]
    pub fn step_all(&self, model: &dyn Model, pairs: &mut [Pair]) -> bool {
        let mut any = false;
        for pair in pairs {
            let is_ordinary = self.step(model, pair);
            let is_last = pair.taken[0] >= self.most || pair.taken[1] >= self.most;
            pair.is_calm = is_ordinary && !is_last && !pair.place.possible.any();
            any |= !pair.is_calm;
        }
        any
    }

    /// A step in both lanes. Those in which it is not ordinary stay. Returns whether it was ordinary in
    /// both.
    #[inline(always)]
    fn step(&self, model: &dyn Model, pair: &mut Pair) -> bool {
        let both = Lanes::both;
        let (formula, site) = (&self.rule.formula, &pair.place.site);
        let keeps_state = formula.keeps_state();
        let mut memory = pair.memory;
        if keeps_state {
            memory = formula.remember(site, &pair.memory);
        }
        let size = match self.rule.schedule {
            Schedule::Constant => both(self.rule.size),
            Schedule::InverseTime => {
                let count = |taken: u32| f64::from(taken) + 1.0;
                both(self.rule.size) / Lanes::new(count(pair.taken[0]), count(pair.taken[1]))
            }
        };
        let weights = || self.weights.after(pair.taken);
        let [dx, dy] = formula.step(site, &memory, size, weights);
        let [x, y] = pair.at;
        let at = [x + dx, y + dy];
        // A run may have started outside the region in which the place is known.
        let gains = pair.place.inside & both(LEAST_GAIN).at_most(pair.place.gain);
        let kept = if keeps_state {
            let squares = memory.second[0] + memory.second[1];
            gains & squares.at_most(both(LARGEST_SQUARES))
        } else {
            gains
        };
        self.pair_model.place(model, at, &mut pair.place);
        let moves = at[0].differs(x) | at[1].differs(y);
        let ordinary = pair.place.inside & moves & kept;
        if !ordinary.all() {
            return self.step_with_care(model, pair, [dx, dy], memory, kept);
        }
        pair.at = at;
        pair.ordinary = ordinary;
        pair.difference = [dx, dy];
        pair.halvings = [0; 2];
        pair.taken[0] += 1;
        pair.taken[1] += 1;
        if keeps_state {
            pair.memory = memory;
        }
        true
    }

    /// The rest of [`Stepper::step`] where a step is not ordinary, or leaves the domain and has to be halved
    /// as in `take`. Lanes that are not `kept` stay where they are. The place of the pair has been
    /// overwritten, and is found again.
    #[inline(never)]
    fn step_with_care(
        &self,
        model: &dyn Model,
        pair: &mut Pair,
        [mut dx, mut dy]: [Lanes; 2],
        memory: PairMemory,
        kept: Mask,
    ) -> bool {
        let [x, y] = pair.at;
        let (mut at, mut halvings, half) = ([x + dx, y + dy], [0; 2], Lanes::both(0.5));
        for _ in 0..MOST_HALVINGS {
            let outside = self.pair_model.chart.excludes(at) & kept;
            if !outside.any() {
                break;
            }
            dx = outside.choose(half * dx, dx);
            dy = outside.choose(half * dy, dy);
            at = [x + dx, y + dy];
            let [first, second] = outside.get();
            halvings = [halvings[0] + u32::from(first), halvings[1] + u32::from(second)];
        }
        let mut next = Pair { at, memory, ..*pair };
        self.pair_model.place_seldom(model, at, &mut next.place);
        self.pair_model.place_seldom(model, pair.at, &mut pair.place);
        let moves = at[0].differs(x) | at[1].differs(y);
        pair.ordinary = next.place.inside & moves & kept;
        (pair.difference, pair.halvings) = ([dx, dy], halvings);
        pair.take(pair.ordinary, &next);
        let [first, second] = pair.ordinary.get();
        pair.taken[0] += u32::from(first);
        pair.taken[1] += u32::from(second);
        first && second
    }
}

impl Pair {
    /// The run in a lane.
    pub fn stand(&self, lane: usize) -> Stand {
        let one = |lanes: [Lanes; 2]| [lanes[0].get()[lane], lanes[1].get()[lane]];
        let memory =
            Memory { first: one(self.memory.first).into(), second: one(self.memory.second) };
        Stand { at: one(self.at).into(), memory, taken: self.taken[lane] }
    }

    /// Where the run in the first lane is.
    #[inline(always)]
    pub fn first(&self) -> Point {
        self.at.map(|lanes| lanes.get()[0]).into()
    }

    /// The steps taken in a lane.
    pub fn taken(&self, lane: usize) -> u32 {
        self.taken[lane]
    }

    /// Whether both runs go on: the last step was ordinary in both lanes, there are steps left, and
    /// neither run has arrived.
    pub fn is_calm(&self) -> bool {
        self.is_calm
    }

    /// Whether the last step in a lane was ordinary.
    pub fn was_ordinary(&self, lane: usize) -> bool {
        self.ordinary.get()[lane]
    }

    /// Whether the run in a lane, whose last step was not ordinary, has none because its matrix has no inverse: well inside
    /// the domain and far from rest, only that leaves a rule without a direction. Its model has a best fit.
    pub fn is_singular(&self, lane: usize) -> bool {
        let is_far = Lanes::both(LEAST_GAIN).at_most(self.place.gain);
        let no_direction = self.place.site.direction[0].get()[lane].is_nan();
        no_direction && (self.place.inside & is_far).get()[lane]
    }

    /// Whether the run in a lane is well inside the domain.
    pub fn is_inside(&self, lane: usize) -> bool {
        self.place.inside.get()[lane]
    }

    /// Whether the run in a lane has arrived.
    pub fn arrival(&self, lane: usize) -> Arrival {
        match [self.place.certain.get()[lane], self.place.possible.get()[lane]] {
            [true, _] => Arrival::Certain,
            [false, true] => Arrival::Possible,
            [false, false] => Arrival::No,
        }
    }

    /// Takes one of two equal runs into a lane.
    pub fn take_one(&mut self, lane: usize, twice: &Self) {
        self.take(Mask::new(lane == 0, lane == 1), twice);
        self.taken[lane] = twice.taken[lane];
    }

    /// Takes a run of another pair into a lane.
    pub fn take_lane(&mut self, lane: usize, other: &Self, from: usize) {
        let moved = if lane == from { *other } else { other.swapped() };
        self.take(Mask::new(lane == 0, lane == 1), &moved);
        self.taken[lane] = other.taken[from];
    }

    /// The same with its lanes exchanged.
    fn swapped(&self) -> Self {
        let both = |[x, y]: [Lanes; 2]| [x.swapped(), y.swapped()];
        let PairMemory { first, second } = self.memory;
        let memory = PairMemory { first: both(first), second: both(second) };
        Self { at: both(self.at), place: self.place.swapped(), memory, ..*self }
    }

    fn take(&mut self, answer: Mask, other: &Self) {
        let both = |new: [Lanes; 2], old: [Lanes; 2]| {
            [answer.choose(new[0], old[0]), answer.choose(new[1], old[1])]
        };
        self.at = both(other.at, self.at);
        self.memory.first = both(other.memory.first, self.memory.first);
        self.memory.second = both(other.memory.second, self.memory.second);
        self.place = Place::choose(answer, &other.place, &self.place);
    }
}
