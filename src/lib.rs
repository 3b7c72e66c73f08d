//! Natural gradient descent, seen.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod wasm;
