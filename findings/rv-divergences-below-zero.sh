#!/usr/bin/env bash
# rv 0.20.1 (Rust): `kl` of two Bernoulli distributions is the divergence with its sign turned, and that of two exponential ones has
# its ratio of rates upside down. Both come out below zero. Those of Gaussians and Poisson distributions are right.
#
# Expected: KL(Bernoulli(0.3) || Bernoulli(0.6)) = 0.3 ln(0.3/0.6) + 0.7 ln(0.7/0.4) = 0.1838 nats, and
# KL(Exponential(1) || Exponential(2)) = ln(1/2) + 2/1 - 1 = 0.3069 nats, as sums and quadrature say.
# Seen: -0.1838, which is the sum of p ln(q/p); and -1.1931, which is ln(1/2) + 1/2 - 1. `kl_sym` adds two such numbers.
#
# Output seen:
#   Bernoulli 0.3, 0.6: kl -0.1838, sum 0.1838
#   exponential 1, 2: kl -1.1931, quadrature 0.3069
#   Gaussian (0, 1), (1, 2): kl 0.4431, quadrature 0.4431
#   Poisson 1, 2: kl 0.3069, sum 0.3069
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "divergences"
version = "0.0.0"
edition = "2021"

[dependencies]
rv = "=0.20.1"
TOML
cat > src/main.rs <<'RUST'
use rv::prelude::*;
use rv::traits::KlDivergence;

/// The divergence of two densities by the midpoint rule.
fn by_quadrature<P: HasDensity<f64>>(p: &P, q: &P, from: f64, to: f64) -> f64 {
    let step = (to - from) / 200_000.0;
    (0..200_000).map(|k| from + (k as f64 + 0.5) * step).map(|x| step * p.f(&x) * (p.ln_f(&x) - q.ln_f(&x))).sum()
}

/// The divergence of two distributions of whole numbers.
fn by_sum<P: HasDensity<u32>>(p: &P, q: &P, most: u32) -> f64 {
    (0..=most).map(|x| p.f(&x) * (p.ln_f(&x) - q.ln_f(&x))).sum()
}

fn main() {
    let [p, q] = [0.3, 0.6].map(|p| Bernoulli::new(p).unwrap());
    println!("Bernoulli 0.3, 0.6: kl {:.4}, sum {:.4}", p.kl(&q), by_sum(&p, &q, 1));
    let [p, q] = [1.0, 2.0].map(|rate| Exponential::new(rate).unwrap());
    println!("exponential 1, 2: kl {:.4}, quadrature {:.4}", p.kl(&q), by_quadrature(&p, &q, 0.0, 60.0));
    let [p, q] = [(0.0, 1.0), (1.0, 2.0)].map(|(mean, deviation)| Gaussian::new(mean, deviation).unwrap());
    println!("Gaussian (0, 1), (1, 2): kl {:.4}, quadrature {:.4}", p.kl(&q), by_quadrature(&p, &q, -12.0, 12.0));
    let [p, q] = [1.0, 2.0].map(|rate| Poisson::new(rate).unwrap());
    println!("Poisson 1, 2: kl {:.4}, sum {:.4}", p.kl(&q), by_sum(&p, &q, 80));
}
RUST
cargo run --quiet --release > seen.txt
cat seen.txt
diff seen.txt - <<'TEXT'
Bernoulli 0.3, 0.6: kl -0.1838, sum 0.1838
exponential 1, 2: kl -1.1931, quadrature 0.3069
Gaussian (0, 1), (1, 2): kl 0.4431, quadrature 0.4431
Poisson 1, 2: kl 0.3069, sum 0.3069
TEXT
