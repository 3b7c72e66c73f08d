//! A trajectory as CSV: `cargo run --example trajectory > trajectory.csv`.
//!
//! Gradient descent and the exact trust region, each run in variance and in
//! precision; every point is written in the coordinates of the variance.

use std::error::Error;

use kl_ball::catalog::Series;
use kl_ball::geometry::Point;
use kl_ball::{Experiment, ExperimentSpec, Value};

const SPEC: &str = r#"{
    "model": "gaussian", "data": { "set": "cavendish" },
    "start": { "chart": "variance", "at": [5.3, 0.022] },
    "runs": [
        { "rule": "gradient", "chart": "variance", "rate": 0.001 },
        { "rule": "gradient", "chart": "precision", "rate": 0.001 },
        { "rule": "trust-region", "chart": "variance", "radius": 0.02 },
        { "rule": "trust-region", "chart": "precision", "radius": 0.02 }
    ]
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let spec = ExperimentSpec::read(serde_json::from_str::<Value>(SPEC)?)?;
    let mut experiment = Experiment::new(spec)?;
    experiment.advance(20)?;
    println!("rule,chart,step,mean,variance,loss_nats,kl_nats");
    for (k, run) in experiment.spec().runs.iter().enumerate() {
        let points = experiment.trajectory(k, "variance")?;
        let loss = experiment.run(k)?.series(Series::Loss);
        let kl = experiment.run(k)?.series(Series::Kl);
        for (step, Point(mean, variance)) in points.iter().enumerate() {
            let (rule, chart) = (run.rule.rule.name, run.chart);
            println!("{rule},{chart},{step},{mean},{variance},{},{}", loss[step], kl[step]);
        }
    }
    Ok(())
}
