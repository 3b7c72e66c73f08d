//! `cargo xtask bench`: figures, each beside its peer, from one run.

use crate::{
    browser,
    command::{self, say},
    node, repo,
};
use anyhow::{Result, bail, ensure};
use std::process::Command;

/// Native figures where there are some, then those of WebAssembly, JavaScript
/// and the page. `options` are those of the script.
pub fn run(options: &[&str]) -> Result<()> {
    if let Some(unknown) = options.iter().find(|&&option| option != "--readme") {
        bail!("`bench` knows --readme, not `{unknown}`");
    }
    let script = repo::web().join("bench.mjs");
    ensure!(script.is_file(), "there is no tests/web/bench.mjs in this checkout");
    node::install_packages()?;
    let chromium = browser::ensure()?;
    if repo::root().join("examples/bench.rs").is_file() {
        say("native figures (cargo run --release --example bench)");
        command::run(
            Command::new("cargo")
                .args(["run", "--quiet", "--locked", "--release", "--example", "bench"])
                .current_dir(repo::root()),
        )?;
    }
    say("figures in Node and in the browser (tests/web/bench.mjs)");
    command::run(
        Command::new("node")
            .arg(script)
            .args(options)
            .env("CHROMIUM", chromium)
            .current_dir(repo::root()),
    )
}
