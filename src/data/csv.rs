//! Reading tables of text.

use std::fmt::Display;

use super::decimal::decimal;
use super::{Data, Kind, LABEL, MOST_OBSERVATIONS, is_usable, usable};
use crate::error::Invalid;

/// Ways to write a missing value.
const MISSING: [&str; 7] = ["", "na", "n/a", "nan", "null", "?", "."];

/// The separators that are looked for in the first line, in this order. If none occurs there,
/// spaces separate the cells.
const SEPARATORS: [char; 3] = [';', '\t', ','];

/// A line of cells with its number, counted from 1 as an editor does.
struct Line<'t> {
    number: usize,
    cells: Vec<&'t str>,
}

/// Reads a table, leaving out its first `skip` columns.
pub fn read(text: &str, kind: Kind, skip: usize, field: &str) -> Result<Data, Invalid> {
    let wanted = match kind {
        Kind::Numbers | Kind::Counts => 1,
        Kind::Labelled => 2,
        Kind::Nothing | Kind::Target => return Ok(Data::Nothing),
    };
    let mut lines = split(text, skip);
    if kind == Kind::Numbers && lines.len() == 1 {
        // A single line is a list of numbers.
        let Line { number, cells } = lines.remove(0);
        lines = cells.into_iter().map(|cell| Line { number, cells: vec![cell] }).collect();
    } else if lines.first().is_some_and(is_header) {
        lines.remove(0);
    }
    if lines.is_empty() || lines.len() > MOST_OBSERVATIONS {
        let allowed = format_args!("a table of 2 to {MOST_OBSERVATIONS} lines of numbers");
        return Err(Invalid::new(field, format_args!("a table of {}", lines.len()), allowed));
    }
    let mut columns = [Vec::new(), Vec::new()];
    for line in &lines {
        let at = format_args!("{field} line {}", line.number);
        if line.cells.len() != wanted {
            let value = format_args!("{} columns", line.cells.len());
            let allowed = ["one column: the numbers", "two columns: input and label"];
            return Err(Invalid::new(at, value, allowed[wanted - 1]));
        }
        columns[0].push(number(line.cells[0], &at)?);
        if let Some(cell) = line.cells.get(1) {
            columns[1].push(label(cell, &at)?);
        }
    }
    let [x, y] = columns;
    match kind {
        Kind::Labelled => Ok(Data::Labelled { x, y }),
        Kind::Counts => x.try_into().map(Data::Counts).map_err(|x: Vec<f64>| {
            Invalid::new(field, format_args!("a table of {}", x.len()), "three counts")
        }),
        Kind::Numbers | Kind::Nothing | Kind::Target => Ok(Data::Numbers(x)),
    }
}

/// The lines that are not empty, split into cells.
fn split(text: &str, skip: usize) -> Vec<Line<'_>> {
    let text = text.trim_start_matches('\u{feff}');
    let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let first = filled.clone().next().map_or("", |(_, line)| line);
    // `str::contains` would add its search for longer texts to the compiled core.
    let separator = SEPARATORS.into_iter().find(|&separator| first.chars().any(|c| c == separator));
    let cut = |(k, line): (usize, _)| Line { number: k + 1, cells: cells(line, separator, skip) };
    filled.map(cut).collect()
}

fn cells(line: &str, separator: Option<char>, skip: usize) -> Vec<&str> {
    let parts = line.split(|c: char| separator.map_or(c.is_whitespace(), |known| c == known));
    // Several spaces separate once.
    let cells = parts.filter(|part| separator.is_some() || !part.is_empty());
    cells.skip(skip).map(bare).collect()
}

/// A cell without the blanks and quotation marks around it.
fn bare(cell: &str) -> &str {
    cell.trim().trim_matches('"').trim()
}

/// Whether a line has names of columns: at least one cell is a word, and none is a number.
fn is_header(line: &Line) -> bool {
    let is_name = |cell: &&str| parse(cell).is_none() && !is_missing(cell);
    line.cells.iter().any(is_name) && !line.cells.iter().any(|cell| parse(cell).is_some())
}

fn is_missing(cell: &str) -> bool {
    MISSING.iter().any(|missing| cell.eq_ignore_ascii_case(missing))
}

/// Smaller numbers would lose digits, or all of them. `www/table/numbers.js` has the same bound.
const SMALLEST: f64 = 1e-308;

/// How far off a number is that [`parse`] reads from a power of ten this small: less than this share of it.
const ROUNDING: f64 = 1e-13;

fn number(cell: &str, at: &dyn Display) -> Result<f64, Invalid> {
    if is_missing(cell) {
        return Err(Invalid::new(
            at,
            format_args!("\"{cell}\""),
            "a number in every line, none missing",
        ));
    }
    match parse(cell) {
        Some(value) if value.abs() < SMALLEST * (1.0 - ROUNDING) && is_no_zero(cell) => {
            let allowed = "0, or a number from 1e-308 on, either sign";
            Err(Invalid::new(at, format_args!("\"{cell}\""), allowed))
        }
        Some(value) if is_usable(value) => Ok(value),
        Some(value) => Err(Invalid::new(at, value, usable())),
        None => {
            let allowed = "a number, with a point before its decimals";
            Err(Invalid::new(at, format_args!("\"{cell}\""), allowed))
        }
    }
}

/// Reads a decimal number with an optional exponent. Without an exponent and
/// with at most 15 digits the result is correctly rounded; see [`decimal`].
fn parse(cell: &str) -> Option<f64> {
    let cell = cell.strip_prefix('+').unwrap_or(cell);
    let points = cell.bytes().filter(|&byte| byte == b'.').count();
    if points > 1 || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let Some((mantissa, exponent)) = cell.split_once(['e', 'E']) else { return decimal(cell) };
    let exponent: i32 = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?;
    let power = 10f64.powi(exponent.saturating_abs());
    let mantissa = decimal(mantissa)?;
    if mantissa == 0.0 {
        // The power of ten may be infinite, and zero times infinity is not a number.
        return Some(mantissa);
    }
    Some(if exponent < 0 { mantissa / power } else { mantissa * power })
}

/// Whether a number has a digit besides zeros, so that reading it as 0 would lose it: `1e-400`.
fn is_no_zero(cell: &str) -> bool {
    let mut digits = cell.bytes().take_while(|byte| !matches!(byte, b'e' | b'E'));
    digits.any(|byte| matches!(byte, b'1'..=b'9'))
}

fn label(cell: &str, at: &dyn Display) -> Result<f64, Invalid> {
    match parse(cell) {
        Some(label) if label == 1.0 || (label == 0.0 && !is_no_zero(cell)) => Ok(label),
        _ => Err(Invalid::new(at, format_args!("\"{cell}\""), LABEL)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Result<Data, Invalid> {
        read(text, Kind::Numbers, 0, "data.csv")
    }

    fn labelled(text: &str) -> Result<Data, Invalid> {
        read(text, Kind::Labelled, 0, "data.csv")
    }

    #[test]
    fn every_separator_with_and_without_a_header() {
        let expected = Data::Labelled { x: vec![1.5, -2.0], y: vec![0.0, 1.0] };
        for text in [
            "x,y\n1.5,0\n-2,1\n",
            "\u{feff}x;y\r\n1.5;0\r\n\r\n-2;1",
            "1.5\t0\n-2\t1\n",
            "  1.5   0\n-2 1",
            "\"x\", \"y\"\n\"1.5\", 0\n-2, 1.0",
        ] {
            assert_eq!(labelled(text).unwrap(), expected, "{text:?}");
        }
        let expected = Data::Numbers(vec![1.0, 2.5, 3.0]);
        for text in ["speed\n1\n2.5\n3", "1, 2.5, 3", "1 2.5 3\n"] {
            assert_eq!(numbers(text).unwrap(), expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_may_have_hundreds_of_digits() {
        let thirds = format!("0.{}", "3".repeat(400));
        let text = format!("{thirds}\n{thirds}e0\n0e999\n-0.0e-999\n");
        let read = numbers(&text).unwrap();
        let expected = [1.0 / 3.0, 1.0 / 3.0, 0.0, 0.0];
        assert_eq!(read.values().len(), expected.len());
        assert!(read.values().iter().zip(expected).all(|(x, y)| (x - y).abs() < 1e-16), "{read:?}");
    }

    #[test]
    fn an_error_names_the_line_and_what_is_allowed() {
        let message = |found: Result<Data, Invalid>| found.unwrap_err().to_string();
        assert!(
            message(numbers("x\n1\n\nNA\n"))
                .starts_with("data.csv line 4 is \"NA\"; allowed: a number in every line")
        );
        assert!(
            message(numbers("1\ntwo\n"))
                .starts_with("data.csv line 2 is \"two\"; allowed: a number")
        );
        assert!(message(numbers("1\n1e200\n")).contains("line 2"));
        let small = format!("0.{}1", "0".repeat(400));
        assert!(numbers("1\n1e-308\n-2\n").is_ok());
        for cell in ["1e-400", "-2.5E-330", "9.9e-309", "4.9e-324", &small] {
            let said = message(numbers(&format!("1\n{cell}\n")));
            assert!(said.starts_with("data.csv line 2 is \""), "{said}");
            assert!(
                said.ends_with("; allowed: 0, or a number from 1e-308 on, either sign"),
                "{said}"
            );
        }
        assert!(message(labelled("1,0\n2,1e-400\n")).ends_with("allowed: a label, 0 or 1"));
        assert!(
            message(labelled("x,y\n1,0\n2,yes\n"))
                .ends_with("line 3 is \"yes\"; allowed: a label, 0 or 1")
        );
        assert!(message(labelled("1,0\n2,\n")).starts_with("data.csv line 2 is \"\""));
        assert!(message(labelled("1,0\n2\n")).starts_with("data.csv line 2 is 1 columns"));
        assert!(message(numbers("")).starts_with("data.csv is a table of 0"));
        assert!(message(labelled("x,y\n")).starts_with("data.csv is a table of 0"));
    }
}
