//! The invariants of ARCHITECTURE.md that can be checked by reading the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use kl_ball::catalog::RULES;

/// Every file below a folder of the repository with this ending, and its text.
fn sources(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open: Vec<PathBuf> = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.to_string_lossy().ends_with(ending) {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(!found.is_empty(), "nothing below {folder}");
    found
}

/// The lines of code of a Rust file: no comments, no tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    text[..end].lines().map(|line| line.split("//").next().unwrap_or(""))
}

fn is_boundary(name: &str) -> bool {
    name.starts_with("src/web/")
}

/// Asserts that no line of code of the files chosen has one of these words.
fn without(chosen: impl Fn(&str) -> bool, words: &[&str]) {
    let mut seen = 0;
    for (name, text) in sources("src", ".rs").iter().filter(|(name, _)| chosen(name)) {
        seen += 1;
        for line in code(text) {
            let word = words.iter().find(|word| line.contains(**word));
            // The module is declared where the crate is, for its target alone.
            let declared = name == "src/lib.rs" && line == "mod web;";
            assert!(word.is_none() || declared, "{name} has {word:?}: {line}");
        }
    }
    assert!(seen > 0, "no file was looked at");
}

#[test]
fn the_core_knows_no_browser() {
    without(|name| !is_boundary(name), &["wasm_bindgen", "web_sys", "js_sys", "plotters_canvas"]);
}

/// The module right below `src` that a file belongs to.
fn module(name: &str) -> &str {
    let path = name.trim_start_matches("src/");
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// How many times `super::` leads from a file to the crate.
fn depth(name: &str) -> usize {
    name.trim_start_matches("src/").trim_end_matches("/mod.rs").matches('/').count() + 1
}

/// Which modules right below `src` use which others.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, text) in sources("src", ".rs").iter().filter(|(name, _)| name != "src/lib.rs") {
        let own = uses.entry(module(name).to_owned()).or_default();
        for line in code(text) {
            assert!(!line.contains("crate::{"), "{name}: write one `use` for each module: {line}");
            // From a file right below `src`, or the root of a module there, `super::` is the crate too.
            let up = "super::".repeat(depth(name));
            for other in line.split("crate::").skip(1).chain(line.split(&up).skip(1)) {
                let end = other.find(|c: char| !c.is_alphanumeric() && c != '_');
                own.insert(other[..end.unwrap_or(other.len())].to_owned());
            }
        }
        own.remove(module(name));
    }
    uses
}

#[test]
fn modules_use_each_other_in_no_circle() {
    let mut left = uses();
    // What uses only modules that are in no circle is in none either.
    while let Some(last) =
        left.iter().find(|(_, used)| used.is_disjoint(&left.keys().cloned().collect()))
    {
        let last = last.0.clone();
        left.remove(&last);
    }
    assert!(left.is_empty(), "these use each other: {left:#?}");
}

#[test]
fn the_catalogue_knows_no_specification() {
    without(|name| name.starts_with("src/catalog/"), &["crate::specification"]);
}

#[test]
fn rules_and_balls_know_neither_charts_nor_models_by_name() {
    let mut words = vec!["crate::chart".to_owned(), "crate::catalog".to_owned()];
    for model in kl_ball::catalog::MODELS {
        words.push(format!("\"{}\"", model.name));
        words.extend(model.charts.iter().map(|chart| format!("\"{}\"", chart.name)));
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let chosen = |name: &str| name.starts_with("src/step/") || name.starts_with("src/ball");
    without(chosen, &words);
}

#[test]
fn the_core_does_not_panic() {
    let words = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!("];
    without(|name| !name.ends_with("/tests.rs"), &words);
    // One place says of itself that nothing gets there, and why.
    without(|name| name != "src/web/write.rs", &["unreachable!("]);
}

#[test]
fn randomness_has_a_seed() {
    without(|_| true, &["SystemTime", "Instant", "thread_rng", "getrandom", "from_os_rng"]);
    for (name, text) in sources("www", ".js") {
        assert!(!text.contains("Math.random("), "{name} draws what no seed repeats");
    }
}

#[test]
fn every_rule_and_chart_of_the_sources_is_in_the_catalogue() {
    let catalog: String = sources("src/catalog", ".rs").into_iter().map(|(_, text)| text).collect();
    for (folder, kind) in [("src/step", "Rule"), ("src/chart", "Chart")] {
        let one = format!("impl {kind} for ");
        for (name, text) in sources(folder, ".rs").iter().filter(|(_, text)| text.contains(&one)) {
            let types = text.lines().filter_map(|line| {
                let rest = line.strip_prefix("pub struct ")?;
                rest.split(|c: char| !c.is_alphanumeric()).next()
            });
            let types: Vec<&str> = types.collect();
            assert!(types.iter().any(|one| catalog.contains(one)), "{name}: {types:?}");
            assert_eq!(text.matches(&one).count(), 1, "{name} holds one {kind} and no other");
        }
    }
    let files = sources("src/step", ".rs");
    for rule in RULES {
        let own = format!("src/step/{}.rs", rule.name.replace('-', "_"));
        let found =
            files.iter().any(|(name, text)| *name == own && text.contains("impl Rule for "));
        assert!(found, "{} has no file {own}", rule.name);
    }
}

#[test]
fn one_module_of_the_shell_imports_the_core() {
    // Comments that name types of the core import nothing.
    let is_code = |line: &str| !line.trim_start().starts_with("/**");
    let importing = sources("www", ".js").into_iter().filter(|(_, text)| {
        let mut code = text.lines().filter(|line| is_code(line));
        code.any(|line| line.contains("pkg/kl_ball.js") && line.contains("from"))
    });
    let names: Vec<String> = importing.map(|(name, _)| name).collect();
    assert_eq!(names, ["www/core.js"]);
}

#[test]
fn every_file_of_tests_is_part_of_the_program_that_runs_them() {
    let declared = |folder: &str, file: &str| {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let is_module = path.join("mod.rs").exists()
                || path.extension().is_some_and(|ending| ending == "rs");
            let is_root = ["main", "mod"].contains(&name.as_str());
            let line = format!("mod {name};");
            let is_declared = text.lines().any(|found| found.trim_start_matches("pub ") == line);
            assert!(!is_module || is_root || is_declared, "{file} lacks {line}");
        }
    };
    declared("tests", "tests/main.rs");
    for folder in ["accuracy", "common", "edges", "fuzz", "laws"] {
        declared(&format!("tests/{folder}"), &format!("tests/{folder}/mod.rs"));
    }
}
