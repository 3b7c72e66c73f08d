//! Numerical methods: functions without cancellation,
//! bracketed roots and minima, seeded randomness, sums two lanes at a time.

pub mod bernoulli;
pub mod columns;
pub mod expectation;
pub mod exponential;
pub mod extrapolation;
pub mod gamma;
pub mod gauss;
pub mod gauss_legendre;
pub mod kernel;
pub mod lambert;
pub mod lanes;
pub mod logarithm;
pub mod minimum;
pub mod panels;
pub mod random;
pub mod real;
pub mod root;
pub mod sorted;
pub mod tree;
