//! Agreement with values computed independently with fifty digits (tests/reference/generate.py).
//!
//! Run with `--nocapture` to see the largest errors by model and kind.

mod balls;
mod derivatives;
mod divergences;
mod points;
mod reference;
mod report;
mod runs;
mod scales;
mod steps;
