//! What happens at the edges of double precision, for the whole catalogue.
//!
//! | edge | outcome |
//! |---|---|
//! | no numbers, one, all equal, a spread below 10⁻¹⁵⁰, one that is not finite or above 10¹⁵⁰ | refused: `data.x` |
//! | counts below 0, above 10¹⁵⁰, all 0 | refused: `data.counts` |
//! | separable labels, labels all alike, classes never seen | a model without an optimum, and with a start in every chart |
//! | units of the data from 10⁻¹⁴⁹ to 10¹⁴⁹ | nothing changes for rules that do not depend on units |
//! | the same, if a rule needs the inverse of a matrix whose entries overflow or underflow | "singular" |
//! | a start outside the domain | refused: `start.at`, with the symbols of the chart |
//! | a start inside at which loss or derivatives overflow (see `Family::is_representable`) | refused: `start.at`, "double precision" |
//! | a rate or radius of 0, below, above 10¹² (300 nats), or not a number | refused: `runs[0].rate` |
//! | a step too short to change its point, for example with a radius of 10⁻³⁰⁰ | "converged" |
//! | a subnormal radius, below 10⁻³⁰⁷ | "converged" or "ill-posed" |
//! | a step out of the domain, or to where the loss overflows | halved up to 60 times, then "left-domain" |
//! | an exact step that the chart cannot represent, or that does not exist | "ill-posed" |
//! | squares of gradients that overflow in a sum | "ill-posed" |
//! | every stored point, running or stopped | finite, in the domain, with a finite loss |
//! | every step of a rule with a ball | inside its ball |
//! | a divergence above the largest double | ∞, never NaN |
//! | a point that another chart cannot represent | not finite in that chart |
//! | outlines | finite points of the domain, and NaN pairs |
//! | windows of figures | finite, and not empty |
//! | maps, searches, trials | every start has an outcome, and every trial a last loss |
//! | online learning | finite ends; the spread is infinite if squares of chart units overflow |
//!
//! Every test has a fixed number of steps and a seed.

mod balls;
mod data;
mod figures;
mod inputs;
mod learning;
mod least;
mod numbers;
mod rare;
mod relabelled;
mod rest;
mod runs;
mod units;
