//! Laws that hold for every model, chart and rule of the catalogue, and those
//! that hold for one family alone. Nothing here is a list of names: what joins
//! the catalogue is tested as it stands.

#[path = "../common/mod.rs"]
mod common;

mod balls;
mod charts;
mod derivatives;
mod divergences;
mod experiments;
mod geodesics;
mod scores;
mod specifications;
mod steps;
