//! How many tests passed, failed and were skipped, read from what the runners
//! themselves print for machines.

use std::{fmt, iter::Sum, ops::Add};

/// Counts of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Tally {
    /// From `cargo test`: the lines `test result: ok. 3 passed; 0 failed; …`.
    pub fn of_cargo(output: &str) -> Self {
        cargo_lines(output).map(of_cargo_line).sum()
    }

    /// From Node's test runner: its closing lines `ℹ pass 3`, `ℹ fail 0`, …, or
    /// `# pass 3`, … where it reports in TAP.
    pub fn of_node(report: &str) -> Self {
        let count = |name: &str| {
            let line = report.lines().rfind(|line| is_count(line, name));
            line.and_then(|line| line.rsplit(' ').next()?.parse().ok()).unwrap_or(0)
        };
        Self {
            passed: count("pass"),
            failed: count("fail") + count("cancelled"),
            skipped: count("skipped") + count("todo"),
        }
    }

    /// Tests that ran.
    pub fn ran(self) -> u64 {
        self.passed + self.failed
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(to, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// The closing line of each test program that `cargo test` ran.
pub fn cargo_lines(output: &str) -> impl Iterator<Item = &str> {
    output.lines().filter(|line| line.starts_with("test result: "))
}

/// The closing lines of Node's test runner.
pub fn node_lines(report: &str) -> impl Iterator<Item = &str> {
    const NAMES: [&str; 6] = ["tests", "pass", "fail", "cancelled", "skipped", "todo"];
    report.lines().filter(|line| NAMES.iter().any(|name| is_count(line, name)))
}

fn of_cargo_line(line: &str) -> Tally {
    let counts = line.split_once(". ").map_or("", |(_, counts)| counts);
    let count = |name: &str| {
        let part = counts.split("; ").find_map(|part| part.strip_suffix(name));
        part.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    Tally { passed: count("passed"), failed: count("failed"), skipped: count("ignored") }
}

/// Exactly `ℹ name 12`: a test may print something similar of its own.
fn is_count(line: &str, name: &str) -> bool {
    let rest = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "));
    let number = rest.and_then(|rest| rest.strip_prefix(name)?.strip_prefix(' '));
    number.is_some_and(|number| number.parse::<u64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn cargo_test_is_summed_over_its_programs() {
        let output = "running 3 tests\ntest a ... ok\n\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s\n\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out; finished in 1.00s\n";
        assert_eq!(Tally::of_cargo(output), tally(15, 2, 1));
        assert_eq!(cargo_lines(output).count(), 2);
        assert_eq!(Tally::of_cargo("error: could not compile"), tally(0, 0, 0));
    }

    #[test]
    fn node_s_report_is_read_at_its_end() {
        let report = "✔ a (1.2ms)\nℹ pass 99\n✖ b (3ms)\nℹ tests 6\nℹ suites 1\nℹ pass 2\nℹ fail 1\n\
            ℹ cancelled 1\nℹ skipped 1\nℹ todo 1\nℹ duration_ms 12.5\n";
        assert_eq!(Tally::of_node(report), tally(2, 2, 2));
        assert_eq!(Tally::of_node(&report.replace('ℹ', "#")), tally(2, 2, 2));
        assert_eq!(Tally::of_node("ℹ pass many\n# passes 3\n"), tally(0, 0, 0));
        assert_eq!(node_lines("ℹ tests 6\nℹ duration_ms 12.5\nℹ fail 0\n").count(), 2);
    }

    #[test]
    fn the_last_line_is_plain() {
        assert_eq!(tally(3, 0, 0).to_string(), "3 passed, 0 failed");
        assert_eq!((tally(3, 1, 2) + tally(1, 0, 0)).to_string(), "4 passed, 1 failed, 2 skipped");
    }
}
