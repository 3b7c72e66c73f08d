//! The commands of this repository: `cargo xtask serve`, `build`,
//! `test`, `bench`. One file per concern; see [`HELP`] for the commands.

mod apt;
mod bench;
mod command;
#[cfg(test)]
mod licences;
mod package;
mod programs;
mod recipe;
mod repo;
mod serve;
mod tally;
mod test;
mod toolchain;

use anyhow::{Result, bail};
use std::{env, process::ExitCode};

const HELP: &str = "\
cargo xtask serve [--port N] [--no-open]         open the visualizer: nothing needed but Rust
cargo xtask test [native] [node] [browser] [python]  run every test (or those named), fetching what is missing
cargo xtask build                                build pkg/ from the sources
cargo xtask build --check                        rebuild, and compare the bytes with those in pkg/
cargo xtask bench [--readme]                     speed, size and time to first picture, beside their peers
cargo xtask help                                 this list";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result<ExitCode> {
    match arguments {
        [] | ["help" | "--help" | "-h", ..] => println!("{HELP}"),
        ["serve", options @ ..] => serve::run(options)?,
        ["build"] => package::build()?,
        ["build", "--check"] => {
            if let Some(reason) = package::check()? {
                bail!("not compared: {reason}");
            }
        }
        ["test", stages @ ..] => return test::run(stages),
        ["bench", options @ ..] => bench::run_all(options)?,
        [command, ..] => {
            bail!("`cargo xtask {command}` is not understood; the commands are\n{HELP}")
        }
    }
    Ok(ExitCode::SUCCESS)
}
