//! All tests of the crate from outside, in one program: it is linked once, and its tests share the cores to the end.
//!
//! `cargo test laws::steps` runs those of one file.

mod accuracy;
mod architecture;
mod batches;
mod citations;
mod common;
mod conventions;
mod edges;
mod figure;
mod fuzz;
mod laws;
mod models;
mod monte_carlo;
mod online;
mod rules_with_state;
mod rules_without_state;
mod same_name;
mod sweep;
mod valleys;
