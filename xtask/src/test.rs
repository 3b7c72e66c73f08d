//! `cargo xtask test`: every check and every test, on a machine that may have
//! only Rust.

use crate::{
    command::{self, output, say, tee},
    package, programs, repo,
    tally::{Tally, cargo_lines, node_lines},
    toolchain::Wasm,
};
use anyhow::{Context, Result, anyhow, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    thread::{self, JoinHandle},
    time::Instant,
};

const GROUPS: [&str; 4] = ["native", "node", "browser", "python"];

/// Packages with tests and documentation of their own. `bind` is a few lines
/// around a large library, and is tested by building pkg/.
const PACKAGES: [&str; 4] = ["--package", "kl-ball", "--package", "xtask"];

/// The stage that builds pkg/ anew and compares.
const PKG: &str = "pkg/";

/// Files of tests in Node or a browser at a time: two for each core, since a page waits for its
/// next frame for a good part of its test.
fn at_a_time() -> usize {
    let cores = thread::available_parallelism().map_or(2, |count| count.get());
    (2 * cores).clamp(3, 6)
}

/// Milliseconds for a whole file: one that never ends, or leaves something open, must not keep the
/// runner waiting for ever. The longest, the scripts in Python, take seven minutes on an idle machine with two cores, and have to
/// pass on one that is four times slower. A forced exit would now and then cut off the end of a file's report.
const LIMIT: &str = "--test-timeout=1800000";

/// Runs the named groups, or everything. Every stage runs, also after one that failed.
pub fn run(groups: &[&str]) -> Result<ExitCode> {
    for group in groups {
        ensure!(GROUPS.contains(group), "`test` knows {}, not `{group}`", GROUPS.join(", "));
    }
    let wanted = |group| groups.is_empty() || groups.contains(&group);
    let mut stages = Vec::new();
    let beside = groups.is_empty().then(|| thread::spawn(beside_the_native_tests));
    if wanted("native") {
        stages.push(stage("formatting", format));
        stages.push(stage("lints", lint));
        stages.push(stage("native tests", native));
        stages.push(stage("documentation", document));
    }
    // Node's tests read pkg/ as it is committed, so they need not wait for the rebuild.
    if wanted("node") {
        stages.push(stage("Node tests", || in_node("unit", &[])));
    }
    if let Some(beside) = beside {
        stages.extend(joined(beside)?);
    }
    let scripts = wanted("python").then(beside_the_browsers);
    let is_built = stages.iter().any(|stage| stage.name == PKG && stage.is_clean());
    if wanted("browser") {
        stages.push(stage("browser tests", || in_browser(is_built)));
    }
    if let Some(scripts) = scripts {
        stages.push(joined(scripts)?);
    }
    Ok(close(&stages))
}

fn joined<T>(thread: JoinHandle<T>) -> Result<T> {
    thread.join().map_err(|_| anyhow!("a thread of this program panicked"))
}

/// One line of the closing table.
struct Stage {
    name: &'static str,
    seconds: u64,
    outcome: Result<Outcome>,
}

impl Stage {
    /// Whether it was carried out whole, and nothing failed.
    fn is_clean(&self) -> bool {
        let done = |outcome: &Outcome| outcome.failure.is_none() && outcome.left.is_none();
        self.outcome.as_ref().is_ok_and(done)
    }
}

/// The result of a stage that was carried out.
#[derive(Default)]
struct Outcome {
    tally: Tally,
    /// The runner's own last words.
    closing: Vec<String>,
    failure: Option<String>,
    /// What was not done, and why: `SKIPPED: …` or `NOT COMPARED: …`.
    left: Option<String>,
}

impl Outcome {
    fn checked() -> Self {
        Self::default()
    }

    /// Something that was left out because it changes nothing that users see, such as formatting, or
    /// because another machine has to do it.
    fn left(words: String) -> Self {
        say(&words);
        Self { left: Some(words), ..Self::default() }
    }

    fn skipped(reason: &str) -> Self {
        Self::left(format!("SKIPPED: {reason}"))
    }

    /// From a test runner: it fails on any failed test, and on none at all.
    fn tested(tally: Tally, closing: Vec<String>, success: bool) -> Self {
        let failure = match tally {
            Tally { failed: 1.., .. } => Some(format!("{} failed", tally.failed)),
            _ if !success => Some("the test runner failed".into()),
            _ if tally.ran() == 0 => Some("not one test ran".into()),
            _ => None,
        };
        Self { tally, closing, failure, left: None }
    }
}

fn stage(name: &'static str, work: impl FnOnce() -> Result<Outcome>) -> Stage {
    say(format!("{name} …"));
    let start = Instant::now();
    let outcome = work();
    if let Err(error) = &outcome {
        eprintln!("error: {error:#}");
    }
    Stage { name, seconds: start.elapsed().as_secs(), outcome }
}

/// What the later stages need, and pkg/. Compiling it keeps one core busy, and so do
/// the longest native tests.
fn beside_the_native_tests() -> Vec<Stage> {
    if let Err(error) = programs::ensure_browsers().and_then(|()| Wasm::ensure()) {
        // The stage that needs it reports the failure.
        eprintln!("error: {error:#}");
    }
    vec![stage("lints of pkg/", lint_for_the_web), stage(PKG, compare)]
}

/// The tests in Python, which keep one core busy: JAX compiles one function at a time.
fn beside_the_browsers() -> JoinHandle<Stage> {
    thread::spawn(|| stage("Python tests", in_python))
}

fn format() -> Result<Outcome> {
    if output(Command::new("cargo").args(["fmt", "--version"])).is_none() {
        return Ok(Outcome::skipped("rustfmt is not installed, so formatting is not checked"));
    }
    command::run(cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Outcome::checked())
}

fn lint() -> Result<Outcome> {
    if output(Command::new("cargo").args(["clippy", "--version"])).is_none() {
        return Ok(Outcome::skipped("clippy is not installed, so the lints are not checked"));
    }
    command::run(
        cargo()
            .args(["clippy", "--locked", "--workspace", "--all-targets"])
            .args(["--", "-D", "warnings"]),
    )?;
    Ok(Outcome::checked())
}

/// What only the web compiles is linted there.
fn lint_for_the_web() -> Result<Outcome> {
    Ok(if package::lint()? {
        Outcome::checked()
    } else {
        Outcome::skipped("this toolchain has no clippy, so src/web is not linted")
    })
}

/// The crate's tests are optimised; those of this program use what it was compiled with. Examples hold no
/// tests; the lints check them, and here they would only be compiled once more.
fn native() -> Result<Outcome> {
    const RUNS: [&[&str]; 3] = [
        &["--package", "xtask", "--profile", "dev"],
        &["--package", "kl-ball", "--tests"],
        &["--package", "kl-ball", "--doc"],
    ];
    let mut everything = String::new();
    let mut success = true;
    for run in RUNS {
        let mut tests = cargo();
        tests.args(["test", "--locked", "--no-fail-fast"]).args(run);
        // Kept parts of a compilation only pay where the next change is compiled.
        let (status, text) = tee(tests.env("CARGO_INCREMENTAL", "0"))?;
        everything.push_str(&text);
        success &= status.success();
    }
    let closing = cargo_lines(&everything).map(String::from).collect();
    Ok(Outcome::tested(Tally::of_cargo(&everything), closing, success))
}

fn document() -> Result<Outcome> {
    command::run(
        cargo()
            .args(["doc", "--locked", "--no-deps"])
            .args(PACKAGES)
            .env("RUSTDOCFLAGS", "-D warnings"),
    )?;
    Ok(Outcome::checked())
}

fn compare() -> Result<Outcome> {
    let reason = package::check()?;
    Ok(reason.map_or_else(Outcome::checked, |why| Outcome::left(format!("NOT COMPARED: {why}"))))
}

/// Where pkg/ has just been found to be what the sources give, most pages load the element from there:
/// one file instead of a hundred and fifty.
fn in_browser(is_built: bool) -> Result<Outcome> {
    programs::ensure_browsers()?;
    let built: &[_] = if is_built { &[("KL_BALL_BUILT", "1")] } else { &[] };
    in_node("browser", built)
}

/// The scripts that kl-ball/python writes, and the package for notebooks.
fn in_python() -> Result<Outcome> {
    if !programs::ensure_python()? {
        return Ok(Outcome::skipped("no Python 3.11 or newer with venv, so no script is run"));
    }
    in_node("python", &[])
}

/// Runs the tests in one folder of tests/web with Node's own runner, with these variables in its environment.
fn in_node(folder: &str, variables: &[(&str, &str)]) -> Result<Outcome> {
    programs::ensure_node()?;
    let files = test_files(&repo::web().join(folder))?;
    ensure!(!files.is_empty(), "tests/web/{folder} holds no *.test.mjs, so not one test ran");
    let (status, text) = tee(Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .arg(format!("--test-concurrency={}", at_a_time()))
        .arg(LIMIT)
        .args(files)
        .env("KL_BALL_PYTHON", programs::python_of_tests())
        .envs(variables.iter().copied())
        .current_dir(repo::root()))?;
    let closing = node_lines(&text).map(String::from).collect();
    Ok(Outcome::tested(Tally::of_node(&text), closing, status.success()))
}

fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The table of stages, each runner's own closing lines, and the sum.
fn close(stages: &[Stage]) -> ExitCode {
    println!();
    for Stage { name, seconds, outcome } in stages {
        let word = match outcome {
            Ok(Outcome { failure: Some(reason), .. }) => format!("FAILED: {reason}"),
            Ok(Outcome { left: Some(words), .. }) => words.clone(),
            Ok(_) => "ok".into(),
            Err(error) => format!("FAILED: {error:#}"),
        };
        println!("{name:<14} {seconds:>4} s  {word}");
        for line in outcome.iter().flat_map(|outcome| &outcome.closing) {
            println!("                       {line}");
        }
    }
    let outcomes = || stages.iter().flat_map(|stage| &stage.outcome);
    let good = stages
        .iter()
        .all(|stage| stage.outcome.as_ref().is_ok_and(|outcome| outcome.failure.is_none()));
    println!();
    println!("{}", outcomes().map(|outcome| outcome.tally).sum::<Tally>());
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(repo::root());
    command
}
