//! Reading weight and spread of a mixture's parts.

use super::{DataSpec, Fields, ModelSpec, Value, number};
use crate::catalog::{DEFAULT_WEIGHT, FAITHFUL_SHAPE, half_of_the_spread};
use crate::data::FAITHFUL;
use crate::error::{Invalid, Quoted};

/// Weights of the second part that are accepted: each part keeps a millionth of the mass.
const WEIGHTS: [f64; 2] = [1e-6, 1.0 - 1e-6];

/// Spreads that are accepted, in data units: their squares are normal doubles.
const SPREADS: [f64; 2] = [1e-150, 1e150];

/// Takes `weight`, the weight of the second part.
pub(super) fn read_weight(options: &mut Fields, spec: &ModelSpec) -> f64 {
    let default = if is_faithful(spec) { FAITHFUL_SHAPE[0] } else { DEFAULT_WEIGHT };
    read(options, "weight", WEIGHTS).unwrap_or(default)
}

/// Takes `spread`, the standard deviation of each part; `None` where it has to come from data
/// that cannot be used, which the model will say.
pub(super) fn read_spread(options: &mut Fields, spec: &ModelSpec) -> Option<f64> {
    let default = || {
        if is_faithful(spec) {
            return Some(FAITHFUL_SHAPE[1]);
        }
        let input = spec.input().ok()?;
        half_of_the_spread(input.data.values(), input.fields[0]).ok()
    };
    read(options, "spread", SPREADS).or_else(default)
}

fn read(options: &mut Fields, name: &'static str, [least, most]: [f64; 2]) -> Option<f64> {
    let value = options.take(name);
    if matches!(value, Value::Nothing) {
        return None;
    }
    let found = number(&value, &options.path(name));
    let found = found.and_then(|x| {
        let [low, high] = [least, most].map(Quoted);
        let allowed = format_args!("a number from {low} to {high}");
        let is_allowed = (least..=most).contains(&x);
        is_allowed.then_some(x).ok_or_else(|| Invalid::new(options.path(name), x, allowed))
    });
    found.map_err(|error| options.refuse(error)).ok()
}

fn is_faithful(spec: &ModelSpec) -> bool {
    matches!(spec.data, DataSpec::BuiltIn { set } if set == FAITHFUL.name)
}
