//! Measures steps per second of the native core: `cargo run --release --example bench`.
//!
//! `tests/web/bench.mjs` measures the same runs (`bench.json`) in WebAssembly and
//! in plain JavaScript. It reads the results of this program from
//! `bench/native.json` in the target folder.

use std::time::{Duration, Instant};
use std::{env, error::Error, fs};

use kl_ball::{Experiment, ExperimentSpec, Value};
use serde_json::{Map, json};

/// Number of repetitions, whose median and extremes are printed.
const REPETITIONS: usize = 15;

/// Least duration of a repetition.
const LONG_ENOUGH: Duration = Duration::from_millis(60);

fn main() -> Result<(), Box<dyn Error>> {
    let all: serde_json::Value = serde_json::from_str(include_str!("bench.json"))?;
    let runs = all["runs"].as_array().ok_or("bench.json has no runs")?;
    let mut found = Map::new();
    println!(
        "{:<18}{:>14}{:>14}{:>14}  steps per second, native",
        "rule", "median", "least", "most"
    );
    for run in runs {
        let mut alone = all.clone();
        alone["runs"] = json!([run]);
        let spec = ExperimentSpec::read(serde_json::from_value::<Value>(alone)?)?;
        let steps = spec.steps;
        let mut experiment = Experiment::new(spec)?;
        let mut rates = Vec::with_capacity(REPETITIONS);
        // The first repetition is for warming up.
        for _ in 0..=REPETITIONS {
            rates.push(rate(&mut experiment, steps)?);
        }
        rates.remove(0);
        rates.sort_by(f64::total_cmp);
        let name = run["rule"].as_str().ok_or("a run has no rule")?;
        let [median, least, most] = [REPETITIONS / 2, 0, REPETITIONS - 1].map(|k| rates[k]);
        println!("{name:<18}{median:>14.0}{least:>14.0}{most:>14.0}");
        found.insert(name.into(), json!(rates));
    }
    let program = env::current_exe()?;
    let target = program.ancestors().nth(3).ok_or("this program is not in a target folder")?;
    fs::create_dir_all(target.join("bench"))?;
    fs::write(target.join("bench/native.json"), serde_json::Value::Object(found).to_string())?;
    Ok(())
}

/// Steps per second over whole runs from the start.
fn rate(experiment: &mut Experiment, steps: u64) -> Result<f64, Box<dyn Error>> {
    let (start, mut taken) = (Instant::now(), 0);
    while start.elapsed() < LONG_ENOUGH {
        experiment.reset();
        experiment.advance(steps)?;
        taken += experiment.run(0)?.steps();
    }
    if experiment.run(0)?.steps() != steps {
        return Err("a run stopped before its last step".into());
    }
    Ok(taken as f64 / start.elapsed().as_secs_f64())
}
