//! Experiments: runs, their series, and how they end.

use kl_ball::catalog::{ChartEntry, Invariance, SERIES, Series, SeriesEntry};
use kl_ball::experiment::Status;
use kl_ball::geometry::{Point, Segment};
use kl_ball::model::Direction;
use kl_ball::model::prelude::*;
use kl_ball::{Experiment, ExperimentSpec, Invalid};
use serde_json::{Value as Json, json};

use crate::common::*;

fn build(spec: &Json) -> Result<Experiment, Invalid> {
    Experiment::new(ExperimentSpec::read(value(spec))?)
}

/// Every rule, small steps, from one start: an experiment for each chart.
fn everything(case: &Case) -> Vec<(&Case, Json)> {
    case.entry.charts.iter().map(|chart| (case, everything_in(chart, case))).collect()
}

fn everything_in(chart: &ChartEntry, case: &Case) -> Json {
    let first = &case.charts()[0];
    let start = first.from_own(case.starts()[0]);
    let mut runs = Vec::new();
    for (entry, spec) in rules_of(case.entry) {
        let mut run = spec.clone();
        let (option, power) = size_option(entry);
        let small: f64 = if entry.invariance == Invariance::None { 1e-3 } else { 0.1 };
        run[option] = json!(small.powf(power));
        run["chart"] = json!(chart.name);
        runs.push(run);
    }
    let mut spec = case.spec.clone();
    spec["runs"] = json!(runs);
    spec["start"] = json!({ "chart": first.entry.name, "at": start.array() });
    spec
}

/// Its specification.
fn written(experiment: &Experiment) -> Json {
    serde_json::to_value(experiment.spec()).unwrap()
}

/// The bits of everything an experiment has recorded.
fn record(experiment: &Experiment) -> Vec<u64> {
    let mut bits = Vec::new();
    for run in experiment.runs() {
        bits.extend(run.points().iter().flat_map(|p| p.array()).map(f64::to_bits));
        for &SeriesEntry { series, .. } in SERIES {
            bits.extend(run.series(series).iter().map(|x| x.to_bits()));
        }
        bits.extend(run.status().name().bytes().map(u64::from));
    }
    bits
}

#[test]
fn runs_repeat_to_the_last_bit_after_a_reset_and_however_the_steps_are_grouped() {
    for (_, spec) in cases().iter().flat_map(everything) {
        let mut experiment = build(&spec).unwrap();
        let fresh = record(&experiment);
        experiment.advance(20).unwrap();
        let first = record(&experiment);
        assert_ne!(fresh, first);
        experiment.reset();
        assert_eq!(record(&experiment), fresh);
        for count in [1, 7, 0, 12] {
            experiment.advance(count).unwrap();
        }
        assert_eq!(record(&experiment), first);
        let mut another = build(&spec).unwrap();
        another.advance(20).unwrap();
        assert_eq!(record(&another), first);
    }
}

#[test]
fn moving_the_start_of_an_experiment_equals_building_it_there_to_the_last_bit() {
    for (case, mut spec) in cases().iter().flat_map(everything) {
        let mut experiment = build(&spec).unwrap();
        experiment.advance(9).unwrap();
        let whole = |experiment: &Experiment| (record(experiment), written(experiment));
        let before = whole(&experiment);
        let chart = case.charts()[0].entry.name;
        for (at, chart, field) in
            [([0.5; 2], "mean", "start.chart"), ([f64::NAN; 2], chart, "start.at")]
        {
            assert!(experiment.start_at(at, chart).unwrap_err().to_string().contains(field));
            assert_eq!(whole(&experiment), before);
        }
        for (start, seen) in case.starts().iter().zip(case.charts().iter().rev()) {
            let at = seen.from_own(*start).array();
            spec["start"] = json!({ "chart": seen.entry.name, "at": at });
            let mut built = build(&spec).unwrap();
            experiment.start_at(at, seen.entry.name).unwrap();
            for _ in 0..2 {
                assert_eq!(whole(&experiment), whole(&built));
                experiment.advance(10).unwrap();
                built.advance(10).unwrap();
            }
        }
    }
}

#[test]
fn the_normalised_specification_builds_the_same_experiment() {
    for (_, spec) in cases().iter().flat_map(everything) {
        let mut experiment = build(&spec).unwrap();
        let written = written(&experiment);
        let mut again = build(&written).unwrap();
        assert_eq!(serde_json::to_value(again.spec()).unwrap(), written);
        experiment.advance(5).unwrap();
        again.advance(5).unwrap();
        assert_eq!(record(&experiment), record(&again));
    }
}

#[test]
fn series_measure_the_steps_between_the_points() {
    for (case, spec) in cases().iter().flat_map(everything) {
        let mut experiment = build(&spec).unwrap();
        experiment.advance(20).unwrap();
        for run in experiment.runs() {
            let (model, points) = (run.model(), run.points());
            for &SeriesEntry { series, .. } in SERIES {
                assert_eq!(run.series(series).len(), points.len());
                if series != Series::Loss {
                    assert_eq!(run.series(series)[0], 0.0);
                }
            }
            assert_eq!(run.steps() as usize, points.len() - 1);
            let mut lengths = [0.0; 2];
            for (k, point) in points.iter().enumerate() {
                let label = || format!("{} {point:?}", case.set);
                assert_eq!(run.series(Series::Loss)[k], model.loss(*point));
                if k == 0 {
                    continue;
                }
                let along = Segment::between(points[k - 1], *point);
                let kls = [(Series::Kl, Direction::OldNew), (Series::KlReverse, Direction::NewOld)];
                for (series, direction) in kls {
                    // The series were computed before the end of the step was rounded.
                    let recorded = run.series(series)[k];
                    let kl = model.kl(&along, direction);
                    // Next to the edge of a chart its coordinates have few digits.
                    let digits = rounding(model, &along, direction, true);
                    close(recorded, kl, 1e-7 * kl + 1e-11 * kl.sqrt() + 1e-24 + digits, label);
                }
                lengths[0] += model.length(&along);
                lengths[1] += along.difference.length();
                relatively_close(run.series(Series::FisherLength)[k], lengths[0], 1e-7, label);
                relatively_close(run.series(Series::EuclideanLength)[k], lengths[1], 1e-7, label);
            }
        }
    }
}

#[test]
fn trajectories_can_be_read_in_any_chart() {
    for (case, spec) in cases().iter().flat_map(everything) {
        let mut experiment = build(&spec).unwrap();
        experiment.advance(10).unwrap();
        for (index, run) in experiment.runs().iter().enumerate() {
            let own_chart = experiment.spec().runs[index].chart;
            for seen in case.charts() {
                let name = seen.entry.name;
                let points = experiment.trajectory(index, name).unwrap();
                assert_eq!(points.len(), run.points().len());
                if name == own_chart {
                    assert_eq!(points, run.points(), "its own chart, to the bit");
                }
                for (point, own) in points.iter().zip(run.points()) {
                    let canonical = run.model().chart().to_own(*own);
                    let back = seen.to_own(*point);
                    let gap = distance(case.model.as_ref(), canonical, back);
                    close(gap, 0.0, 1e-9, || format!("{} {point:?}", seen.label));
                }
            }
        }
    }
}

#[test]
fn every_run_starts_at_the_start() {
    for (_, spec) in cases().iter().flat_map(everything) {
        let experiment = build(&spec).unwrap();
        let start = experiment.spec().start;
        for index in 0..experiment.runs().len() {
            let at = experiment.trajectory(index, start.chart).unwrap()[0];
            for axis in 0..2 {
                relatively_close(at[axis], start.at[axis], 1e-13, || "start".into());
            }
        }
    }
}

#[test]
fn trust_region_runs_agree_in_all_charts_and_end_at_the_optimum() {
    for case in cases() {
        let optima = case.model.optima();
        if optima.is_empty() {
            continue;
        }
        let first = &case.charts()[0];
        for own in case.starts() {
            for (name, _) in DIRECTIONS {
                let runs: Vec<Json> = case
                    .entry
                    .charts
                    .iter()
                    .map(|chart| {
                        json!({ "rule": "trust-region", "chart": chart.name, "radius": 0.05,
                                "direction": name })
                    })
                    .collect();
                let mut spec = case.spec.clone();
                let at = first.from_own(own).array();
                spec["start"] = json!({ "chart": first.entry.name, "at": at });
                spec["runs"] = json!(runs);
                let mut experiment = build(&spec).unwrap();
                experiment.advance(200).unwrap();
                let reference: Vec<Point> = experiment.runs()[0].points().to_vec();
                for run in experiment.runs() {
                    assert_eq!(run.status(), Status::Converged, "{} {name}", case.set);
                    assert_eq!(run.points().len(), reference.len());
                    for (point, expected) in run.points().iter().zip(&reference) {
                        let there = run.model().chart().to_own(*point);
                        let gap = distance(case.model.as_ref(), there, first.to_own(*expected));
                        close(gap, 0.0, 1e-9, || format!("{} {name} {own:?}", case.set));
                    }
                    let end = run.model().chart().to_own(run.points()[run.points().len() - 1]);
                    // A run ends at the minimum that its balls lead to.
                    let gap = |minimum: &Point| distance(case.model.as_ref(), end, *minimum);
                    let gap = optima.iter().map(gap).fold(f64::INFINITY, f64::min);
                    close(gap, 0.0, 1e-9, || format!("{} {name}", case.set));
                }
            }
        }
    }
}

/// Largest distance between the ends of one rule's runs in all charts after a
/// time of 1 in steps of `h`, from `μ = −1`, `σ² = 4`; and how many were halved.
fn spread(rule: &str, h: f64) -> (f64, f64) {
    let case = teaching();
    let runs: Vec<Json> = case
        .entry
        .charts
        .iter()
        .map(|chart| json!({ "rule": rule, "chart": chart.name, "rate": h }))
        .collect();
    let spec = json!({ "model": "gaussian", "data": { "set": "teaching" }, "runs": runs,
                       "start": { "chart": "variance", "at": [-1.0, 4.0] } });
    let mut experiment = build(&spec).unwrap();
    experiment.advance((1.0 / h).round() as u64).unwrap();
    let halved = experiment.runs().iter().flat_map(|run| run.series(Series::Halvings));
    let halvings = halved.sum();
    let end = |index| *experiment.trajectory(index, "std-dev").unwrap().last().unwrap();
    let ends: Vec<Point> = (0..runs.len()).map(end).collect();
    let pairs = ends.iter().flat_map(|p| ends.iter().map(move |q| (*p, *q)));
    let most = pairs.map(|(p, q)| distance(case.model.as_ref(), p, q)).fold(0.0, f64::max);
    (most, halvings)
}

#[test]
fn as_steps_shrink_the_natural_gradient_paths_of_all_charts_agree_and_the_gradient_paths_do_not() {
    let expected = [0.404, 0.109, 0.0440, 0.0202, 0.0097];
    let mut last = f64::NAN;
    for (k, expected) in expected.into_iter().enumerate() {
        let h = 0.5f64.powi(k as i32 + 1);
        let (gap, halvings) = spread("natural-gradient", h);
        assert_eq!(halvings, 0.0);
        relatively_close(gap, expected, 5e-3, || format!("natural gradient, h = {h}"));
        if k >= 2 {
            assert!((1.9..2.6).contains(&(last / gap)), "{last} {gap}");
        }
        last = gap;
    }
    let (gap, halvings) = spread("gradient", 1.0 / 32.0);
    assert_eq!(halvings, 0.0);
    relatively_close(gap, 1.13, 5e-3, || "gradient".into());
    let (finer, _) = spread("gradient", 1.0 / 256.0);
    close(finer / gap, 1.0, 0.2, || "no decay".into());
}

#[test]
fn a_run_that_starts_on_the_optimum_has_converged() {
    let spec = json!({ "model": "gaussian", "data": { "x": [-1.0, 1.0] },
                       "start": { "chart": "variance", "at": [0.0, 1.0] },
                       "runs": [{ "rule": "gradient", "chart": "variance" },
                                { "rule": "kl-ball", "chart": "natural" }] });
    let mut experiment = build(&spec).unwrap();
    assert!(experiment.runs().iter().all(|run| run.status() == Status::Running));
    experiment.advance(3).unwrap();
    for run in experiment.runs() {
        assert_eq!((run.status().name(), run.steps()), ("converged", 0));
    }
}

#[test]
fn natural_gradient_in_the_expectation_chart_converges_at_its_own_rate() {
    // m − m̂ shrinks by 1 − rate a step, exactly.
    let case = teaching();
    let spec = json!({ "model": "gaussian", "data": { "set": "teaching" },
                       "start": { "chart": "variance", "at": [-1.0, 4.0] },
                       "runs": [{ "rule": "natural-gradient", "chart": "expectation", "rate": 0.5 }] });
    let mut experiment = build(&spec).unwrap();
    experiment.advance(200).unwrap();
    let run = &experiment.runs()[0];
    assert_eq!(run.status(), Status::Converged);
    let target = run.model().chart().from_own(case.model.optimum().unwrap());
    let start = run.points()[0] - target;
    for (k, point) in run.points().iter().enumerate() {
        let gap = (*point - target) + -0.5f64.powi(k as i32) * start;
        close(gap.length(), 0.0, 1e-13, || format!("step {k}"));
    }
    let end = *experiment.trajectory(0, "std-dev").unwrap().last().unwrap();
    let gap = distance(case.model.as_ref(), end, case.model.optimum().unwrap());
    close(gap, 0.0, 1e-12, || "converged means there".into());
}

#[test]
fn runs_stop_one_by_one_and_say_why() {
    let spec = json!({ "model": "gaussian", "data": { "x": [-1e5, 1e5] },
                       "start": { "chart": "precision", "at": [0.0, 1.0] },
                       "runs": [{ "rule": "gradient", "chart": "precision", "rate": 1e12 },
                                { "rule": "trust-region", "chart": "precision" }] });
    let mut experiment = build(&spec).unwrap();
    experiment.advance(500).unwrap();
    let status = |k: usize| experiment.runs()[k].status().name();
    assert_eq!([status(0), status(1)], ["left-domain", "converged"]);
    assert_eq!(experiment.runs()[0].steps(), 0);
}

#[test]
fn numbers_that_are_out_of_reach_are_refused_and_change_nothing() {
    let mut experiment = build(&everything(&teaching())[0].1).unwrap();
    experiment.advance(2).unwrap();
    let before = record(&experiment);
    let error = experiment.advance(u64::MAX).unwrap_err();
    assert_eq!(error.field, "count");
    // The limit of memory is for all runs together.
    let runs = experiment.runs().len() as u64;
    let error = experiment.advance(4_000_000 / runs - 1).unwrap_err();
    let allowed = format!("at most {} more steps of each of {runs} runs", 4_000_000 / runs - 2);
    assert_eq!((error.field.as_str(), &error.allowed), ("count", &allowed));
    let mut spec = everything(&teaching())[0].1.clone();
    spec["steps"] = json!(4_000_000 / runs + 1);
    let error = build(&spec).err().unwrap();
    let allowed = format!("a whole number from 0 to {}", 4_000_000 / runs);
    assert_eq!((error.field.as_str(), &error.allowed), ("steps", &allowed));
    assert_eq!(record(&experiment), before);
    assert_eq!(experiment.trajectory(0, "nowhere").unwrap_err().field, "chart");
    assert_eq!(experiment.trajectory(10_000, "variance").unwrap_err().field, "run");
    assert_eq!(experiment.run(10_000).err().unwrap().value, "10000");
}
