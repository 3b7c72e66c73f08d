//! What runs side by side need to know of the places they come to.

use super::gaussian::Gaussian;
use crate::chart::{Charted, PairChart};
use crate::model::prelude::*;
use crate::model::{OnePass, Pass};
use crate::numeric::lanes::{Lanes, Mask};
use crate::step::{Needs, PairSite};

/// A model in a chart, for two points at a time.
pub(super) struct PairModel {
    pub chart: PairChart,
    needs: Needs,
    model: OfModel,
    /// Up to these losses a run may have arrived, and has arrived for certain.
    arrivals: [f64; 2],
}

enum OfModel {
    Gaussian(Gaussian),
    /// A model that finds everything in one pass over its data.
    OnePass,
}

/// What there is at the points of two runs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub site: PairSite,
    /// Squared Fisher length of the natural gradient.
    pub gain: Lanes,
    /// Whether the place is well inside the domain.
    pub inside: Mask,
    /// Whether the run may have arrived; all that have are among these.
    pub possible: Mask,
    /// Whether the run has arrived for certain.
    pub certain: Mask,
}

impl PairModel {
    /// That of a model, if it has a form for two points at a time.
    pub fn new(model: &Charted, goal: f64, needs: Needs) -> Option<Self> {
        let own = model.beneath()?;
        let chart = model.chart().for_pairs()?;
        let gaussian = Gaussian::new(own, chart, goal, needs).map(OfModel::Gaussian);
        let in_one_pass = || {
            let is_known = needs != Needs::Newton && matches!(chart, PairChart::Affine(_));
            let pass = own.one_pass()?.pass(own.center());
            pass.filter(|_| is_known).map(|_| OfModel::OnePass)
        };
        Some(Self {
            chart,
            needs,
            model: gaussian.or_else(in_one_pass)?,
            arrivals: Pass::arrivals(goal),
        })
    }

    /// Finds what there is at two points of the chart, over a model in its own coordinates. The result is
    /// written into `into`, because copying it would take longer than most of the operations.
    #[inline(always)]
    pub fn place(&self, own: &dyn Model, at: [Lanes; 2], into: &mut Place) {
        match &self.model {
            OfModel::Gaussian(gaussian) => *into = gaussian.place(self.chart, self.needs, at),
            OfModel::OnePass => {
                let place = own.one_pass().map(|model| self.in_one_pass(model, at));
                *into = place.unwrap_or_default();
            }
        }
    }

    /// [`PairModel::place`] for callers that rarely need it: its code is long, and is not inlined again.
    #[inline(never)]
    pub fn place_seldom(&self, own: &dyn Model, at: [Lanes; 2], into: &mut Place) {
        self.place(own, at, into);
    }

    /// What a pass over the data has found at both points.
    #[inline(never)]
    fn in_one_pass(&self, model: &dyn OnePass, at: [Lanes; 2]) -> Place {
        let here = self.chart.own(at);
        let pass = model.pass_two(here);
        let gradient = self.chart.pull_covector(here, pass.gradient);
        let direction = match self.needs {
            Needs::Arrow => self.chart.pull(here, pass.arrow),
            _ => gradient,
        };
        let inside = match self.needs {
            Needs::Arrow => pass.valid & pass.is_raised,
            _ => pass.valid,
        };
        let [possible, certain] = self.arrivals;
        Place {
            site: PairSite { gradient, direction },
            gain: pass.gain,
            inside,
            // Where nothing is known, a run may have arrived.
            possible: pass.loss.at_most(Lanes::both(possible)) | !pass.valid,
            certain: pass.loss.at_most(Lanes::both(certain)) & pass.valid & pass.is_known,
        }
    }
}

impl Place {
    /// The same with its lanes exchanged.
    pub fn swapped(&self) -> Self {
        let both = |[x, y]: [Lanes; 2]| [x.swapped(), y.swapped()];
        let PairSite { gradient, direction } = self.site;
        Self {
            site: PairSite { gradient: both(gradient), direction: both(direction) },
            gain: self.gain.swapped(),
            inside: self.inside.swapped(),
            possible: self.possible.swapped(),
            certain: self.certain.swapped(),
        }
    }

    /// One of two places in each lane: `yes` where the answer is yes.
    #[inline(always)]
    pub fn choose(answer: Mask, yes: &Self, no: &Self) -> Self {
        let both = |yes: [Lanes; 2], no: [Lanes; 2]| {
            [answer.choose(yes[0], no[0]), answer.choose(yes[1], no[1])]
        };
        Self {
            site: PairSite {
                gradient: both(yes.site.gradient, no.site.gradient),
                direction: both(yes.site.direction, no.site.direction),
            },
            gain: answer.choose(yes.gain, no.gain),
            inside: answer.choose_mask(yes.inside, no.inside),
            possible: answer.choose_mask(yes.possible, no.possible),
            certain: answer.choose_mask(yes.certain, no.certain),
        }
    }
}
