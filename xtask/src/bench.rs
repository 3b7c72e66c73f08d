//! `cargo xtask bench`: figures, each beside its peer, from one run.

use crate::{
    command::{run, say},
    programs, repo,
};
use anyhow::{Result, bail};
use std::process::Command;

/// Native figures, then those of WebAssembly, JavaScript and the page. `options`
/// are those of the script.
pub fn run_all(options: &[&str]) -> Result<()> {
    if let Some(unknown) = options.iter().find(|&&option| option != "--readme") {
        bail!("`bench` knows --readme, not `{unknown}`");
    }
    programs::ensure_browsers()?;
    say("native figures (cargo run --release --example bench)");
    run(Command::new("cargo")
        .args(["run", "--quiet", "--locked", "--release", "--example", "bench"])
        .current_dir(repo::root()))?;
    say("figures in Node and in the browser (tests/web/bench.mjs)");
    run(Command::new("node")
        .arg(repo::web().join("bench.mjs"))
        .args(options)
        .current_dir(repo::root()))
}
