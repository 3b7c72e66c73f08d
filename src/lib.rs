//! Natural gradient descent, made visible.
//!
//! `kl-ball` trains models with two parameters. Each step is limited by a
//! Euclidean ball in parameter space or by a KL ball in distribution space, in
//! coordinates of one's choice. Data flows one way:
//!
//! specification → [`catalog`] → [`model`] × [`chart`] × [`step`] rule →
//! [`experiment`] → columns of numbers → [`figure`].
//!
//! ```
//! use kl_ball::{Experiment, ExperimentSpec, Value};
//!
//! let text = r#"{ "model": "gaussian", "start": { "chart": "variance", "at": [5.2, 0.2] },
//!                 "runs": [{ "rule": "trust-region", "chart": "precision", "radius": 0.05 }] }"#;
//! let spec = ExperimentSpec::read(serde_json::from_str::<Value>(text)?)?;
//! let mut experiment = Experiment::new(spec)?;
//! experiment.advance(100)?;
//! let end = *experiment.trajectory(0, "variance")?.last().unwrap();
//! assert!((end.0 - 5.447931).abs() < 1e-6); // Cavendish's mean density of the earth
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Overview
//!
//! Everything is built from a specification, read from JSON or from any other [`Value`].
//! Wrong input gives an [`Invalid`], which names the field, the value and what is allowed.
//! The formulas are explained in `docs/mathematics/`.
//!
//! [`Workbench`]: one model, and all its quantities at a point, in any chart.
//!
//! ```
//! # use kl_ball::{ModelSpec, Value, Workbench};
//! # let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
//! let bench = Workbench::new(ModelSpec::read(read(r#"{ "model": "gaussian" }"#))?)?;
//! let precision = bench.convert([5.3, 0.05], "variance", "precision")?;
//! assert_eq!(precision, [5.3, 20.0]);
//! assert!(bench.kl([5.3, 0.05], [5.4, 0.05], "variance")? > 0.0);
//! # Ok::<(), kl_ball::Invalid>(())
//! ```
//!
//! [`Experiment`]: several runs from one start, as above. [`Sweep`]: one rule from every
//! start of a grid. [`RateSearch`]: the best rate of a rule.
//!
//! ```
//! # use kl_ball::{RateSearch, RateSearchSpec, Sweep, SweepSpec, Value};
//! # let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
//! let mut sweep = Sweep::new(SweepSpec::read(read(
//!     r#"{ "model": "gaussian", "run": { "rule": "natural-gradient", "rate": 0.5, "chart": "variance" },
//!          "grid": { "chart": "variance", "window": [5, 6, 0.05, 0.5], "size": [8, 8] } }"#,
//! ))?)?;
//! while sweep.advance(1000) < 1.0 {} // or a portion at a time
//! assert!(sweep.results().iter().all(|&steps| steps >= 0));
//!
//! let mut search = RateSearch::new(RateSearchSpec::read(read(
//!     r#"{ "model": "gaussian", "run": { "rule": "gradient", "chart": "log-std" },
//!          "starts": [{ "chart": "variance", "at": [5.2, 0.3] }] }"#,
//! ))?)?;
//! while search.advance(10_000) < 1.0 {}
//! assert!(search.best().is_some());
//! # Ok::<(), kl_ball::Invalid>(())
//! ```
//!
//! [`monte_carlo::MonteCarlo`]: one run repeated with many seeds. [`online::OnlineLearning`]:
//! learners that see each observation once, compared with the Cramér–Rao bound.
//!
//! ```
//! # use kl_ball::{Value, monte_carlo::{MonteCarlo, MonteCarloSpec}, online::{OnlineLearning, OnlineSpec}};
//! # let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
//! let mut trials = MonteCarlo::new(MonteCarloSpec::read(read(
//!     r#"{ "model": "policy", "start": { "chart": "sequential", "at": [0, -2.2] }, "steps": 20, "seeds": 20,
//!          "run": { "rule": "trpo", "chart": "sequential", "radius": 0.05, "batch": { "size": 64 } } }"#,
//! ))?)?;
//! trials.advance(20);
//! assert!(trials.tally().success <= 1.0);
//!
//! let mut learning = OnlineLearning::new(OnlineSpec::read(read(
//!     r#"{ "model": "gaussian", "start": { "chart": "log-std", "at": [5.4, -1] }, "observations": 100, "delay": 5, "seeds": 10,
//!          "run": { "rule": "natural-gradient", "rate": 1, "schedule": "inverse-time", "chart": "log-std" } }"#,
//! ))?)?;
//! learning.advance(10);
//! assert_eq!(learning.ends().len(), 10);
//! # Ok::<(), kl_ball::Invalid>(())
//! ```
//!
//! [`figure`]: the backdrop of a picture (axes, contours, data), on any backend of plotters.
//!
//! ```
//! # use kl_ball::{ModelSpec, Value, Workbench};
//! use kl_ball::figure::{PlaneFigure, Style, svg};
//! # let bench = Workbench::new(ModelSpec::read(serde_json::from_str::<Value>(r#"{ "model": "gaussian" }"#).unwrap())?)?;
//! let style = Style { width: 640, height: 420, ..Style::default() };
//! let plane = PlaneFigure::new(&bench, bench.chart("variance", "chart")?, [5.3, 0.022], &style)?;
//! let (text, _frame) = svg(&style, |backend| plane.draw(backend)).unwrap();
//! assert!(text.starts_with("<svg"));
//! # Ok::<(), kl_ball::Invalid>(())
//! ```
//!
//! The modules below these: [`geometry`], [`numeric`], [`data`], [`ball`], [`batch`].
#![forbid(unsafe_code)]
#![warn(missing_docs)]
// A small core leaves out what few figures need; then other parts are not used either.
#![cfg_attr(not(feature = "long-work"), allow(dead_code, unused_imports))]

mod abreast;
pub mod ball;
pub mod batch;
pub mod catalog;
pub mod chart;
pub mod data;
pub mod error;
pub mod experiment;
pub mod figure;
pub mod geometry;
pub mod model;
pub mod monte_carlo;
pub mod numeric;
pub mod online;
pub mod specification;
pub mod step;
pub mod sweep;
#[cfg(target_arch = "wasm32")]
mod web;
pub mod workbench;

pub use error::Invalid;
pub use experiment::Experiment;
pub use specification::{ExperimentSpec, ModelSpec, RuleSpec, Value};
pub use sweep::{RateSearch, RateSearchSpec, Sweep, SweepSpec};
pub use workbench::Workbench;
