//! Classes for long work, which is done in portions: many starts, the search for a rate, many seeds, learning in one
//! pass. The small cores are without them.

#![allow(clippy::unit_arg)]

use super::given::Given;
use super::methods::{Answer, methods, nothing};
use super::write::{codes, floats, number, points, record};
use crate::error::Invalid;
use crate::monte_carlo::{MonteCarlo, MonteCarloSpec};
use crate::online::{OnlineLearning, OnlineSpec};
use crate::specification::Value;
use crate::sweep::{Outcome, RateSearch, RateSearchSpec, Sweep, SweepSpec};

/// An object of one of these classes.
pub enum Work {
    Sweep(Sweep),
    RateSearch(RateSearch),
    MonteCarlo(MonteCarlo),
    OnlineLearning(OnlineLearning),
}

impl Work {
    /// An object of this class, built from its specification.
    pub fn new(class: &str, spec: Value) -> Result<Self, Invalid> {
        Ok(match class {
            "Sweep" => Self::Sweep(Sweep::new(SweepSpec::read(spec)?)?),
            "RateSearch" => Self::RateSearch(RateSearch::new(RateSearchSpec::read(spec)?)?),
            "MonteCarlo" => Self::MonteCarlo(MonteCarlo::new(MonteCarloSpec::read(spec)?)?),
            _ => Self::OnlineLearning(OnlineLearning::new(OnlineSpec::read(spec)?)?),
        })
    }

    /// The answer of a method of its class.
    pub fn call(&mut self, method: &str, given: &mut Given) -> Answer {
        match self {
            Self::Sweep(sweep) => self::sweep(sweep, method, given),
            Self::RateSearch(search) => rate_search(search, method, given),
            Self::MonteCarlo(trials) => monte_carlo(trials, method, given),
            Self::OnlineLearning(learning) => online_learning(learning, method, given),
        }
    }
}

methods! {
    /// The names of the outcomes, which belong to no object.
    outcomes_of_starts() {
        outcomes() => record(&Outcome::NAMES);
    }

    sweep(sweep: &mut Sweep) {
        spec() => record(sweep.spec());
        advance(count: count) => number(sweep.advance(count));
        progress() => number(sweep.progress());
        stride() => number(sweep.stride().into());
        results() => codes(sweep.results());
        picture() => codes(&sweep.picture());
        minima() => codes(&sweep.minima());
        arrivals() => codes(&sweep.arrivals());
    }

    rate_search(search: &mut RateSearch) {
        spec() => record(search.spec());
        advance(count: count) => number(search.advance(count));
        trials() => record(search.trials());
        best() => search.best().map(|best| record(&best)).into();
    }

    monte_carlo(trials: &mut MonteCarlo) {
        spec() => record(trials.spec());
        advance(seeds: count) => nothing(trials.advance(seeds));
        tally() => record(&trials.tally());
        quantiles(levels: numbers) => floats(&trials.quantiles(&levels)?);
    }

    online_learning(learning: &mut OnlineLearning) {
        spec() => record(learning.spec());
        advance(seeds: count) => nothing(learning.advance(seeds));
        outcome() => record(&learning.outcome());
        ends() => points(learning.ends());
    }
}
