//! The steps of a run, and how it ends.

use super::Run;
use crate::abreast::Stand;
use crate::experiment::{Status, StepCoordinates};
use crate::model::prelude::*;
use crate::step::{Memory, Site, Stop, Taken, has_no_best_fit, has_nothing_to_gain};

/// Most ordinary steps that are taken at once. The stepper computes the weights of Adam's means for so many steps
/// before the first of them, 64 kB, although the run may come to rest sooner.
const PORTION: u64 = 4096;

impl Run {
    pub(in crate::experiment) fn advance(&mut self, count: u64) {
        let mut left = count;
        while left > 0 && self.status == Status::Running {
            let most = left.min(PORTION);
            let taken = self.advance_ordinarily(most);
            left -= taken;
            if taken == most {
                continue;
            }
            left -= 1;
            if self.batch.is_some_and(|batch| batch.has_collapsed(&self.model, self.last())) {
                self.status = Status::Collapsed;
                return;
            }
            match self.next() {
                Ok(Some((taken, memory))) => self.record(taken, memory),
                Ok(None) => self.status = self.rested(),
                Err(stop) => self.status = self.stopped(stop),
            }
        }
    }

    /// Takes ordinary steps, up to the first that is none; returns how many.
    fn advance_ordinarily(&mut self, count: u64) -> u64 {
        // A small core takes all steps one by one; they have the same bits.
        if !cfg!(feature = "long-work") {
            return 0;
        }
        let steps = self.steps();
        let (at, memory) = (self.last(), self.memory_before(steps as usize));
        let stand = Stand { at, memory, taken: steps as u32 };
        let (Some(stepper), Some(model)) = (&mut self.stepper, self.model.beneath()) else {
            return 0;
        };
        stepper.prepare(steps + count);
        let mut pair = stepper.twice(model, stand);
        for taken in 0..count {
            let Some(step) = stepper.step_alone(model, &mut pair) else { return taken };
            self.points.push(pair.first());
            self.taken.push(step);
            if self.keeps_state {
                self.memories.push(pair.stand(0).memory);
            }
        }
        count
    }

    /// The status of a run that has no step left to take.
    fn rested(&self) -> Status {
        if has_no_best_fit(&self.model) && (self.has_fallen() || self.is_at_the_end()) {
            return Status::Unbounded;
        }
        Status::Converged
    }

    /// Whether the loss is lower than at the start.
    fn has_fallen(&self) -> bool {
        let [(model, first), (_, last)] = [0, self.points.len() - 1].map(|k| self.computed(k));
        model.loss(last) < model.loss(first)
    }

    /// Whether nothing is left to gain in double precision.
    fn is_at_the_end(&self) -> bool {
        let index = self.points.len() - 1;
        let (model, at) = self.computed(index);
        has_nothing_to_gain(&Site::new(model, at, index as u64 + 1))
    }

    /// The status of a run whose rule found no step.
    fn stopped(&self, stop: Stop) -> Status {
        let ends = matches!(stop, Stop::Singular | Stop::IllPosed) && self.batch.is_none();
        if ends && has_no_best_fit(&self.model) && self.has_fallen() {
            return Status::Unbounded;
        }
        Status::Stopped(stop)
    }

    /// The next step of a run that keeps more digits than its chart can hold, as the chart shows it. `None` for
    /// other runs, and where the step is to be tried in the chart ([`StepCoordinates::seen`]).
    fn next_of_own(&mut self) -> Option<Result<Option<(Taken, Memory)>, Stop>> {
        let (own, last) = (*self.own.last()?, self.last());
        let count = self.own.len() as u64;
        let place = self.coordinates.place(&self.model, own)?;
        let site = Site::new(place.model(), place.at, count);
        let taken = match self.watch.next(self.rule.as_ref(), &site, Memory::default()) {
            Ok(Some((taken, _))) => taken,
            other => return Some(other),
        };
        let along = place.own_segment(own, &taken);
        let segment = match self.coordinates.seen(&self.model, last, &along)? {
            Ok(segment) => segment,
            Err(stop) => return Some(Err(stop)),
        };
        self.own.push(along.to);
        self.own_taken.push(along.difference);
        Some(Ok(Some((Taken { segment, ..taken }, Memory::default()))))
    }

    /// See [`Watch::next`].
    fn next(&mut self) -> Result<Option<(Taken, Memory)>, Stop> {
        if let Some(next) = self.next_of_own() {
            return next;
        }
        let next = self.next_of_chart();
        if let (Ok(Some((taken, _))), true) = (&next, self.coordinates != StepCoordinates::Chart) {
            let seen = || self.model.chart().segment_to_own(&taken.segment);
            let own = taken.own.unwrap_or_else(seen);
            self.own.push(own.to);
            self.own_taken.push(own.difference);
        }
        next
    }

    /// The next step, taken in the coordinates of the chart.
    fn next_of_chart(&mut self) -> Result<Option<(Taken, Memory)>, Stop> {
        let index = self.points.len() - 1;
        let drawn = self.drawn(index);
        let site = self.site(index, drawn.as_deref());
        let mut watch = self.watch;
        let next = watch.next(self.rule.as_ref(), &site, self.memory_before(index));
        drop(drawn);
        self.watch = watch;
        next
    }

    fn record(&mut self, taken: Taken, memory: Memory) {
        self.points.push(taken.segment.to);
        self.taken.push((taken.segment.difference, taken.halvings));
        if self.keeps_state {
            self.memories.push(memory);
        }
    }
}
