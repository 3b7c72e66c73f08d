//! Collects errors, their tolerances, and where the largest errors are.

use std::collections::BTreeMap;

/// Largest errors by kind, and every violation of a tolerance.
#[derive(Default)]
pub struct Report {
    worst: BTreeMap<String, (f64, String)>,
    violations: Vec<String>,
}

impl Report {
    pub fn add(&mut self, kind: &str, error: f64, tolerance: f64, what: impl Fn() -> String) {
        if error.is_nan() || error > tolerance {
            self.violations.push(format!("{kind} {error:.1e} {}", what()));
        }
        let worst = self.worst.entry(kind.to_owned()).or_insert((0.0, String::new()));
        if error.is_nan() || error > worst.0 {
            *worst = (error, what());
        }
    }

    /// Prints the largest errors. Panics if one is too large, or if nothing was compared.
    pub fn close(self) {
        let line = |(kind, (error, place)): (&String, &(f64, String))| {
            format!("{kind:40} {error:8.1e}  {place}")
        };
        let table = self.worst.iter().map(line).collect::<Vec<_>>().join("\n");
        println!("{table}");
        assert!(!self.worst.is_empty(), "nothing was compared");
        let (count, list) = (self.violations.len(), self.violations.join("\n"));
        assert!(count == 0, "{count} too far off:\n{list}\nthe largest of each kind:\n{table}");
    }
}

pub fn relative(found: f64, expected: f64) -> f64 {
    if found == expected { 0.0 } else { (found / expected - 1.0).abs() }
}

/// Largest difference in units of the largest expected entry.
pub fn of_the_largest<const N: usize>(found: [f64; N], expected: [f64; N]) -> f64 {
    let largest = expected.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let gap = largest_gap(found, expected);
    if gap == 0.0 { 0.0 } else { gap / largest }
}

/// Largest difference; NaN if there is one anywhere.
pub fn largest_gap<const N: usize>(found: [f64; N], expected: [f64; N]) -> f64 {
    let gaps = found.iter().zip(expected).map(|(x, y)| (x - y).abs());
    gaps.fold(0.0, |most: f64, gap| if gap.is_nan() { gap } else { most.max(gap) })
}
