//! Steps taken side by side have the bits of those taken one by one.

use serde_json::{Value as Json, json};

use super::Experiment;
use crate::specification::{ExperimentSpec, Value};

fn experiment(spec: &Json) -> Experiment {
    let value = serde_json::from_value::<Value>(spec.clone()).unwrap();
    Experiment::new(ExperimentSpec::read(value).unwrap()).unwrap()
}

#[test]
fn ordinary_steps_have_the_bits_of_careful_ones() {
    let rules = [
        json!({ "rule": "gradient", "rate": 0.3 }),
        json!({ "rule": "gradient", "rate": 2.1, "schedule": "inverse-time" }),
        json!({ "rule": "euclidean-ball", "radius": 0.2 }),
        json!({ "rule": "natural-gradient", "rate": 0.2 }),
        json!({ "rule": "natural-gradient", "rate": 1.9 }),
        json!({ "rule": "fisher-ball", "radius": 0.1 }),
        json!({ "rule": "newton", "rate": 0.4 }),
        json!({ "rule": "newton", "rate": 1.0 }),
        json!({ "rule": "momentum", "rate": 0.05 }),
        json!({ "rule": "nesterov", "rate": 0.05 }),
        json!({ "rule": "adagrad", "rate": 0.5 }),
        json!({ "rule": "rmsprop", "rate": 0.1 }),
        json!({ "rule": "adam", "rate": 0.1 }),
    ];
    for chart in ["variance", "precision", "std-dev", "log-std", "natural", "expectation"] {
        for (set, at) in
            [("teaching", [-0.3, 0.8]), ("teaching", [3.0, 40.0]), ("cavendish", [5.1, 0.4])]
        {
            for rule in &rules {
                let mut run = rule.clone();
                run["chart"] = json!(chart);
                let spec = json!({ "model": "gaussian", "data": { "set": set }, "runs": [run],
                                   "start": { "chart": "variance", "at": at } });
                let (mut quick, mut careful) = (experiment(&spec), experiment(&spec));
                careful.runs[0].stepper = None;
                quick.advance(300).unwrap();
                careful.advance(300).unwrap();
                let [quick, careful] = [&quick, &careful].map(|made| made.run(0).unwrap());
                assert_eq!(quick.points(), careful.points(), "{run} from {at:?}");
                assert_eq!(quick.record_of_steps(), careful.record_of_steps(), "{run} from {at:?}");
                assert_eq!(quick.status(), careful.status(), "{run} from {at:?}");
            }
        }
    }
}
