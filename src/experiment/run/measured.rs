//! How a run measures its steps: the form and the ball of a step.

use super::Run;
use crate::ball::Precision;
use crate::geometry::{Point, Segment, Symmetric};

impl Run {
    /// See [`Experiment::metric`](crate::experiment::Experiment::metric).
    pub(in crate::experiment) fn metric(&self, index: usize) -> Option<Symmetric> {
        let drawn = self.drawn(index);
        let site = self.site(index, drawn.as_deref());
        let memory = self.rule.remember(&site, &self.memory_before(index));
        let form = self.rule.metric(&site, &memory).ok()?;
        form.0.iter().all(|entry| entry.is_finite()).then_some(form)
    }

    /// See [`Experiment::ball`](crate::experiment::Experiment::ball); empty where there is none.
    pub(in crate::experiment) fn ball_of_step(
        &self,
        index: usize,
        center: Point,
        count: usize,
        precision: Precision,
    ) -> Vec<Option<Point>> {
        let drawn = self.drawn(index);
        let site = self.site(index, drawn.as_deref());
        let memory = self.rule.remember(&site, &self.memory_before(index));
        let Ok(measure) = self.rule.measure(&site, &memory) else { return Vec::new() };
        let taken = || {
            let to = *self.points.get(index + 1)?;
            Some(measure.size(&self.model, &Segment::between(center, to)))
        };
        let radius = self.rule.radius().or_else(taken).filter(|radius| *radius > 0.0);
        let boundary =
            radius.map(|radius| measure.boundary(&self.model, center, radius, count, precision));
        boundary.and_then(Result::ok).unwrap_or_default()
    }
}
