//! The audit of what the lockfiles bring in: every package has a licence that
//! lets anyone use, change and pass on what is made with it.

use crate::repo;
use anyhow::{Context, Result};
use serde_json::Value;
use spdx::{Expression, ParseMode};
use std::process::Command;

/// Licences that ask for no more than their notice.
const PERMISSIVE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// axe-core, a tool, and mediabunny, which pkg/ passes on unchanged: their licence binds those who change them.
const TOOLS: &[&str] = &["MPL-2.0"];

/// Asserts of each package, by name and licence, that its licence is among the allowed.
fn audit<'a>(packages: impl Iterator<Item = (&'a str, &'a Value)>, allowed: &[&[&str]]) {
    let mut seen = 0;
    for (name, licence) in packages {
        // htmx writes the name of the zero-clause BSD licence in another order.
        let text = licence.as_str().unwrap_or("").replace("BSD-0-Clause", "0BSD");
        let known = Expression::parse_mode(&text, ParseMode::LAX);
        let fine = known.is_ok_and(|known| {
            known.evaluate(|one| {
                let id = one.license.id().map_or("", |id| id.name);
                allowed.iter().any(|list| list.contains(&id))
            })
        });
        assert!(fine, "{name} has the licence {licence}");
        seen += 1;
    }
    assert!(seen > 5, "{seen} packages");
}

#[test]
fn every_crate_may_be_used_and_passed_on_by_anyone() -> Result<()> {
    let metadata = Command::new("cargo")
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(repo::root())
        .output()
        .context("cannot start cargo metadata")?;
    let metadata: Value = serde_json::from_slice(&metadata.stdout)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let named = packages
        .iter()
        .map(|package| (package["name"].as_str().unwrap_or(""), &package["license"]));
    audit(named, &[PERMISSIVE]);
    Ok(())
}

#[test]
fn so_may_every_tool_from_npm() -> Result<()> {
    let lock: Value = serde_json::from_str(&repo::read(&repo::web().join("package-lock.json"))?)?;
    let packages = lock["packages"].as_object().context("the lockfile lists no packages")?;
    // The first, without a name, is ours.
    let others = packages.iter().filter(|(path, _)| !path.is_empty());
    audit(others.map(|(path, package)| (path.as_str(), &package["license"])), &[PERMISSIVE, TOOLS]);
    Ok(())
}
