//! Where a run takes its steps: in its chart, or where more digits are kept.

use std::sync::Arc;

use crate::catalog::Invariance;
use crate::chart::Charted;
use crate::geometry::{Point, Segment};
use crate::model::prelude::*;
use crate::step::{Rule, Stop, Taken};

/// The coordinates in which a run takes its steps. Its chart shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StepCoordinates {
    /// Its chart.
    Chart,
    /// The model's own coordinates: for a rule that knows no chart, so that it is one run in
    /// all charts.
    Own,
    /// An affine relative of its chart in which the place keeps its digits: for a rule
    /// that affine changes of the coordinates do not change.
    Relative,
}

/// A place in such coordinates.
pub(crate) struct Place<'m> {
    known: Known<'m>,
    /// Its coordinates.
    pub at: Point,
}

enum Known<'m> {
    Own(&'m dyn Model),
    Relative(Arc<dyn Model>),
}

impl StepCoordinates {
    /// The coordinates in which a rule that is shown in a chart takes its steps.
    pub fn of(rule: &dyn Rule, invariance: Invariance, model: &Charted) -> Self {
        let has_relatives = || model.beside(model.own(model.center())).is_some();
        match invariance {
            Invariance::Exact => Self::Own,
            _ if rule.is_affine() && has_relatives() => Self::Relative,
            _ => Self::Chart,
        }
    }

    /// A step from a point of the chart, which `own` is in own coordinates, as the chart shows it. The chart may be
    /// unable to hold its end, even rounded: then a rule that knows no chart has left the domain, and the step of
    /// another one may be tried in the chart (`None`).
    pub fn seen(
        self,
        model: &Charted,
        from: Point,
        own: &Segment,
    ) -> Option<Result<Segment, Stop>> {
        let nearest = || model.nearest(own.to).map(|to| Segment::between(from, to));
        match model.seen_from(from, own).or_else(nearest) {
            Some(segment) => Some(Ok(segment)),
            None => (self == Self::Own).then_some(Err(Stop::LeftDomain)),
        }
    }

    /// The place of a distribution; `None` where steps are taken in the chart itself.
    pub fn place<'m>(self, model: &'m Charted, own: Point) -> Option<Place<'m>> {
        match self {
            Self::Chart => None,
            Self::Own => Some(Place { known: Known::Own(model.beneath()?), at: own }),
            Self::Relative => {
                let (relative, at) = model.beside(own)?;
                Some(Place { known: Known::Relative(relative), at })
            }
        }
    }
}

impl Place<'_> {
    /// The model in these coordinates.
    pub fn model(&self) -> &dyn Model {
        match &self.known {
            Known::Own(model) => *model,
            Known::Relative(model) => model.as_ref(),
        }
    }

    /// A step from here in the model's own coordinates, where this place is `own`.
    pub fn own_segment(&self, own: Point, taken: &Taken) -> Segment {
        let seen = || self.model().own_segment(&taken.segment);
        Segment { from: own, ..taken.own.unwrap_or_else(seen) }
    }
}
