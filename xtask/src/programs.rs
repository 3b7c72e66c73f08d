//! What the tests need beside Rust: Node, the npm packages of tests/web at the
//! versions of its lockfile, browsers, and Python with a few packages.

use crate::{
    apt,
    command::{output, run, say},
    repo,
};
use anyhow::{Context, Result, anyhow, ensure};
use std::{fs, path::PathBuf, process::Command, sync::Mutex};

/// The first Node on which all the npm packages run.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// The first Python that has all the packages.
const OLDEST_PYTHON: (u32, u32) = (3, 11);

/// The version of Node that npm itself installs where Debian's is older.
const NODE_FROM_NPM: &str = "22";

/// Debian's packages for each browser, by its name in tests/web/lacking.mjs. A
/// page needs some font, and Chromium alone brings none.
const BROWSERS: [(&str, &[&str]); 4] = [
    ("chromium", &["chromium", "fonts-dejavu-core", "fonts-liberation"]),
    ("chromium-headless-shell", &["chromium-headless-shell"]),
    ("firefox", &["firefox-esr"]),
    ("webkit", &["webkit2gtk-driver", "xvfb", "dbus"]),
];

/// Makes sure of a Node that is new enough, with npm, and of the npm packages of
/// tests/web: those of the lockfile, no others, and none of their scripts.
pub fn ensure_node() -> Result<()> {
    // Two stages that run side by side must not install the same packages at once.
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().map_err(|_| anyhow!("a thread of this program panicked"))?;
    if !node_is_new_enough() && apt::available() {
        apt::install(&["nodejs", "npm"])?;
        if !node_is_new_enough() {
            let machine = if cfg!(target_arch = "aarch64") { "arm64" } else { "x64" };
            let node = format!("node-linux-{machine}@{NODE_FROM_NPM}");
            say(format!("installing {node} (npm), since Debian's Node is older than needed"));
            run(Command::new(npm()).args(["install", "--global", &node]))?;
        }
    }
    let (major, minor) = OLDEST_NODE;
    ensure!(
        node_is_new_enough(),
        "Node {major}.{minor} or newer is needed, with npm; install it and run this again"
    );
    install_packages()
}

fn install_packages() -> Result<()> {
    let lockfile = repo::read(&repo::web().join("package-lock.json"))?;
    // What is installed keeps a copy of the lockfile it came from.
    let copy = repo::web().join("node_modules/.installed-from");
    if fs::read_to_string(&copy).is_ok_and(|installed| installed == lockfile) {
        return Ok(());
    }
    say("installing the npm packages of tests/web (npm ci)");
    run(Command::new(npm())
        .args(["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"])
        .current_dir(repo::web()))?;
    fs::write(&copy, lockfile).with_context(|| format!("cannot write {}", copy.display()))
}

/// Makes sure of Chromium, and of the other browsers where this machine has them
/// or can install them. The tests do without those, and count what they skip.
pub fn ensure_browsers() -> Result<()> {
    ensure_node()?;
    let mut missing = lacking()?;
    if apt::available() && !missing.is_empty() {
        for (name, packages) in BROWSERS {
            if missing.iter().any(|one| one == name) {
                // What went wrong has been printed.
                let _ = apt::install(packages);
            }
        }
        missing = lacking()?;
    }
    ensure!(
        !missing.iter().any(|name| name == "chromium"),
        "no Chromium or Chrome was found: install one (on Debian, `apt-get install chromium`), or name one in \
         the environment variable CHROMIUM"
    );
    for name in missing {
        say(format!("SKIPPED: {name} is not installed, so nothing is tested in it"));
    }
    Ok(())
}

/// The browsers that the tests look for and do not find.
fn lacking() -> Result<Vec<String>> {
    let text = output(Command::new("node").arg(repo::web().join("lacking.mjs")));
    let text = text.context("tests/web/lacking.mjs does not run")?;
    Ok(text.lines().map(String::from).collect())
}

/// Makes sure of a Python of its own in target/python, with the packages of
/// tests/python/requirements.txt. Returns false where this machine has no Python that
/// is new enough.
pub fn ensure_python() -> Result<bool> {
    let required = repo::root().join("tests/python/requirements.txt");
    let wanted = repo::read(&required)?;
    let folder = python_folder();
    let copy = folder.join(".installed-from");
    if fs::read_to_string(&copy).is_ok_and(|installed| installed == wanted) {
        return Ok(true);
    }
    let Some(python) = python()? else { return Ok(false) };
    say("installing the Python packages of tests/python (pip)");
    run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder))?;
    run(Command::new(python_of_tests())
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .arg("--requirement")
        .arg(&required))?;
    fs::write(&copy, wanted).with_context(|| format!("cannot write {}", copy.display()))?;
    Ok(true)
}

fn python_folder() -> PathBuf {
    repo::target().join("python")
}

/// The Python that [`ensure_python`] makes.
pub fn python_of_tests() -> PathBuf {
    python_folder().join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" })
}

/// A Python that is new enough and can make environments.
fn python() -> Result<Option<&'static str>> {
    let found = || {
        ["python3", "python"].into_iter().find(|name| {
            let version = output(Command::new(name).arg("--version"));
            let new_enough = version.and_then(|text| repo::version(&text)) >= Some(OLDEST_PYTHON);
            new_enough && output(Command::new(name).args(["-c", "import ensurepip"])).is_some()
        })
    };
    if found().is_none() && apt::available() {
        apt::install(&["python3", "python3-venv"])?;
    }
    Ok(found())
}

fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

fn node_is_new_enough() -> bool {
    let version = output(Command::new("node").arg("--version"));
    let new_enough = version.and_then(|text| repo::version(&text)) >= Some(OLDEST_NODE);
    new_enough && which::which(npm()).is_ok()
}
