//! Data without a maximum-likelihood estimate, and data that are refused.

use kl_ball::{Invalid, ModelSpec, Workbench};
use serde_json::{Value as Json, json};

use super::inputs::{bench, models};
use crate::common::*;

fn refusal(model: &str, data: Json) -> Invalid {
    let spec = json!({ "model": model, "data": data });
    let found = ModelSpec::read(value(&spec)).and_then(Workbench::new);
    found.err().unwrap_or_else(|| panic!("{spec} was accepted"))
}

#[test]
fn data_without_an_estimate_are_refused_by_field_and_value() {
    let labels = |x: Json| {
        let y = vec![1; x.as_array().unwrap().len()];
        json!({ "x": x, "y": y })
    };
    let table: [(Json, &str, &str); 9] = [
        (json!([]), "data.x", "a list of 0"),
        (json!([7]), "data.x", "1 observation"),
        (json!([7, 7, 7]), "data.x", "3 values all equal to 7"),
        (json!([0.1 + 0.2, 0.3]), "data.x", "2 values all equal"),
        (json!([0, 5e-324]), "data.x", "2 values with a standard deviation of"),
        (json!([0, 1e-160]), "data.x", "2 values with a standard deviation of"),
        (json!([1e150, 1e150 * (1.0 - 1e-15)]), "data.x", "2 values all equal to 1"),
        (json!([0, 1.1e150]), "data.x[1]", "1.1e150"),
        (json!([-f64::MAX, 0]), "data.x[0]", "-1.7976931348623157e308"),
    ];
    for (x, field, quoted) in table {
        for error in
            [refusal("gaussian", json!({ "x": x })), refusal("logistic", labels(x.clone()))]
        {
            assert_eq!(error.field, field, "{error}");
            assert!(error.value.starts_with(quoted) && !error.allowed.is_empty(), "{error}");
        }
    }
    let counts: [(Json, &str); 4] = [
        (json!([0, 0, 0]), "data.counts"),
        (json!([0, -5e-324, 1]), "data.counts[1]"),
        (json!([0, 0, 1.1e150]), "data.counts[2]"),
        (json!([1, 2]), "data.counts"),
    ];
    for (counts, field) in counts {
        assert_eq!(refusal("categorical", json!({ "counts": counts })).field, field);
    }
    for scale in [[0.0, 1.0], [1.0, -1.0], [1e-13, 1.0], [1.0, 1e13]] {
        let spec = json!({ "model": "policy", "options": { "scale": scale } });
        let error = ModelSpec::read(value(&spec)).unwrap_err();
        assert!(error.field.starts_with("options.scale["), "{error}");
    }
}

#[test]
fn every_model_has_a_start_in_every_chart_and_an_optimum_only_in_charts_that_contain_it() {
    for (entry, spec) in models() {
        let bench = bench(&spec);
        for chart in entry.charts {
            let label = || format!("{spec} {}", chart.name);
            let start = bench.start(chart.name).unwrap();
            assert!(bench.contains(start, chart.name).unwrap(), "{} {start:?}", label());
            assert!(bench.inspect(start, chart.name).unwrap().loss.is_finite(), "{}", label());
            if let Some(optimum) = bench.optimum(chart.name).unwrap() {
                assert!(bench.contains(optimum, chart.name).unwrap(), "{}", label());
            }
        }
    }
    let without = [
        json!({ "model": "logistic", "data": { "x": [1, 2, 3], "y": [0, 1, 1] } }),
        json!({ "model": "logistic", "data": { "x": [1, 2, 2, 3], "y": [1, 1, 0, 0] } }),
        json!({ "model": "logistic", "data": { "x": [1, 2, 3], "y": [0, 0, 0] } }),
        json!({ "model": "categorical", "data": { "counts": [1, 0, 1] } }),
        json!({ "model": "policy" }),
    ];
    for spec in without {
        assert_eq!(bench(&spec).optimum("logit").ok().flatten(), None);
        assert_eq!(bench(&spec).optimum("raw").ok().flatten(), None, "{spec}");
    }
}
