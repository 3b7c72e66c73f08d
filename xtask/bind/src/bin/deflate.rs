//! `deflate <file>`: puts in its place what deflate makes of it, in the zlib format, with all the
//! time it takes to find the shortest.

use anyhow::{Context, Result};
use std::{env, fs, num::NonZeroU64, process::ExitCode};
use zopfli::{Format, Options, compress};

/// Kinds of bytes stand in columns, more of them than the usual 15 blocks.
const BLOCKS: u16 = 80;

/// Rounds of the search; the usual 15 end a thousandth above what a hundred find.
const ROUNDS: NonZeroU64 = NonZeroU64::new(100).unwrap();

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [path] = arguments.as_slice() else {
        eprintln!("usage: deflate <file>");
        return ExitCode::FAILURE;
    };
    match deflate(path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot deflate {path}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn deflate(path: &str) -> Result<()> {
    let content = fs::read(path).context("it cannot be read")?;
    let mut deflated = Vec::new();
    let options =
        Options { iteration_count: ROUNDS, maximum_block_splits: BLOCKS, ..Options::default() };
    compress(options, Format::Zlib, content.as_slice(), &mut deflated)?;
    fs::write(path, deflated).context("it cannot be written")
}
