//! Options of rules: what a setting may be, and the settings of a rule.

use serde::Serialize;

use crate::model::Direction;
use crate::step::{Convention, Rate, Schedule};

/// An option of a rule.
#[derive(Debug, Serialize)]
pub struct OptionEntry {
    /// Its public name.
    pub name: &'static str,
    /// What a control calls it.
    pub label: &'static str,
    /// Its symbol in formulas.
    pub symbol: &'static str,
    /// Its unit, empty where it has none.
    pub unit: &'static str,
    /// Its allowed values.
    #[serde(flatten)]
    pub kind: OptionKind,
    /// Other defaults in the conventions of libraries: the name of the convention, and the default there.
    #[serde(rename = "elsewhere", skip_serializing_if = "<[_]>::is_empty")]
    pub elsewhere: &'static [(&'static str, f64)],
}

/// The values of an option.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum OptionKind {
    /// A number.
    Number {
        /// The default.
        default: f64,
        /// Least and greatest allowed.
        range: [f64; 2],
        /// Whether the least value itself is refused.
        #[serde(rename = "openBelow")]
        open_below: bool,
        /// The range of a slider.
        slider: [f64; 2],
        /// Whether a slider should be logarithmic.
        logarithmic: bool,
    },
    /// A name; the first is the default.
    Choice {
        /// The names.
        of: &'static [&'static str],
    },
}

impl OptionEntry {
    /// The setting of a specification that does not give one, in this convention if one was chosen.
    pub fn default(&self, convention: Option<&str>) -> Setting {
        let known = self.elsewhere.iter().find(|(name, _)| Some(*name) == convention);
        match self.kind {
            _ if let Some(&(_, number)) = known => Setting::Number(number),
            OptionKind::Number { default, .. } => Setting::Number(default),
            OptionKind::Choice { of } => Setting::Choice(of[0]),
        }
    }

    /// The same option with other defaults in the conventions of libraries.
    pub(super) const fn but(self, elsewhere: &'static [(&'static str, f64)]) -> Self {
        Self { elsewhere, ..self }
    }
}

/// The value of one option.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Setting {
    /// A number, in the option's unit.
    Number(f64),
    /// One of the option's names.
    Choice(&'static str),
}

/// The settings from which a rule is built: one for each of its options, in
/// their order.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// The options.
    pub options: &'static [OptionEntry],
    /// Their values.
    pub values: &'a [Setting],
}

impl Settings<'_> {
    /// The setting of this option, if the rule has it.
    pub fn get(&self, name: &str) -> Option<Setting> {
        let index = self.options.iter().position(|option| option.name == name)?;
        self.values.get(index).copied()
    }

    /// A number; NaN if the rule has no such option.
    pub(super) fn number(&self, name: &str) -> f64 {
        match self.get(name) {
            Some(Setting::Number(number)) => number,
            _ => f64::NAN,
        }
    }

    /// Whether this is what was chosen.
    pub(super) fn chose(&self, name: &str, choice: &str) -> bool {
        matches!(self.get(name), Some(Setting::Choice(chosen)) if chosen == choice)
    }

    /// The divergence; `old-new` if the rule has no such option.
    pub(super) fn direction(&self) -> Direction {
        if self.chose("direction", "new-old") { Direction::NewOld } else { Direction::OldNew }
    }

    /// The learning rate with its schedule.
    pub(super) fn rate(&self) -> Rate {
        let inverse = self.chose("schedule", "inverse-time");
        let schedule = if inverse { Schedule::InverseTime } else { Schedule::Constant };
        Rate { initial: self.number("rate"), schedule }
    }

    /// The library whose formulas the rule follows; the papers if it has no such option.
    pub(super) fn convention(&self) -> Convention {
        let known =
            Convention::NAMES.into_iter().find(|(name, _)| self.chose(CONVENTION.name, name));
        known.map_or(Convention::Paper, |(_, convention)| convention)
    }
}

pub(super) const RATE: OptionEntry = positive("rate", "learning rate", "α", "", 0.1, [1e-4, 10.0]);
pub(super) const NATURAL_RATE: OptionEntry =
    positive("rate", "learning rate", "α", "", 0.5, [1e-3, 2.0]);
pub(super) const SCHEDULE: OptionEntry =
    choice("schedule", "schedule", &["constant", "inverse-time"]);
pub(super) const DIRECTION: OptionEntry =
    choice("direction", "divergence", &["old-new", "new-old"]);
/// The library whose formulas and defaults a rule has.
pub const CONVENTION: OptionEntry =
    choice("convention", "formulas of", &["paper", "pytorch", "optax", "keras"]);
/// The matrix that natural gradient solves with.
pub const METRIC: OptionEntry = choice("metric", "metric", &["fisher", EMPIRICAL]);
/// The choice of [`METRIC`] that needs observations.
pub const EMPIRICAL: &str = "empirical";
/// Up to 300 nats: the laws of exact balls are tested up to this radius. At twice
/// this radius a probability of one half can become one that underflows.
pub(super) const NATS: OptionEntry = OptionEntry {
    name: "radius",
    label: "KL radius",
    symbol: "δ",
    unit: "nats",
    kind: OptionKind::Number {
        default: 0.05,
        range: [0.0, 300.0],
        open_below: true,
        slider: [1e-3, 1.0],
        logarithmic: true,
    },
    elsewhere: &[],
};
pub(super) const MOMENTUM: OptionEntry = fraction("momentum", "momentum", "β", 0.9);
pub(super) const DECAY: OptionEntry = fraction("decay", "decay", "ρ", 0.9);
pub(super) const BETA1: OptionEntry = fraction("beta1", "first decay", "β₁", 0.9);
pub(super) const BETA2: OptionEntry = fraction("beta2", "second decay", "β₂", 0.999);
pub(super) const EPSILON: OptionEntry = positive("epsilon", "epsilon", "ε", "", 1e-8, [1e-12, 1.0]);
pub(super) const NEWTON_RATE: OptionEntry =
    positive("rate", "learning rate", "α", "", 1.0, [1e-3, 2.0]);
pub(super) const DAMPING: OptionEntry = OptionEntry {
    name: "damping",
    label: "damping",
    symbol: "λ",
    unit: "",
    kind: OptionKind::Number {
        default: 0.0,
        range: [0.0, 1e12],
        open_below: false,
        slider: [0.0, 10.0],
        logarithmic: false,
    },
    elsewhere: &[],
};

/// A size above zero. The largest suits data as large as `10¹²`: a rate in variances goes with the fourth power of
/// their spread.
pub(super) const fn positive(
    name: &'static str,
    label: &'static str,
    symbol: &'static str,
    unit: &'static str,
    default: f64,
    slider: [f64; 2],
) -> OptionEntry {
    let range = [0.0, 1e60];
    let kind = OptionKind::Number { default, range, open_below: true, slider, logarithmic: true };
    OptionEntry { name, label, symbol, unit, kind, elsewhere: &[] }
}

/// A share from 0 to just below 1: how much of the memory is kept at every step.
const fn fraction(
    name: &'static str,
    label: &'static str,
    symbol: &'static str,
    default: f64,
) -> OptionEntry {
    let range = [0.0, 0.999_999];
    let slider = [0.0, 0.999];
    let kind = OptionKind::Number { default, range, open_below: false, slider, logarithmic: false };
    OptionEntry { name, label, symbol, unit: "", kind, elsewhere: &[] }
}

const fn choice(
    name: &'static str,
    label: &'static str,
    of: &'static [&'static str],
) -> OptionEntry {
    let kind = OptionKind::Choice { of };
    OptionEntry { name, label, symbol: "", unit: "", kind, elsewhere: &[] }
}
