//! Natural gradient descent, seen.
//!
//! `kl-ball` trains two-parameter models with steps that are short in
//! parameters (a Euclidean ball) or short in distributions (a KL ball), in
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
#![forbid(unsafe_code)]
#![warn(missing_docs)]

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
pub mod spec;
pub mod step;
pub mod sweep;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub mod workbench;

pub use error::Invalid;
pub use experiment::Experiment;
pub use spec::{ExperimentSpec, ModelSpec, RuleSpec, Value};
pub use sweep::{RateSearch, RateSearchSpec, Sweep, SweepSpec};
pub use workbench::Workbench;
