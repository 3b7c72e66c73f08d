//! Reading the target of a variational model.

use super::{DataSpec, Fields, Value, number, numbers};
use crate::catalog::ModelEntry;
use crate::data::TargetData;
use crate::error::{Invalid, listed};

/// The fields in which a target may be given.
const FIELDS: [&str; 6] = ["set", "peaks", "count", "degrees", "successes", "trials"];

/// The same, as an error says it.
const FORMS: &str = "{ set: name } or { peaks: [[weight, mean, sd], …] } or { count } or \
                     { degrees } or { successes, trials }";

/// Fields in which other models take observations.
const OBSERVATIONS: [&str; 4] = ["x", "y", "counts", "csv"];

/// The target that `value`, the field `data`, describes.
pub(super) fn read(fields: &mut Fields, value: Value, model: &'static ModelEntry) -> DataSpec {
    let default = DataSpec::BuiltIn { set: model.data[0].name };
    let (mut data, mut given) = (Fields::of(value, &"data"), Vec::new());
    let [set, peaks, count, degrees, successes, trials] = FIELDS.map(|name| {
        let value = data.take(name);
        if !value.is_nothing() {
            given.push(name);
        }
        value
    });
    for name in OBSERVATIONS {
        if let Some(value) = data.given(name) {
            let allowed = format_args!(
                "no observations: the model \"{}\" is fitted to a target, {FORMS}",
                model.name
            );
            data.refuse(Invalid::new(data.path(name), value.quote(), allowed));
        }
    }
    data.refuse_others();
    let single = |value: &Value, path: &str| number(value, &path);
    let read = match given[..] {
        ["set"] => Ok(DataSpec::BuiltIn { set: data.named("set", &set, model.data).name }),
        ["peaks"] => read_peaks(&peaks).map(|peaks| DataSpec::Target(TargetData::Peaks { peaks })),
        ["count"] => {
            single(&count, "data.count").map(|count| DataSpec::Target(TargetData::Count { count }))
        }
        ["degrees"] => single(&degrees, "data.degrees")
            .map(|degrees| DataSpec::Target(TargetData::Degrees { degrees })),
        ["successes", "trials"] => single(&successes, "data.successes").and_then(|successes| {
            let trials = single(&trials, "data.trials")?;
            Ok(DataSpec::Target(TargetData::Trials { successes, trials }))
        }),
        _ => {
            let value = match given[..] {
                [] => listed("an object without ", " or ", &FIELDS),
                _ => listed("an object with only ", " and ", &given),
            };
            Err(Invalid::new("data", value, FORMS))
        }
    };
    let found = read.unwrap_or_else(|error| {
        data.refuse(error);
        default
    });
    fields.end(data);
    found
}

fn read_peaks(value: &Value) -> Result<Vec<[f64; 3]>, Invalid> {
    let Value::List(list) = value else {
        let allowed = "a list of peaks [weight, mean, sd]";
        return Err(Invalid::new("data.peaks", value.quote(), allowed));
    };
    let mut peaks = Vec::with_capacity(list.len());
    for (k, value) in list.iter().enumerate() {
        let path = format_args!("data.peaks[{k}]");
        let peak = numbers(value, &path)?;
        match <[f64; 3]>::try_from(peak) {
            Ok(peak) => peaks.push(peak),
            Err(_) => {
                return Err(Invalid::new(path, value.quote(), "three numbers [weight, mean, sd]"));
            }
        }
    }
    Ok(peaks)
}
