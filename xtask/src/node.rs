//! Node, and the npm packages of tests/web at the versions of its lockfile.

use crate::{
    apt,
    command::{find, output, run, say},
    digest, repo,
};
use anyhow::{Context, Result, bail};
use std::{fs, process::Command};

/// The first Node whose test runner takes all the options we give it.
const OLDEST: (u32, u32) = (18, 19);

/// Makes sure of a Node that is new enough, and of npm.
pub fn ensure() -> Result<()> {
    if is_new_enough() && find(npm()).is_some() {
        return Ok(());
    }
    if apt::available() {
        apt::install(&["nodejs", "npm"])?;
    }
    if is_new_enough() && find(npm()).is_some() {
        return Ok(());
    }
    let (major, minor) = OLDEST;
    bail!("Node {major}.{minor} or newer is needed, with npm; install it and run this again")
}

/// Makes sure of the npm packages of tests/web: those of the lockfile, no
/// others, and none of their scripts.
pub fn install_packages() -> Result<()> {
    ensure()?;
    let lockfile = digest::of(repo::read(&repo::web().join("package-lock.json"))?.as_bytes());
    // What is installed says which lockfile it came from.
    let stamp = repo::web().join("node_modules/.installed-from");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lockfile) {
        return Ok(());
    }
    say("installing the npm packages of tests/web (npm ci)");
    run(Command::new(npm())
        .args(["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"])
        .current_dir(repo::web()))?;
    fs::write(&stamp, lockfile).with_context(|| format!("cannot write {}", stamp.display()))
}

/// The wasm-opt that npm installed.
pub fn wasm_opt() -> Command {
    let mut command = Command::new("node");
    command.arg(repo::web().join("node_modules/binaryen/bin/wasm-opt"));
    command
}

/// A test that never ends, or leaves something open, must not keep the runner
/// waiting for ever: ten minutes are the limit of a whole file. Not a forced
/// exit, which now and then cut the end of a file's report off, unsaid.
/// Older Nodes lack this option.
pub fn options_against_hanging() -> Vec<&'static str> {
    let known = output(Command::new("node").arg("--help")).unwrap_or_default();
    if known.contains("--test-timeout") { vec!["--test-timeout=600000"] } else { Vec::new() }
}

fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

fn is_new_enough() -> bool {
    let version = output(Command::new("node").arg("--version"));
    version.and_then(|text| repo::version(&text)) >= Some(OLDEST)
}
