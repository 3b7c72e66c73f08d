//! Checks that hold for any text: it is either refused with a message that names
//! place and value, or it is read, and then writing and reading it again gives the
//! same. The targets of `fuzz/` use these checks, too.

#![allow(dead_code)]

use kl_ball::data::{Data, Kind, LARGEST_VALUE, MOST_OBSERVATIONS};
use kl_ball::figure::{AxesFigure, Style};
use kl_ball::monte_carlo::{MonteCarlo, MonteCarloSpec};
use kl_ball::online::{OnlineLearning, OnlineSpec};
use kl_ball::{
    Experiment, ExperimentSpec, Invalid, ModelSpec, RateSearch, RateSearchSpec, RuleSpec, Sweep,
    SweepSpec, Value, Workbench,
};
use serde::Serialize;

/// Longest error message, in characters: it is shown beside a control.
const LONGEST_MESSAGE: usize = 600;

/// Largest number of observations, or of steps of all runs, that the checks also run.
const LITTLE: u64 = 200;

/// Any bytes as a table, for each kind of data and for the models that take it.
pub fn csv(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for kind in [Kind::Numbers, Kind::Labelled, Kind::Counts] {
        table(&text, kind);
    }
    for model in ["gaussian", "logistic"] {
        let record = |name: &str, value| Value::Record(vec![(name.to_owned(), value)]);
        let Value::Record(mut spec) = record("model", Value::Text(model.into())) else { return };
        spec.push(("data".into(), record("csv", Value::Text(text.to_string()))));
        let built = ModelSpec::read(Value::Record(spec)).and_then(Workbench::new);
        match built {
            Ok(bench) => begins(&bench),
            Err(error) => refused(&error, "data.csv", Some(&text)),
        }
    }
}

/// A table of one kind.
fn table(text: &str, kind: Kind) {
    let data = match Data::read_csv(text, kind, "data.csv") {
        Ok(data) => data,
        Err(error) => return refused(&error, "data.csv", Some(text)),
    };
    let (values, labels) = (data.values(), data.labels());
    assert!((1..=MOST_OBSERVATIONS).contains(&values.len()), "{} values", values.len());
    assert!(values.iter().all(|x| x.abs() <= LARGEST_VALUE), "{values:?}");
    assert!(labels.iter().all(|&y| y == 0.0 || y == 1.0), "{labels:?}");
    let with_label = |(k, x): (usize, &f64)| match labels.get(k) {
        Some(label) => format!("{x:e};{label}\n"),
        None => format!("{x:e}\n"),
    };
    let written: String = values.iter().enumerate().map(with_label).collect();
    let again = Data::read_csv(&written, kind, "again").expect("what was read can be read again");
    assert_eq!(again.labels(), labels);
    assert_eq!(again.values().len(), values.len());
    for (x, y) in values.iter().zip(again.values()) {
        // Powers of ten are products, and each factor may be rounded.
        assert!((x - y).abs() <= 1e-12 * x.abs() + f64::MIN_POSITIVE, "{x:e} became {y:e}");
    }
}

/// Asserts that a model has a start at which all quantities are numbers.
fn begins(bench: &Workbench) {
    for chart in bench.spec().model.charts {
        let start = bench.start(chart.name).expect("the chart is the model's own");
        if let Ok(found) = bench.inspect(start, chart.name) {
            assert!(found.loss.is_finite(), "{} {start:?}", chart.name);
        }
    }
}

/// Bytes, if they are JSON, read as each kind of specification.
pub fn spec(bytes: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return };
    read(value.clone(), RuleSpec::read, |_| Ok(()));
    read(value.clone(), Style::read, |_| Ok(()));
    read(value.clone(), AxesFigure::read, |_| Ok(()));
    again(&value, ModelSpec::read, |spec| {
        let few = spec.observations().len() as u64 <= LITTLE;
        let bench = Workbench::new(spec)?;
        if few {
            begins(&bench);
        }
        Ok(())
    });
    again(&value, ExperimentSpec::read, |spec| {
        let few = spec.model.observations().len() as u64 * spec.runs.len() as u64 <= LITTLE;
        let small = spec.runs.iter().all(|run| run.batch.is_none_or(|b| b.size <= LITTLE));
        let mut experiment = Experiment::new(spec)?;
        if few && small {
            experiment.advance(3)?;
            for run in experiment.runs() {
                assert!(run.points().iter().all(|point| point.is_finite()));
            }
        }
        Ok(())
    });
    again(&value, SweepSpec::read, |spec| {
        Sweep::new(spec)?.advance(20);
        Ok(())
    });
    again(&value, RateSearchSpec::read, |spec| {
        RateSearch::new(spec)?.advance(20);
        Ok(())
    });
    again(&value, MonteCarloSpec::read, |spec| {
        let batch = spec.run.batch.map_or(LITTLE, |batch| batch.size);
        let few = spec.steps * batch <= LITTLE;
        let mut trials = MonteCarlo::new(spec)?;
        trials.advance(u64::from(few));
        Ok(())
    });
    again(&value, OnlineSpec::read, |spec| {
        let few = spec.observations.max(spec.unlabelled) <= LITTLE;
        let mut learning = OnlineLearning::new(spec)?;
        learning.advance(u64::from(few));
        Ok(())
    });
}

/// Reads a value as a specification and builds from it; either may be refused,
/// with a message.
fn read<T>(
    value: Value,
    read: impl Fn(Value) -> Result<T, Invalid>,
    build: impl FnOnce(T) -> Result<(), Invalid>,
) {
    if let Err(error) = read(value).and_then(build) {
        refused(&error, "", None);
    }
}

/// The same for specifications that can be written: reading and writing it once more changes nothing.
fn again<T: Serialize>(
    value: &Value,
    reader: impl Fn(Value) -> Result<T, Invalid>,
    build: impl FnOnce(T) -> Result<(), Invalid>,
) {
    if let Ok(spec) = reader(value.clone()) {
        let written = serde_json::to_string(&spec).expect("a specification is plain");
        let back = serde_json::from_str::<Value>(&written).expect("what serde wrote it reads");
        let back = reader(back).unwrap_or_else(|error| panic!("{written}: {error}"));
        assert_eq!(serde_json::to_string(&back).expect("plain"), written);
    }
    read(value.clone(), reader, build);
}

/// Asserts that a refusal names the field, the value and what is allowed, and is
/// short. If it names a line of a table, `text` must have that line.
fn refused(error: &Invalid, field: &str, text: Option<&str>) {
    let message = error.to_string();
    assert!(!error.field.is_empty() && error.field.starts_with(field), "{message}");
    assert!(!error.value.is_empty() && !error.allowed.is_empty(), "{message}");
    assert!(message.chars().count() <= LONGEST_MESSAGE, "{message}");
    if let Some((_, line)) = error.field.rsplit_once(" line ") {
        let line: usize = line.parse().unwrap_or_else(|_| panic!("{message}"));
        let last = text.map_or(usize::MAX, |text| text.lines().count());
        assert!((1..=last).contains(&line), "{message}");
    }
}
