//! Does pkg/ belong to the sources beside it? The record in pkg/ holds the
//! digest of every input and of every output.

use crate::{recipe, repo};
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The record's name in pkg/.
pub const RECORD: &str = "sources.json";

/// Path, with `/`, below some root → digest of the file.
pub type Digests = BTreeMap<String, String>;

/// What pkg/ says of itself.
#[derive(Debug, PartialEq)]
pub struct Record {
    pub toolchain: String,
    pub inputs: Digests,
    pub outputs: Digests,
}

impl Record {
    /// The record in `pkg`.
    pub fn read(pkg: &Path) -> Result<Self> {
        let path = pkg.join(RECORD);
        let text = repo::read(&path)?;
        Self::parse(&text).with_context(|| format!("{} is not understood", path.display()))
    }

    /// One line per file, so that two versions compare well.
    pub fn write(&self, pkg: &Path) -> Result<()> {
        let record = json!({
            "toolchain": self.toolchain,
            "inputs": self.inputs,
            "outputs": self.outputs,
        });
        let path = pkg.join(RECORD);
        fs::write(&path, format!("{record:#}\n"))
            .with_context(|| format!("cannot write {}", path.display()))
    }

    fn parse(text: &str) -> Option<Self> {
        let record: Value = serde_json::from_str(text).ok()?;
        Some(Self {
            toolchain: record.get("toolchain")?.as_str()?.to_owned(),
            inputs: digests(record.get("inputs")?.as_object()?)?,
            outputs: digests(record.get("outputs")?.as_object()?)?,
        })
    }
}

/// Digests of everything pkg/ is made from, as it is on disk now.
pub fn inputs(root: &Path) -> Result<Digests> {
    let mut all = core(root)?;
    all.extend(shell(root)?);
    Ok(all)
}

/// Digests of what the compiled core is made from.
pub fn core(root: &Path) -> Result<Digests> {
    let mut all = all_of(root, recipe::CORE)?;
    all.retain(|name, _| !is_script(name));
    Ok(all)
}

/// Digests of what is bundled around it.
fn shell(root: &Path) -> Result<Digests> {
    let mut all = all_of(root, recipe::SHELL)?;
    all.retain(|name, _| is_script(name));
    Ok(all)
}

fn all_of(root: &Path, inputs: &[&str]) -> Result<Digests> {
    let mut all = Digests::new();
    for input in inputs {
        all.extend(files(root, input)?);
    }
    Ok(all)
}

fn is_script(name: &str) -> bool {
    recipe::SCRIPTS.iter().any(|ending| name.ends_with(ending))
}

/// Digests of the files below `root`/`start` (a file or a folder), named
/// relative to `root`.
pub fn files(root: &Path, start: &str) -> Result<Digests> {
    let mut found = Digests::new();
    let mut open = vec![root.join(start)];
    while let Some(path) = open.pop() {
        let read = || format!("cannot read {}", path.display());
        if path.is_dir() {
            for entry in fs::read_dir(&path).with_context(read)? {
                let entry = entry.with_context(read)?.path();
                if !is_scratch(&entry) {
                    open.push(entry);
                }
            }
        } else {
            let content = fs::read(&path).with_context(read)?;
            found.insert(name(root, &path), of(&content));
        }
    }
    Ok(found)
}

/// The digest of a file's content as git stores it: text has `\n` only.
pub fn of(content: &[u8]) -> String {
    let digest = if content.contains(&0) {
        Sha256::digest(content)
    } else {
        Sha256::digest(without_carriage_returns(content))
    };
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The names that are not the same in both, in order.
pub fn differing(one: &Digests, other: &Digests) -> Vec<String> {
    let names = one.keys().chain(other.keys());
    let mut names: Vec<_> =
        names.filter(|name| one.get(*name) != other.get(*name)).cloned().collect();
    names.sort();
    names.dedup();
    names
}

/// `a, b, c and 4 more`.
pub fn some_of(names: &[String]) -> String {
    let shown = names.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(3) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// What editors and file managers leave behind, and git ignores or should.
fn is_scratch(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.starts_with('#') || name.ends_with('~') || name == "target"
}

fn name(root: &Path, path: &Path) -> String {
    let relative: PathBuf = path.strip_prefix(root).unwrap_or(path).into();
    let parts = relative.iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

fn without_carriage_returns(text: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(text.len());
    for (index, &byte) in text.iter().enumerate() {
        if byte != b'\r' || text.get(index + 1) != Some(&b'\n') {
            kept.push(byte);
        }
    }
    kept
}

fn digests(object: &Map<String, Value>) -> Option<Digests> {
    let pairs = object.iter();
    pairs.map(|(name, digest)| Some((name.clone(), digest.as_str()?.to_owned()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digests_of(pairs: &[(&str, &str)]) -> Digests {
        let pairs = pairs.iter();
        pairs.map(|&(name, digest)| (name.into(), digest.into())).collect()
    }

    #[test]
    fn a_digest_is_sha_256_and_blind_to_line_endings_of_text() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(of(b"abc"), abc);
        assert_eq!(of(b"a\r\nb\r\n"), of(b"a\nb\n"));
        assert_ne!(of(b"a\rb"), of(b"ab"));
        assert_ne!(of(b"\0a\r\n"), of(b"\0a\n"));
    }

    #[test]
    fn files_are_named_alike_everywhere_and_in_order() -> Result<()> {
        let root = std::env::temp_dir().join(format!("kl-ball-digest-{}", std::process::id()));
        fs::create_dir_all(root.join("src/model"))?;
        for file in ["src/b.rs", "src/model/a.rs", "src/a.rs", "src/.hidden", "src/a.rs~"] {
            fs::write(root.join(file), file)?;
        }
        let found = files(&root, "src")?;
        fs::remove_dir_all(&root)?;
        let names: Vec<_> = found.keys().map(String::as_str).collect();
        assert_eq!(names, ["src/a.rs", "src/b.rs", "src/model/a.rs"]);
        Ok(())
    }

    #[test]
    fn what_differs_is_named() {
        let old = digests_of(&[("a", "1"), ("b", "1"), ("gone", "1")]);
        let new = digests_of(&[("a", "1"), ("b", "2"), ("added", "1")]);
        assert_eq!(differing(&old, &new), ["added", "b", "gone"]);
        assert!(differing(&old, &old).is_empty());
        assert_eq!(some_of(&differing(&old, &new)), "added, b, gone");
        let many: Vec<String> = (0..5).map(|n| n.to_string()).collect();
        assert_eq!(some_of(&many), "0, 1, 2 and 2 more");
    }

    #[test]
    fn a_record_is_read_as_it_was_written() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("kl-ball-record-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let record = Record {
            toolchain: "rustc".into(),
            inputs: digests_of(&[("src/lib.rs", "1")]),
            outputs: digests_of(&[("kl_ball.js", "2")]),
        };
        record.write(&folder)?;
        let read = Record::read(&folder);
        fs::remove_dir_all(&folder)?;
        assert_eq!(read?, record);
        assert_eq!(Record::parse("{}"), None);
        Ok(())
    }
}
