//! Where things are in this repository.

use anyhow::{Context, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The root of the checkout.
pub fn root() -> PathBuf {
    // At run time first: cargo sets it, and a checkout may have been moved.
    let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").into());
    let root = Path::new(&manifest).join("..");
    root.canonicalize().unwrap_or(root)
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The folder of the npm packages and of the tests that run in Node.
pub fn web() -> PathBuf {
    root().join("tests/web")
}

/// The oldest Rust that compiles the crate, as `(1, minor)`, from Cargo.toml.
pub fn rust_version() -> Result<(u32, u32)> {
    let manifest = read(&root().join("Cargo.toml"))?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("rust-version = "));
    line.and_then(|value| version(value.trim_matches('"')))
        .context("Cargo.toml has no line `rust-version = \"1.…\"`")
}

/// The first two numbers of a version, whatever stands before and after:
/// `rustc 1.96.0 (…)`, `v20.20.2`, `1.96.0+dfsg1-1`.
pub fn version(text: &str) -> Option<(u32, u32)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut numbers = text[start..].split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// The text of a file, or an error that names it.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn a_version_is_found_in_what_tools_print() {
        assert_eq!(version("rustc 1.96.0 (ac68faa20 2026-05-25)"), Some((1, 96)));
        assert_eq!(version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(version("1.85.0+dfsg3-1~deb12u3"), Some((1, 85)));
        assert_eq!(version("(none)"), None);
        assert_eq!(version("7"), None);
    }
}
