//! Laws that hold for every model, chart and rule of the catalogue, and laws
//! of single families. The laws read the catalogue, so whatever is added to it
//! is tested at once.

mod balls;
mod charts;
mod derivatives;
mod divergences;
mod exact_steps;
mod experiments;
mod fields;
mod geodesics;
mod invariance;
mod large;
mod obeyed;
mod outcomes;
mod peaks;
mod regions;
mod scores;
mod specifications;
mod steps;
mod stops;
