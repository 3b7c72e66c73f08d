//! Scalar numerics that the mathematics leans on: kernels without cancellation,
//! bracketed roots and minima, seeded randomness.

pub mod bernoulli;
pub mod kernel;
pub mod minimum;
pub mod random;
pub mod root;
