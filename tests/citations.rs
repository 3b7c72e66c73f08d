//! Every citation of the mathematics in `docs/` resolves to a file and an anchor, and
//! every invariant of `ARCHITECTURE.md` names a check that exists.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders and files in which citations may stand.
const PLACES: [&str; 13] = [
    "src",
    "tests",
    "www",
    "xtask/src",
    "examples",
    "fuzz",
    "docs",
    "README.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "index.html",
    "embed.html",
];

/// Folders that hold what others wrote, or what is built.
const SKIPPED: [&str; 3] = ["node_modules", "target", "pictures"];

const FOLDER: &str = "docs/mathematics/";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file of [`PLACES`]: its path in the repository, and its text.
fn texts() -> Vec<(String, String)> {
    let mut open: Vec<PathBuf> = PLACES.iter().map(|place| root().join(place)).collect();
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if SKIPPED.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, text));
        }
    }
    found
}

/// The anchors of a page, `<a id="name"></a>`.
fn anchors(page: &str) -> BTreeSet<&str> {
    let rest = page.split("<a id=\"").skip(1);
    rest.filter_map(|rest| rest.split('"').next()).collect()
}

fn is_part_of_an_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./#".contains(c)
}

/// The parts of `text` that start with `prefix` and look like `page.md#anchor`.
fn addresses<'a>(text: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(prefix).map(move |(start, _)| {
        let rest = &text[start + prefix.len()..];
        let end = rest.find(|c| !is_part_of_an_address(c)).unwrap_or(rest.len());
        rest[..end].trim_end_matches(['.', '/'])
    })
}

/// What is wrong with an address below [`FOLDER`], if anything is.
fn fault(address: &str) -> Option<String> {
    let (page, anchor) = address.split_once('#').unwrap_or((address, ""));
    let Ok(text) = fs::read_to_string(root().join(FOLDER).join(page)) else {
        return Some(format!("there is no page {FOLDER}{page}"));
    };
    let known = anchor.is_empty() || anchors(&text).contains(anchor);
    (!known).then(|| format!("{FOLDER}{page} has no anchor {anchor:?}"))
}

#[test]
fn every_citation_of_the_mathematics_resolves() {
    let mut count = 0;
    for (name, text) in texts() {
        for address in addresses(&text, FOLDER).filter(|address| address.contains(".md")) {
            count += usize::from(address.contains('#'));
            assert_eq!(fault(address), None, "{name} cites {address}");
        }
    }
    assert!(count >= 29, "only {count} citations with an anchor were found");
}

#[test]
fn every_link_between_the_pages_resolves() {
    for (name, text) in texts().iter().filter(|(name, _)| name.starts_with(FOLDER)) {
        let links = addresses(text, "](").filter(|link| !link.starts_with("http"));
        for link in links {
            let own = name.trim_start_matches(FOLDER);
            let address = if link.starts_with('#') { format!("{own}{link}") } else { link.into() };
            assert_eq!(fault(&address), None, "{name} links to {link}");
        }
    }
}

#[test]
fn every_script_that_a_comment_of_the_shell_refers_to_exists() {
    let mut count = 0;
    for (name, text) in texts().iter().filter(|(name, _)| name.starts_with("www/")) {
        for script in addresses(text, "see ").filter(|address| address.ends_with(".js")) {
            count += 1;
            let beside = Path::new(name).parent().unwrap().join(script);
            let found = [Path::new("www").join(script), beside];
            let exists = found.iter().any(|path| root().join(path).exists());
            assert!(exists, "{name} says \"see {script}\", which is not there");
        }
    }
    assert!(count >= 20, "only {count} references to scripts were found");
}

#[test]
fn no_anchor_of_the_pages_is_given_twice() {
    for (name, text) in texts().iter().filter(|(name, _)| name.starts_with(FOLDER)) {
        assert_eq!(anchors(text).len(), text.matches("<a id=\"").count(), "{name}");
    }
}

#[test]
fn nothing_cites_a_document_that_no_reader_has() {
    // Written in two parts, so that this file does not cite it.
    let word = concat!("MA", "TH");
    for (name, text) in texts() {
        let cited = text.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part == word);
        assert!(!cited, "{name} cites {word}");
    }
}

/// The parts of a text between single backquotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// Whether `file`, of this text, has a check of this name that runs: a test in Rust or JavaScript, an
/// attribute of the crate, or a command of a workflow.
fn has_check(file: &str, text: &str, name: &str) -> bool {
    let ending = Path::new(file).extension().and_then(|ending| ending.to_str());
    match ending {
        Some("rs") => {
            has_test(text, name) || text.lines().any(|line| line == format!("#![{name}]"))
        }
        Some("mjs") => ["'", "\"", "`"].iter().any(|quote| {
            let call = format!("test({quote}{name}{quote}, ");
            text.lines().any(|line| line.trim_start().starts_with(&call))
        }),
        // A command stands on a line of its own, after `run:` or below it.
        Some("yml") => text.lines().any(|line| {
            let line = line.trim_start_matches([' ', '-']);
            line.strip_prefix("run: ").unwrap_or(line) == name
        }),
        _ => false,
    }
}

/// Whether a text in Rust has a function of this name that is marked as a test, and not ignored.
fn has_test(text: &str, name: &str) -> bool {
    let Some((before, _)) = text.split_once(&format!("fn {name}(")) else { return false };
    // The attributes of the function stand after the last thing before it.
    let own = before.rsplit(['}', ';']).next().unwrap_or_default();
    let lines: Vec<&str> = own.lines().map(str::trim).collect();
    lines.contains(&"#[test]") && !lines.iter().any(|line| line.starts_with("#[ignore"))
}

#[test]
fn only_what_runs_is_a_check() {
    let rust = "/// one_thing\n#[test]\nfn one_thing() {\n    two();\n}\nfn two() {}\n#[test]\n#[ignore]\nfn three() {}\n#![forbid(a)]\n";
    let found = |name| has_check("a.rs", rust, name);
    assert!(found("one_thing") && found("forbid(a)"));
    assert!(!found("two") && !found("three") && !found("thing") && !found("one"));
    let script = "  test('a name', () => {});\n// test('another', () => {});\ntest.skip('a third', () => {});\ntest(`of ${what}`, () => {});\n";
    let found = |name| has_check("a.mjs", script, name);
    assert!(found("a name") && found("of ${what}"));
    assert!(!found("name") && !found("another") && !found("a third"));
    assert!(has_check("a.yml", "  - run: cargo test\n", "cargo test"));
    assert!(!has_check("a.yml", "  # run: cargo test\n", "cargo test"));
}

#[test]
fn every_invariant_names_a_check_that_exists() {
    let architecture = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, invariants) = architecture.split_once("| invariant | check |").unwrap();
    let rows: Vec<&str> = invariants.lines().filter(|line| line.starts_with("| ")).collect();
    assert!(rows.len() >= 20, "{} invariants", rows.len());
    for row in rows {
        let (_, check) = row.trim_end_matches(['|', ' ']).rsplit_once("| ").unwrap();
        // Every file is followed by the names of its checks.
        let (mut file, mut is_followed) = (None, true);
        for part in quoted(check) {
            if let Ok(text) = fs::read_to_string(root().join(part)) {
                let runs =
                    ["#[test]", "test(", "run:", "#!["].iter().any(|mark| text.contains(mark));
                assert!(runs, "{part} has no check, but {row}");
                assert!(is_followed, "no check is named of the file before {part} in {row}");
                (file, is_followed) = (Some((part, text)), false);
                continue;
            }
            let known = file.as_ref().is_some_and(|(name, text)| has_check(name, text, part));
            assert!(known, "no check {part:?}, named by {row}");
            is_followed = true;
        }
        assert!(file.is_some() && is_followed, "no check is named of the last file in {row}");
    }
}
