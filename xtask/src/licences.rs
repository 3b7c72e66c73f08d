//! The audit of what the lockfiles bring in: every package has a licence that
//! lets anyone use, change and pass on what is made with it.

use crate::repo;
use anyhow::{Context, Result};
use serde_json::Value;
use std::process::Command;

/// Licences, and the exception to one, that ask for no more than their notice.
const PERMISSIVE: [&str; 11] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "LLVM-exception",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "BlueOak-1.0.0",
];

/// axe-core, a test's own tool: its licence binds who changes it.
const TOOLS: [&str; 1] = ["MPL-2.0"];

/// Names and licences of all crates of Cargo.lock.
fn crates() -> Result<Vec<(String, String)>> {
    let metadata = Command::new("cargo")
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(repo::root())
        .output()
        .context("cannot start cargo metadata")?;
    let metadata: Value = serde_json::from_slice(&metadata.stdout)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    Ok(packages.iter().map(|package| (text(&package["name"]), text(&package["license"]))).collect())
}

/// The same of tests/web/package-lock.json.
fn npm_packages() -> Result<Vec<(String, String)>> {
    let lock: Value = serde_json::from_str(&repo::read(&repo::web().join("package-lock.json"))?)?;
    let packages = lock["packages"].as_object().context("the lockfile lists no packages")?;
    // The first, without a name, is ours.
    let others = packages.iter().filter(|(path, _)| !path.is_empty());
    Ok(others.map(|(path, package)| (path.clone(), text(&package["license"]))).collect())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or("").to_owned()
}

/// The licences that an SPDX expression names.
fn named(expression: &str) -> Vec<&str> {
    let words = expression.split([' ', '(', ')', '/']);
    words.filter(|word| !["", "AND", "OR", "WITH"].contains(word)).collect()
}

#[test]
fn every_crate_may_be_used_and_passed_on_by_anyone() -> Result<()> {
    let crates = crates()?;
    assert!(crates.len() > 20, "{} crates", crates.len());
    for (name, licence) in crates {
        let known = named(&licence);
        let fine = !known.is_empty() && known.iter().all(|one| PERMISSIVE.contains(one));
        assert!(fine, "{name} has the licence {licence:?}");
    }
    Ok(())
}

#[test]
fn so_may_every_tool_from_npm() -> Result<()> {
    let packages = npm_packages()?;
    assert!(packages.len() > 5, "{} packages", packages.len());
    for (name, licence) in packages {
        let known = named(&licence);
        let allowed = |one: &&str| PERMISSIVE.contains(one) || TOOLS.contains(one);
        assert!(
            !known.is_empty() && known.iter().all(allowed),
            "{name} has the licence {licence:?}"
        );
    }
    Ok(())
}
