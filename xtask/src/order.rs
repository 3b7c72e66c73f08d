//! The order of the compiled core's functions: each beside those it resembles,
//! for deflate says again what is near in fewer bits. wasm-opt orders functions by
//! their names alone, so they are named after their places.

use anyhow::{Context, Result, ensure};
use std::collections::{HashMap, VecDeque};

/// Functions resemble each other by the runs of so many bytes that they share.
const RUN: usize = 5;

/// A run that more functions than this have tells nothing of any of them.
const COMMON: usize = 60;

/// The next function resembles those in so many bytes before it. This and the
/// numbers above are where the core, packed, is smallest.
const NEAR: usize = 2000;

/// What is as good as no run: lest the shortest functions always come first.
const NONE: f64 = 15.0;

/// Ids of the sections of a module.
const NAMES: u8 = 0;
const IMPORTS: u8 = 2;
const CODE: u8 = 10;

/// `wasm`, which has no names, with names whose order is that of the places
/// its functions should have.
pub fn named_by_place(wasm: &[u8]) -> Result<Vec<u8>> {
    let (mut imported, mut bodies) = (0, Vec::new());
    let mut module = Reader(wasm.get(8..).context("this is no WebAssembly module")?);
    while !module.0.is_empty() {
        let id = module.byte()?;
        let mut section = Reader(module.sized()?);
        match id {
            IMPORTS => {
                imported = section.number()?;
                for _ in 0..imported {
                    let (_, _, kind) = (section.sized()?, section.sized()?, section.byte()?);
                    ensure!(kind == 0, "the core imports something that is no function");
                    section.number()?;
                }
            }
            CODE => {
                for _ in 0..section.number()? {
                    bodies.push(section.sized()?);
                }
            }
            _ => {}
        }
    }
    let mut places = vec![0; bodies.len()];
    for (place, function) in by_likeness(&bodies).into_iter().enumerate() {
        places[function] = place;
    }
    let mut names = number(bodies.len());
    for (function, place) in places.into_iter().enumerate() {
        names.extend(number(imported + function));
        names.extend(sized(format!("{place:06}").as_bytes()));
    }
    let names = [sized(b"name"), vec![1], sized(&names)].concat();
    Ok([wasm, &[NAMES], &sized(&names)].concat())
}

/// From the longest on, each time the function of which the largest share is
/// found in those placed last.
fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let (runs, owners) = shared_runs(bodies);
    let mut found = vec![0; bodies.len()];
    let mut seen = vec![0; owners.len()];
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let (mut near, mut bytes) = (VecDeque::new(), 0);
    let mut order = Vec::with_capacity(bodies.len());
    let likeness = |function: usize, found: &[i32]| {
        f64::from(found[function]) / (runs[function].len() as f64 + NONE)
    };
    while !left.is_empty() {
        let better = |a: &usize, b: &usize| {
            let by_share = likeness(left[*a], &found).total_cmp(&likeness(left[*b], &found));
            let by_length = bodies[left[*a]].len().cmp(&bodies[left[*b]].len());
            by_share.then(by_length).then(left[*b].cmp(&left[*a]))
        };
        let next = (0..left.len()).max_by(better).unwrap_or(0);
        let function = left.swap_remove(next);
        order.push(function);
        near.push_back(function);
        bytes += bodies[function].len();
        for &run in &runs[function] {
            seen[run] += 1;
            if seen[run] == 1 {
                owners[run].iter().for_each(|&owner| found[owner] += 1);
            }
        }
        while near.len() > 1 && bytes > NEAR {
            let far = near.pop_front().unwrap_or(function);
            bytes -= bodies[far].len();
            for &run in &runs[far] {
                seen[run] -= 1;
                if seen[run] == 0 {
                    owners[run].iter().for_each(|&owner| found[owner] -= 1);
                }
            }
        }
    }
    order
}

/// The runs of each function that others have too, and the functions of each run.
fn shared_runs(bodies: &[&[u8]]) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let mut numbers = HashMap::new();
    let mut owners: Vec<Vec<usize>> = Vec::new();
    for (function, body) in bodies.iter().enumerate() {
        for run in body.windows(RUN) {
            let number = *numbers.entry(run).or_insert(owners.len());
            if number == owners.len() {
                owners.push(Vec::new());
            }
            if owners[number].last() != Some(&function) {
                owners[number].push(function);
            }
        }
    }
    owners.retain(|functions| (2..=COMMON).contains(&functions.len()));
    let mut runs = vec![Vec::new(); bodies.len()];
    for (run, functions) in owners.iter().enumerate() {
        functions.iter().for_each(|&function| runs[function].push(run));
    }
    (runs, owners)
}

/// What is left of a part of a module.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let (&first, rest) = self.0.split_first().context("the module ends too soon")?;
        self.0 = rest;
        Ok(first)
    }

    /// A whole number, seven bits a byte, the lowest first.
    fn number(&mut self) -> Result<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            ensure!(shift < 32, "a number in the module is too long");
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return Ok(number);
            }
        }
    }

    /// Bytes after their number.
    fn sized(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        let (bytes, rest) = self.0.split_at_checked(length).context("the module ends too soon")?;
        self.0 = rest;
        Ok(bytes)
    }
}

fn number(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

fn sized(bytes: &[u8]) -> Vec<u8> {
    [&number(bytes.len()), bytes].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_has_one_place_and_like_stands_beside_like() {
        let (one, other) = ([1; 40], [2; 30]);
        let bodies: [&[u8]; 4] = [&one, &other, &one, &other];
        assert_eq!(by_likeness(&bodies), [0, 2, 1, 3]);
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for known in [0, 1, 127, 128, 300, 16_383, 16_384, 1_000_000] {
            assert_eq!(Reader(&number(known)).number().unwrap(), known);
        }
    }
}
