//! One run from one start that keeps only its current point.

use crate::abreast::Arrival;
use crate::catalog::RuleEntry;
use crate::chart::Charted;
use crate::error::Invalid;
use crate::experiment::StepCoordinates;
use crate::geometry::{Point, Segment};
use crate::model::prelude::*;
use crate::model::{Connection, Direction, ExponentialFamily, OnePass, is_linear_in_expectations};
use crate::specification::RuleSpec;
use crate::step::{Memory, Rule, Site, Stop, Watch, has_no_best_fit, has_nothing_to_gain};

use super::Goal;

/// The outcome of one start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The loss reached the goal after this many steps, 0 if it had at the start.
    Reached(u32),
    /// All steps were taken, and the loss is still above the goal.
    Running,
    /// The run came to rest above the goal.
    Converged,
    /// Its rule found no step, above the goal.
    Stopped(Stop),
    /// The start is outside the domain, or the run's chart cannot represent it.
    Outside,
    /// The start has not been tried yet.
    Pending,
    /// The loss has no minimum, and the run has followed it to where numbers end.
    Unbounded,
}

impl Outcome {
    /// The names behind the negative codes: code `−1 − k` is the `k`-th.
    pub const NAMES: [&'static str; 9] = [
        "running",
        "converged",
        "left-domain",
        "singular",
        "ill-posed",
        "collapsed",
        "outside",
        "pending",
        "unbounded",
    ];

    /// The number of steps if the goal was reached, otherwise a negative code; see [`Outcome::NAMES`].
    pub fn code(self) -> i32 {
        match self {
            Self::Reached(steps) => steps.min(i32::MAX as u32) as i32,
            Self::Running => -1,
            Self::Converged => -2,
            Self::Stopped(Stop::LeftDomain) => -3,
            Self::Stopped(Stop::Singular) => -4,
            Self::Stopped(Stop::IllPosed) => -5,
            // −6, "collapsed", is reserved for runs on batches.
            Self::Outside => -7,
            Self::Pending => -8,
            Self::Unbounded => -9,
        }
    }

    /// The public name: "reached", or one of [`Outcome::NAMES`].
    pub fn name(self) -> &'static str {
        let code = self.code();
        if code < 0 { Self::NAMES[(-1 - code) as usize] } else { "reached" }
    }
}

/// A rule in a chart, and a goal: what all walks of a sweep have in common.
pub(super) struct Walker {
    pub model: Charted,
    pub rule: Box<dyn Rule>,
    /// The loss at which a walk has arrived (nats); −∞ if it should take all steps.
    pub goal: f64,
    /// Most steps of one walk.
    pub most: u64,
    /// Where a step is taken, if not in the coordinates of the chart.
    coordinates: StepCoordinates,
    /// Whether the loss at the end of a walk is asked for.
    keeps_loss: bool,
    /// The minima that its walks may come to, where there are several.
    valleys: Option<Valleys>,
}

/// A run in progress.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    start: Point,
    pub at: Point,
    /// The same in the model's own coordinates, which may hold more than the chart.
    own: Option<Point>,
    pub memory: Memory,
    watch: Watch,
    pub taken: u64,
    /// The loss (nats) at the point where the walk has ended.
    pub loss: f64,
    /// The outcome, once it has ended.
    pub end: Option<Outcome>,
    /// The local minimum that it is at, and the step with which it came there; see [`Valleys`].
    pub valley: Option<Visit>,
}

/// A local minimum that a walk has come to: its number, and after how many steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Its number among the minima, the lowest first.
    pub minimum: u32,
    /// The steps taken until then.
    pub steps: u32,
}

/// Several local minima of a loss: a walk is at the one whose distribution is nearest to its own, by
/// `KL(minimum ‖ walk)`, if its loss is no farther above that minimum's than the goal is above the lowest.
pub(crate) struct Valleys {
    /// The minima, lowest first, each with the loss up to which a walk is at it.
    minima: Vec<(Point, f64)>,
    /// The greatest of these losses.
    highest: f64,
}

impl Valleys {
    /// Those of a model; `None` where it has fewer than two minima, or all steps are to be taken.
    pub fn of(model: &Charted, goal: f64) -> Option<Self> {
        let optima = model.optima();
        let losses: Vec<f64> = optima.iter().map(|&at| model.loss(at)).collect();
        let gap = goal - losses.first()?;
        let minima: Vec<(Point, f64)> =
            optima.into_iter().zip(losses).map(|(at, loss)| (at, loss + gap)).collect();
        let highest = minima.last()?.1;
        (minima.len() > 1 && gap >= 0.0).then_some(Self { minima, highest })
    }

    /// The minimum that a place with this loss is at.
    pub fn at(&self, model: &Charted, at: Point, loss: f64) -> Option<u32> {
        if loss > self.highest || loss.is_nan() {
            return None;
        }
        /// Divergences that differ by less are those of one distribution with two names.
        const SAME: f64 = 1e-6;
        let segments: Vec<Segment> =
            self.minima.iter().map(|&(minimum, _)| Segment::between(minimum, at)).collect();
        let costs: Vec<f64> =
            segments.iter().map(|along| model.kl(along, Direction::OldNew)).collect();
        let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
        let nearest =
            (0..segments.len()).filter(|&k| costs[k] <= (1.0 + SAME) * least + SAME * SAME);
        let length = |k: &usize| segments[*k].difference.length();
        let nearest = nearest.min_by(|a, b| length(a).total_cmp(&length(b)))?;
        (loss <= self.minima[nearest].1).then_some(nearest as u32)
    }
}

impl Walker {
    /// Walks of this rule.
    pub fn new(model: Charted, rule: &RuleSpec, goal: f64, most: u64, keeps_loss: bool) -> Self {
        let built = rule.build();
        let coordinates = StepCoordinates::of(built.as_ref(), rule.rule.invariance, &model);
        Self { model, rule: built, goal, most, coordinates, keeps_loss, valleys: None }
    }

    /// The same, whose walks say at which of several minima they are.
    pub fn with_valleys(self) -> Self {
        Self { valleys: Valleys::of(&self.model, self.goal), ..self }
    }

    /// Whether there are several minima to tell apart.
    pub fn has_valleys(&self) -> bool {
        self.valleys.is_some()
    }

    /// Notes at which minimum a walk is, whose loss has just been found.
    fn note(&self, walk: &mut Walk) {
        let Some(valleys) = &self.valleys else { return };
        let found = valleys.at(&self.model, walk.at, walk.loss);
        if found != walk.valley.map(|visit| visit.minimum) {
            walk.valley = found.map(|minimum| Visit { minimum, steps: walk.taken as u32 });
        }
    }

    /// A walk at its start, which must be in the domain; whether it has arrived there is not known yet.
    pub fn start(&self, at: Point) -> Walk {
        let own = (self.coordinates != StepCoordinates::Chart).then(|| self.model.own(at));
        Walk {
            start: at,
            at,
            own,
            memory: Memory::default(),
            watch: Watch::default(),
            taken: 0,
            loss: f64::NAN,
            end: None,
            valley: None,
        }
    }

    /// Whether a step of the rule takes microseconds, in a closed form or nearly so: many rates can then be tried.
    pub fn is_cheap(&self, rule: &RuleEntry) -> bool {
        match rule.name {
            // For the last three, a root on a ray, a line search, or a search on the boundary of a ball:
            // some divergences in each step.
            "geodesic" | "mirror" | "kl-ray" | "trpo" | "kl-ball" => !self.sums(),
            "euclidean-ball" | "fisher-ball" => true,
            _ => rule.options.iter().any(|option| option.name == "rate"),
        }
    }

    /// Whether a loss or a divergence is a sum over observations, or an integral, and not a formula.
    pub fn sums(&self) -> bool {
        let known = |family: &dyn ExponentialFamily| family.has_closed_form(Connection::LeviCivita);
        let is_formula = self.model.is_likelihood() || is_linear_in_expectations(&self.model);
        !(is_formula && self.model.exponential().is_some_and(known))
    }

    /// Whether a walk that ends here has followed a loss without a minimum to where numbers end.
    fn is_unbounded(&self, walk: &Walk, site: &Site) -> bool {
        let has_fallen = || self.loss(walk) < self.model.loss(walk.start);
        has_no_best_fit(&self.model) && (has_fallen() || has_nothing_to_gain(site))
    }

    /// Whether the loss at the end of a walk is asked for.
    pub fn asks_for_loss(&self) -> bool {
        self.keeps_loss || self.valleys.is_some()
    }

    /// Ends a walk that has been taken to its point from outside, if it has arrived there or
    /// has taken all its steps.
    pub fn look(&self, walk: &mut Walk, arrival: Arrival) {
        let is_last = walk.taken >= self.most;
        if self.asks_for_loss() && (arrival != Arrival::No || is_last)
            || arrival == Arrival::Possible
        {
            walk.loss = self.loss(walk);
            self.note(walk);
        }
        let has_arrived = match arrival {
            Arrival::No => false,
            Arrival::Possible => walk.loss <= self.goal,
            Arrival::Certain => true,
        };
        walk.end = if has_arrived {
            Some(Outcome::Reached(walk.taken as u32))
        } else {
            is_last.then_some(Outcome::Running)
        };
    }

    /// The end of a walk that has taken a step to a point of a model, if it is one.
    fn arrive(&self, walk: &mut Walk, model: &dyn Model, at: Point) -> Option<Outcome> {
        walk.taken += 1;
        let is_last = walk.taken >= self.most;
        let exceeds = |pass: &dyn OnePass| pass.exceeds(model.own(at), self.goal);
        let is_above = || self.goal == f64::NEG_INFINITY || model.one_pass().is_some_and(exceeds);
        if !is_last && is_above() {
            return None;
        }
        walk.loss = model.loss(at);
        self.note(walk);
        if walk.loss <= self.goal {
            return Some(Outcome::Reached(walk.taken as u32));
        }
        is_last.then_some(Outcome::Running)
    }

    /// A step in other coordinates than the chart; `None` where it is to be taken in the chart: for rules that always
    /// do so, and for others that may, where the chart cannot hold the end of the step.
    fn step_of_own(&self, walk: &mut Walk) -> Option<Option<Outcome>> {
        let own = walk.own?;
        let place = self.coordinates.place(&self.model, own)?;
        let site = Site::new(place.model(), place.at, walk.taken + 1);
        let next = walk.watch.next(self.rule.as_ref(), &site, walk.memory);
        let Ok(Some((taken, _))) = next else {
            return Some(Some(self.ended(walk, &site, next.err())));
        };
        let along = place.own_segment(own, &taken);
        let segment = match self.coordinates.seen(&self.model, walk.at, &along)? {
            Ok(segment) => segment,
            Err(stop) => return Some(Some(self.ended(walk, &site, Some(stop)))),
        };
        walk.at = segment.to;
        walk.own = Some(along.to);
        Some(self.arrive(walk, self.model.beneath()?, along.to))
    }

    /// The loss at the current point, by the coordinates in which the walk is taken.
    fn loss(&self, walk: &Walk) -> f64 {
        match (self.model.beneath(), walk.own) {
            (Some(model), Some(own)) => model.loss(own),
            _ => self.model.loss(walk.at),
        }
    }

    /// The outcome of a walk that has no step left, or none for this reason.
    fn ended(&self, walk: &mut Walk, site: &Site, stop: Option<Stop>) -> Outcome {
        walk.loss = self.loss(walk);
        self.note(walk);
        match stop {
            None | Some(Stop::Singular | Stop::IllPosed) if self.is_unbounded(walk, site) => {
                Outcome::Unbounded
            }
            None => Outcome::Converged,
            Some(stop) => Outcome::Stopped(stop),
        }
    }

    /// Takes one step of a walk that has not ended.
    pub fn advance(&self, walk: &mut Walk) {
        walk.end = self.step(walk);
    }

    fn step(&self, walk: &mut Walk) -> Option<Outcome> {
        if let Some(outcome) = self.step_of_own(walk) {
            return outcome;
        }
        let site = Site::new(&self.model, walk.at, walk.taken + 1);
        match walk.watch.next(self.rule.as_ref(), &site, walk.memory) {
            Ok(Some((taken, memory))) => {
                (walk.at, walk.memory) = (taken.segment.to, memory);
                walk.own = walk.own.map(|_| self.model.own(walk.at));
                self.arrive(walk, &self.model, walk.at)
            }
            Ok(None) => Some(self.ended(walk, &site, None)),
            Err(stop) => Some(self.ended(walk, &site, Some(stop))),
        }
    }
}

impl Goal {
    /// The loss that this goal asks for (nats).
    ///
    /// # Errors
    /// [`Invalid`] if a gap is given but the loss has no minimum.
    pub fn loss(self, model: &dyn Model) -> Result<f64, Invalid> {
        match self {
            Self::Target(loss) => Ok(loss),
            Self::Gap(gap) => match model.optimum() {
                Some(optimum) => Ok(model.loss(optimum) + gap),
                None => {
                    let allowed = "a target instead (a loss in nats): this loss has no minimum";
                    Err(Invalid::new("gap", gap, allowed))
                }
            },
        }
    }
}
